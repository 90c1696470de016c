"""Pure checks of a hypothesis against its source: no model, no file, no clock."""
