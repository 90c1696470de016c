"""What is said of the canary: which sentences changed, and what else is different between then and now."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from jembatan.canary.recording import Circumstances, Recording
from jembatan.canary.soundness import Fault, fault

_ACCEPT = "jembatan canary CONFIG --accept (with the --set and --output of this run, if it had any)"
_FAULTS: dict[Fault, str] = {"loop": "looping", "echo": "not translated", "empty": "empty"}
_DIGITS = 12


def changed(stored: Recording, now: Recording) -> tuple[int, ...]:
    """The positions, from 0, of the sentences whose outputs differ in any character."""
    pairs = zip(stored.outputs, now.outputs, strict=True)
    return tuple(position for position, (then, new) in enumerate(pairs) if then != new)


def differences(then: Circumstances, now: Circumstances) -> tuple[str, ...]:
    """What is recorded otherwise than before, the likeliest causes first; empty where all is as it was."""
    before, after = _facts(then), _facts(now)
    return tuple(
        f"{name} {before.get(name, 'none')} -> {after.get(name, 'none')}"
        for name in dict.fromkeys([*after, *before])
        if before.get(name) != after.get(name)
    )


def told_change(stored: Recording, now: Recording, faults: Counter[Fault]) -> str:
    """What changed, why perhaps, and how to go on."""
    positions = changed(stored, now)
    first = positions[0]
    lines = [
        f"canary: {len(positions)} of {len(now.sentences)} fixed sentences come out otherwise than recorded on "
        f"{stored.circumstances.made}",
        f"  sentence {first + 1}: {now.sentences[first].source}",
        f"    then: {stored.outputs[first]}",
        f"    now:  {now.outputs[first]}",
    ]
    if len(positions) > 1:
        lines.append(f"  the others: sentences {', '.join(str(position + 1) for position in positions[1:])}")
    if faults:
        lines.append(f"  plainly no translations now: {_counted(faults)}")
    found = differences(stored.circumstances, now.circumstances)
    lines += [
        f"  different between then and now: {'; '.join(found) or 'nothing that Jembatan records'}",
        "Look at all of them with: jembatan canary CONFIG",
        f"If the new outputs are good take them on purpose: {_ACCEPT}. If not, go back to what was there then",
    ]
    return "\n".join(lines)


def told_first(path: Path, now: Recording) -> str:
    """The notice of a first recording."""
    return (
        f"canary: recorded what {len(now.sentences)} fixed sentences give with {now.chosen.model} ({path}); later "
        "nights are compared with it"
    )


def told_gibberish(now: Recording, faults: Counter[Fault]) -> str:
    """The notice of a model that writes no English, when there is nothing to compare it with."""
    source, output = next((one.source, one.output) for one in now.sentences if fault(one.source, one.output))
    return (
        f"canary: {now.chosen.model} gives no translations for most of {len(now.sentences)} fixed sentences "
        f"({_counted(faults)}); read the bundle before anybody uses it\n"
        f"  {source}\n  gave: {output[:200] or '(nothing)'}\n"
        f"This was not recorded. If it is what this model shall give: {_ACCEPT}"
    )


def told_same(stored: Recording, now: Recording) -> str:
    """The line of the log for a good canary."""
    found = differences(stored.circumstances, now.circumstances)
    return f"canary: as recorded on {stored.circumstances.made}" + (f", though {'; '.join(found)}" if found else "")


def told_failure(reason: str) -> str:
    """The message where the engine gave nothing for the fixed sentences as one batch."""
    return (
        f"canary: the engine failed on the fixed sentences ({reason}). Where memory ran out lower "
        "runtime.batch_tokens; look at the model with: jembatan models verify CONFIG"
    )


def _counted(faults: Counter[Fault]) -> str:
    return ", ".join(f"{count} {_FAULTS[name]}" for name, count in faults.most_common())


def _facts(of: Circumstances) -> dict[str, str]:
    return {
        "weights": of.engine.weights[:_DIGITS],
        "revision": str(of.engine.revision or "none"),
        **of.engine.libraries,
        "jembatan": of.jembatan,
        "device": of.machine.device,
        "processor": of.machine.processor,
        "threads": str(of.machine.threads),
        "Python": of.python,
    }
