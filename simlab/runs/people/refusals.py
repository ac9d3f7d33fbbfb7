from __future__ import annotations


class PeopleRefused(Exception):  # noqa: N818  it names what happened
    """Not possible with these people: a code of the wording, and the field that it is about."""

    def __init__(self, code: str, pointer: str = "") -> None:
        super().__init__(f"{pointer}: {code}")
        self.code = code
        self.pointer = pointer
