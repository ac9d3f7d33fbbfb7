"""The product's settings with one address more: a bare list to compare with."""

from __future__ import annotations

from simlab.project.settings import *  # noqa: F403

ROOT_URLCONF = "tests.load.urls"
