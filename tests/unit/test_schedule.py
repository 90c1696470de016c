"""The unit files and the cron line say what they should, and the commands in them really run."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
SCHEDULE = REPOSITORY / "configs" / "schedule"
INSTALLED = "/opt/jembatan"
GOOD = (0, 3)


def read_unit(name: str) -> dict[str, dict[str, list[str]]]:
    """The settings of a unit file by section; a setting may stand more than once."""
    sections: dict[str, dict[str, list[str]]] = {}
    settings: dict[str, list[str]] = {}
    for line in (SCHEDULE / name).read_text(encoding="utf-8").splitlines():
        if re.fullmatch(r"\[\w+\]", line):
            settings = sections.setdefault(line[1:-1], {})
        elif line and not line.startswith("#"):
            key, equals, value = line.partition("=")
            assert equals, line
            settings.setdefault(key, []).append(value)
    return sections


def read_cron() -> tuple[dict[str, str], list[str]]:
    """The variables of the cron file, and the fields of its only line: five of the time, the user, the command."""
    lines = (SCHEDULE / "jembatan.cron").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if line and not line.startswith("#")]
    variables = dict(line.split("=", 1) for line in lines if re.match(r"\w+=", line))
    (job,) = [line for line in lines if not re.match(r"\w+=", line)]
    return variables, job.split(None, 6)


def as_installed_here(command: str, output: Path) -> str:
    """The command with this checkout and its environment in place of the installed one, and with the fake engine."""
    assert "/configs/nightly.yaml" in command
    command = command.replace(f"{INSTALLED}/.venv/bin", shlex.quote(str(Path(sys.executable).parent)))
    command = command.replace(INSTALLED, shlex.quote(str(REPOSITORY)))
    return f"{command.replace('/configs/nightly.yaml', '/configs/smoke.yaml')} --output {shlex.quote(str(output))}"


def run_bare(arguments: list[str], variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run with an empty environment but for ``variables``, in the root folder, without a terminal."""
    environment = [f"{name}={value}" for name, value in variables.items()]
    return subprocess.run(
        ["/usr/bin/env", "-i", *environment, *arguments],
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def assert_published(output: Path) -> None:
    (manifest,) = (output / "bundles").glob("*/manifest.json")
    assert json.loads(manifest.read_text(encoding="utf-8"))["counts"]["articles"] == 5
    assert 'jembatan_articles{job="smoke"} 5\n' in (output / "metrics.prom").read_text(encoding="utf-8")


def test_the_service_runs_a_night(tmp_path: Path) -> None:
    service = read_unit("jembatan-nightly.service")["Service"]
    (command,) = service["ExecStart"]
    variables = dict(pair.split("=", 1) for line in service["Environment"] for pair in shlex.split(line))
    variables = {name: value.replace("/var/cache", str(tmp_path / "cache")) for name, value in variables.items()}
    done = run_bare(shlex.split(as_installed_here(command, tmp_path / "out")), variables)
    assert done.returncode in (0, *(int(code) for code in service["SuccessExitStatus"])), done.stderr
    assert_published(tmp_path / "out")


def test_the_cron_line_runs_a_night(tmp_path: Path) -> None:
    variables, (*_, command) = read_cron()
    assert "%" not in command  # cron would read a line break
    bare = {"SHELL": variables["SHELL"], "PATH": variables["PATH"], "HOME": "/", "LOGNAME": "jembatan"}
    done = run_bare([variables["SHELL"], "-c", as_installed_here(command, tmp_path / "out")], bare)
    assert done.returncode in GOOD, done.stderr
    assert_published(tmp_path / "out")
    assert "\x1b" not in done.stdout + done.stderr


def test_the_cron_line_is_one_that_cron_takes() -> None:
    _, (minute, hour, day, month, weekday, user, _) = read_cron()
    assert (int(minute) < 60, int(hour) < 24, day, month, weekday, user) == (True, True, "*", "*", "*", "jembatan")
    assert (SCHEDULE / "jembatan.cron").read_bytes().endswith(b"\n")  # cron ignores a last line that is not ended


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("Type", "oneshot"),
        ("User", "jembatan"),
        ("SuccessExitStatus", "3"),
        ("ProtectSystem", "strict"),
        ("ReadWritePaths", f"{INSTALLED}/outputs"),
        ("ProtectHome", "yes"),
        ("PrivateTmp", "yes"),
        ("PrivateDevices", "yes"),
        ("PrivateNetwork", "yes"),
        ("IPAddressDeny", "any"),
        ("NoNewPrivileges", "yes"),
        ("CapabilityBoundingSet", ""),
        ("RestrictNamespaces", "yes"),
        ("SystemCallArchitectures", "native"),
    ],
)
def test_the_service_is_locked_in(setting: str, value: str) -> None:
    assert read_unit("jembatan-nightly.service")["Service"][setting] == [value]


def test_the_service_may_write_where_the_nightly_config_writes() -> None:
    from jembatan.config import load

    (writable,) = read_unit("jembatan-nightly.service")["Service"]["ReadWritePaths"]
    assert load(REPOSITORY / "configs" / "nightly.yaml").output == Path(writable.replace(INSTALLED, str(REPOSITORY)))


def test_the_timer_starts_the_service_each_night() -> None:
    timer = read_unit("jembatan-nightly.timer")
    (when,) = timer["Timer"]["OnCalendar"]
    assert re.fullmatch(r"\*-\*-\* \d\d:\d\d:\d\d [A-Z]\w+/[A-Z]\w+", when)
    assert timer["Timer"]["Persistent"] == ["true"]
    assert timer["Install"]["WantedBy"] == ["timers.target"]
    # A timer starts the service of its own name.
    assert (SCHEDULE / "jembatan-nightly.service").is_file()
    assert "Unit" not in timer["Timer"]
