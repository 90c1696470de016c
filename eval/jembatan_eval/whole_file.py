"""A file that is replaced whole or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path


def replace(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 in the place of ``path``, which keeps its permissions. Raises OSError."""
    # In a folder of its own: a file of tempfile's may be read by nobody else.
    with tempfile.TemporaryDirectory(prefix=".new-", dir=path.parent) as beside:
        made = Path(beside) / "file"
        made.write_text(text, encoding="utf-8", errors="replace")  # a path may hold what UTF-8 has no bytes for
        if path.exists():
            made.chmod(path.stat().st_mode)
        made.replace(path)
