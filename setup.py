"""The wheel carries the built front end, so that whoever installs it needs neither Node nor make."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

BUILT = Path(__file__).parent / "frontend" / "dist"


class WithFrontEnd(build_py):
    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        if not (BUILT / "index.html").is_file():
            raise SystemExit("the front end is not built: make dist")
        shutil.copytree(BUILT, Path(self.build_lib) / "simlab" / "face", ignore=shutil.ignore_patterns("made-from-*"))


setup(cmdclass={"build_py": WithFrontEnd})
