"""The metrics of a night, as Prometheus reads them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jembatan import metrics
from jembatan.errors import StoreError

LINE = re.compile(r'(jembatan_[a-z_]+)\{job="([a-z0-9_-]+)"\} (-?[0-9.]+(?:e[+-]?[0-9]+)?)')


def test_every_metric_has_its_type_and_a_value() -> None:
    assert metrics.text("nightly", {"exit_code": 3, "numbers_kept": 12, "seconds": 1.5}, 1733360400.1234) == (
        "# HELP jembatan_exit_code Exit code of the last run: 0 good, 3 needs a person, 2 something must be mended "
        "first, 1 a crash.\n"
        "# TYPE jembatan_exit_code gauge\n"
        'jembatan_exit_code{job="nightly"} 3\n'
        "# TYPE jembatan_numbers_kept gauge\n"
        'jembatan_numbers_kept{job="nightly"} 12\n'
        "# HELP jembatan_seconds Wall time of the last run.\n"
        "# TYPE jembatan_seconds gauge\n"
        'jembatan_seconds{job="nightly"} 1.5\n'
        "# HELP jembatan_finished_timestamp_seconds When the last run ended, in seconds since the epoch.\n"
        "# TYPE jembatan_finished_timestamp_seconds gauge\n"
        'jembatan_finished_timestamp_seconds{job="nightly"} 1733360400.123\n'
    )


def test_the_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "metrics.prom"
    metrics.write(path, "job", {"exit_code": 0}, 1.0)
    metrics.write(path, "job", {"exit_code": 3}, 2.0)
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    assert all(LINE.fullmatch(line) for line in lines)
    assert lines == ['jembatan_exit_code{job="job"} 3', 'jembatan_finished_timestamp_seconds{job="job"} 2.0']
    assert [entry.name for entry in path.parent.iterdir()] == ["metrics.prom"]


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "metrics.prom").mkdir()
    with pytest.raises(StoreError, match=r"metrics\.prom: the metrics cannot be written"):
        metrics.write(tmp_path / "metrics.prom", "job", {}, 1.0)


def test_where_none_can_be_written_those_of_an_earlier_night_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    metrics.write(tmp_path / "metrics.prom", "job", {"exit_code": 0}, 1.0)
    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(StoreError, match="No space left on device"):
        metrics.write(tmp_path / "metrics.prom", "job", {"exit_code": 2}, 2.0)
    assert list(tmp_path.iterdir()) == []
