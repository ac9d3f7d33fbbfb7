"""Where the numbers of a resolved scenario come from."""

from __future__ import annotations

from dataclasses import dataclass, field

from simlab.runs.scenario.tables import TEACHING_VALUE, Row

FROM_FILE = "scenario file"


@dataclass
class Sources:
    """Collects one entry per field and source."""

    entries: dict[tuple[str, str, str, str], None] = field(default_factory=dict)

    def cite(self, name: str, source: str, as_of: str = "", note: str = "") -> None:
        """Note that a field was taken from a source."""
        self.entries[name, source, as_of, note] = None

    def row(self, name: str, row: Row) -> Row:
        """Note the source of a table row that is used for a field; gives the row back."""
        self.cite(name, row["source"], row["as_of"], row.get("note", ""))
        return row

    def overruled(self, name: str) -> None:
        """Note that the scenario file itself sets a field."""
        self.cite(name, FROM_FILE, "", TEACHING_VALUE)

    def listed(self) -> list[dict[str, str]]:
        """Entries for the document, in a fixed order."""
        names = ("field", "source", "as_of", "note")
        return [dict(zip(names, entry, strict=True)) for entry in sorted(self.entries)]
