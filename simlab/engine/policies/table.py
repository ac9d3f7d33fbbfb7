"""The bots by code and number; the number is what a world carries per store."""

from __future__ import annotations

POLICY_CODES: tuple[str, ...] = ("do_nothing", "random", "novice", "rule", "expert")
REFERENCE = "rule"  # p0, the policy that every decision is held against
