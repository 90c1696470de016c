"""``python -m jembatan.engines.unpickle SOURCE... DESTINATION``: pickled weights in, one safetensors file out.

A pickle can run code when it is read. ``torch.load(weights_only=True)`` refuses all but tensors, and this process has
nothing else to do, so that whatever goes wrong stays here. safetensors knows no sharing of memory: an embedding that is
tied to an earlier one is left out, as transformers itself does when it saves (the model's config ties it again); any
other tensor that shares memory is written out in full.
"""

from __future__ import annotations

import pickle
import sys
import zipfile
from pathlib import Path

from jembatan.errors import JembatanError, ModelError

_TIED = ("lm_head.weight", "embed_tokens.weight")


def rewrite(sources: list[Path], destination: Path) -> None:
    """Write the tensors of all ``sources`` (the shards of one model) to ``destination``, atomically.

    Raises ModelError where a source holds anything but named tensors.
    """
    import torch
    from safetensors.torch import save_file

    tensors: dict[str, torch.Tensor] = {}
    memory: set[int] = set()
    whole: set[tuple[int, torch.Size]] = set()
    for source in sources:
        try:
            # Files from before PyTorch 1.6 are no zip archives and cannot be mapped into memory.
            loaded = torch.load(source, map_location="cpu", weights_only=True, mmap=zipfile.is_zipfile(source))
        except (pickle.UnpicklingError, RuntimeError, EOFError, OSError, ValueError) as error:
            reason = " ".join(str(error).split())
            raise ModelError(f"{source.name}: holds more than tensors, or is damaged: {reason:.200}") from error
        if not isinstance(loaded, dict):
            raise ModelError(f"{source.name}: holds {type(loaded).__name__}, not a table of tensors")
        for name, tensor in loaded.items():
            if not isinstance(tensor, torch.Tensor):
                raise ModelError(f"{source.name}: {name!r} is {type(tensor).__name__}, not a tensor")
            place = (tensor.data_ptr(), tensor.shape)
            if place in whole and str(name).endswith(_TIED):
                continue
            shared = tensor.untyped_storage().data_ptr() in memory
            tensors[str(name)] = tensor.detach().clone().contiguous() if shared else tensor.detach().contiguous()
            memory.add(tensor.untyped_storage().data_ptr())
            whole.add(place)
    partial = destination.with_name(destination.name + ".part")
    save_file(tensors, partial, metadata={"format": "pt"})
    partial.replace(destination)


def main(arguments: list[str]) -> int:
    """Command line entry; the last line on stderr says what is wrong."""
    if len(arguments) < 2:
        print("usage: python -m jembatan.engines.unpickle SOURCE... DESTINATION", file=sys.stderr)
        return 2
    *sources, destination = (Path(argument) for argument in arguments)
    try:
        rewrite(sources, destination)
    except JembatanError as error:
        print(str(error).splitlines()[0], file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
