"""Which scorer graded. Raise SCORER when the same run and tuning give other scores."""

from __future__ import annotations

SCORER = "1"
