"""glibc keeps what is freed: a block that is taken again costs no page faults."""

from __future__ import annotations

import platform
import subprocess
import sys

from jembatan.engines.allocator import keep_freed_memory

# Takes and frees 64 MB twenty times, as a decode does with its cache, and prints the page faults of it.
CHURN = """
import ctypes, resource, sys
from jembatan.engines.allocator import keep_freed_memory
if sys.argv[1] == "keep":
    keep_freed_memory()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.free.argtypes = [ctypes.c_void_p]
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(20):
    block = libc.malloc(64 * 1024**2)
    ctypes.memset(block, 1, 64 * 1024**2)
    libc.free(block)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def faults(mode: str) -> int:
    """Page faults of the churn in a process of its own."""
    ended = subprocess.run([sys.executable, "-c", CHURN, mode], capture_output=True, text=True, check=True, timeout=60)
    return int(ended.stdout)


def test_it_says_whether_the_allocator_took_it() -> None:
    assert keep_freed_memory() is (platform.libc_ver()[0] == "glibc")


def test_kept_memory_is_not_mapped_again() -> None:
    if platform.libc_ver()[0] == "glibc":
        assert faults("keep") * 5 < faults("default")
    else:
        assert keep_freed_memory() is False
