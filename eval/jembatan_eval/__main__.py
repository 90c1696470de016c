"""``python -m jembatan_eval``: the same as the ``jembatan-eval`` command, for where no script is on the path."""

from jembatan_eval.cli import main

main()
