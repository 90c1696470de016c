"""The repair ladder: whatever the guard's checks find wrong in a translation is tried again, step by step.

One ladder over any list of checks (``ladder.py``); its rungs make candidates (``candidates.py``, ``pieces.py``), each
of which is judged by every check and against being obviously poorer (``sound.py``).
"""
