"""Every exception that Jembatan raises on purpose. Each message says what, where, and the fix.

JembatanError              the base; the command line prints it and never shows a traceback for it
+-- ConfigError            the config is wrong (all faults at once), exit 2
|   +-- GlossaryError      the glossary, or a form chosen from it, is wrong (all faults at once), exit 2
+-- InputError             an input path is missing or unreadable, exit 2
+-- ModelError             a model cannot be had, verified, converted or loaded, exit 2
|   +-- OriginUnreachable  one origin of a model did not answer (another may)
|   +-- OriginRefused      one origin answered, but does not have or does not give the model (another may)
|   +-- DigestMismatch     bytes differ from the recorded digest
+-- StoreError             the store cannot be read or written, exit 2
+-- LockHeld               another run works on the same store and shard, exit 2
+-- CanaryError            the fixed sentences cannot be translated before a night, exit 2
|   +-- CanaryChanged      they came out otherwise than recorded; nothing is translated
+-- MergeRefused           a shard of the night is missing, exit 2
+-- EngineError            an engine failed on a batch or an item; recorded as a Failure
    +-- OutOfMemory        the device ran out of memory; the batch is halved
    +-- TextTooLong        a text is longer than the model takes and cannot be split; recorded
"""

from __future__ import annotations


class JembatanError(Exception):
    """Base of all errors raised on purpose."""


class ConfigError(JembatanError):
    """The config is wrong. The message lists all faults at once."""


class GlossaryError(ConfigError):
    """The glossary, or a form that the config chooses from it, is wrong. The message lists all faults at once."""


class InputError(JembatanError):
    """An input path is missing or unreadable."""


class ModelError(JembatanError):
    """A model cannot be had, verified, converted or loaded."""


class OriginUnreachable(ModelError):
    """One origin of a model did not answer."""


class OriginRefused(ModelError):
    """One origin of a model answered, but does not have it or does not give it."""


class DigestMismatch(ModelError):
    """Bytes differ from the recorded digest."""


class StoreError(JembatanError):
    """The store cannot be read or written."""


class LockHeld(JembatanError):
    """Another run works on the same store and shard."""


class CanaryError(JembatanError):
    """The fixed sentences cannot be translated before a night."""


class CanaryChanged(CanaryError):
    """The fixed sentences came out otherwise than recorded."""


class MergeRefused(JembatanError):
    """A shard of the night is missing, so nothing is published."""


class EngineError(JembatanError):
    """An engine failed on a batch or an item."""


class OutOfMemory(EngineError):
    """The device ran out of memory."""


class TextTooLong(EngineError):
    """A text is longer than the model takes and cannot be split."""
