"""Which engine closed a day. Raise ENGINE when the same seed and decisions give other events."""

from __future__ import annotations

ENGINE = "2"
