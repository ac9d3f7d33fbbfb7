"""What an import tells the lecturer: what was inferred, and which rows were left out and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from simlab.runs.scenario.importing.reading import Fault, Line
from simlab.runs.scenario.problems import Language, Wording

_MOST_ROWS = 10


@dataclass
class Report:
    """Notes in the order in which they were made, and rows left out."""

    notes: list[Wording] = field(default_factory=list)
    dropped: list[Fault] = field(default_factory=list)

    def note(self, en: str, zh: str) -> None:
        """Something that was inferred."""
        self.notes.append(Wording(en, zh))

    def drop(self, line: Line, column: str, en: str, zh: str) -> None:
        """A row that is left out."""
        self.dropped.append(Fault(line.place(column), Wording(en, zh)))

    def lines(self, language: Language) -> list[str]:
        """One line a note, one line a reason for leaving rows out."""
        groups: dict[tuple[str, str, Wording], list[int]] = defaultdict(list)
        for fault in self.dropped:
            groups[fault.place.file, fault.place.column, fault.wording].append(fault.place.row)
        told = [note.in_language(language) for note in self.notes]
        return told + [_left_out(*of, rows, language) for of, rows in groups.items()]


def _left_out(file: str, column: str, reason: Wording, rows: list[int], language: Language) -> str:
    numbers = ", ".join(str(row) for row in rows[:_MOST_ROWS]) + (" …" if len(rows) > _MOST_ROWS else "")
    if language == "zh":
        return f"{file}：因列“{column}”略去 {len(rows)} 行（第 {numbers} 行）：{reason.zh}"
    return f"{file}: {len(rows)} rows left out for column '{column}' (rows {numbers}): {reason.en}"
