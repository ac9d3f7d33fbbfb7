"""The golden run gives the committed digest on every kind of CPU and with any number of threads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from numpy._core import _multiarray_umath as build  # the only place that names the loops numpy chooses

from tests.golden.baseline import FILE, golden_run

ROOT = Path(__file__).parents[2]
_CODE = """
import json
from numpy._core import _multiarray_umath as build
from tests.golden.baseline import golden_run
print(json.dumps([golden_run(), [name for name in build.__cpu_dispatch__ if build.__cpu_features__[name]]]))
"""


def dispatched(*, keep: tuple[str, ...] = ()) -> str:
    """The CPU features that this numpy picks its loops by and this machine has, less those to keep."""
    present = [name for name in build.__cpu_dispatch__ if build.__cpu_features__[name]]
    return " ".join(name for name in present if not name.startswith(keep or ("-",)))


MACHINES = {
    "AVX-512 off": {"NPY_DISABLE_CPU_FEATURES": dispatched(keep=("X86_V3", "AVX2", "FMA3"))},
    "AVX2 off": {"NPY_DISABLE_CPU_FEATURES": dispatched()},
    "one BLAS thread": {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
    "two BLAS threads": {"OPENBLAS_NUM_THREADS": "2", "OMP_NUM_THREADS": "2"},
}


def test_golden_run() -> None:
    assert golden_run() == json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("machine", MACHINES)
def test_golden_run_on_another_machine(machine: str) -> None:
    environment = {**os.environ, **MACHINES[machine]}
    done = subprocess.run(
        [sys.executable, "-c", _CODE], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    result, features = json.loads(done.stdout)
    assert not set(features) & set(MACHINES[machine].get("NPY_DISABLE_CPU_FEATURES", "").split())
    assert result == json.loads(FILE.read_text(encoding="utf-8"))
