"""Keep freed memory for the next step instead of giving it back to the system and asking for it again.

CTranslate2 frees and takes the cache of keys and values anew at every step of a decode. With glibc's defaults each of
these blocks is mapped, zeroed by the kernel and unmapped again: half the time of a causal model on a CPU.
"""

from __future__ import annotations

import ctypes
from functools import cache

# From malloc.h; values in bytes.
_TRIM_THRESHOLD, _TOP_PAD, _MMAP_THRESHOLD = -1, -2, -3
_MOST = 2**31 - 1
_PAD = 256 * 1024**2
_LARGEST_BLOCK = 1024**3


@cache
def keep_freed_memory() -> bool:
    """Tell glibc's allocator so, once a process; False, and no change, where there is no glibc."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError):
        return False
    # Each is set whatever became of the others: one alone helps too.
    answers = [mallopt(_MMAP_THRESHOLD, _LARGEST_BLOCK), mallopt(_TRIM_THRESHOLD, _MOST), mallopt(_TOP_PAD, _PAD)]
    return all(answers)
