"""What can be wrong with a class list, by row and column as a spreadsheet names them, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

WORDS: dict[str, dict[str, str]] = {
    "empty_file": {"en": "The file is empty.", "zh": "文件是空的。"},
    "file_too_large": {"en": "The file is larger than {most}.", "zh": "文件超过 {most}。"},
    "wrong_file_type": {"en": "This is neither CSV nor XLSX.", "zh": "文件既不是 CSV 也不是 XLSX。"},
    "old_excel": {
        "en": "This is an old or protected Excel file. Save it as XLSX without a password.",
        "zh": "这是旧版或加密的 Excel 文件，请另存为不带密码的 XLSX。",
    },
    "wrong_encoding": {
        "en": "Here is a letter that is neither UTF-8 nor UTF-16 nor GBK.",
        "zh": "此处的字符编码既不是 UTF-8、UTF-16，也不是 GBK。",
    },
    "broken_csv": {
        "en": "This row is not CSV; is a quotation mark missing?",
        "zh": "该行不符合 CSV 格式，是否缺少引号？",
    },
    "too_many_rows": {"en": "A list has at most {most} people.", "zh": "名单最多 {most} 人。"},
    "no_people": {"en": "There is nobody below the headings.", "zh": "表头下面没有任何人。"},
    "missing_header": {"en": "There is no column '{name}'.", "zh": "缺少“{name}”列。"},
    "unknown_header": {
        "en": "This heading means nothing here; delete the column. Known: {known}.",
        "zh": "无法识别该表头，请删除此列。可用的列：{known}。",
    },
    "duplicate_header": {"en": "Column {first} says the same.", "zh": "与 {first} 列重复。"},
    "cell_without_header": {"en": "This cell stands under no heading.", "zh": "该单元格上方没有表头。"},
    "missing_number": {"en": "The student number is missing.", "zh": "缺少学号。"},
    "duplicate_number": {"en": "Row {first} has the same number.", "zh": "与第 {first} 行的学号相同。"},
    "number_too_long": {"en": "A number has at most {most} characters.", "zh": "学号不能超过 {most} 个字符。"},
    "odd_number": {
        "en": "A number has letters, digits and . _ / - only.",
        "zh": "学号只能包含字母、数字和 . _ / -。",
    },
    "digits_lost": {
        "en": "A spreadsheet has rounded this number. Format the column as text and type it again.",
        "zh": "表格软件已将该学号四舍五入，请把该列设为文本格式后重新填写。",
    },
    "missing_name": {"en": "The name is missing.", "zh": "缺少姓名。"},
    "text_too_long": {"en": "At most {most} characters.", "zh": "不能超过 {most} 个字符。"},
    "unknown_role": {"en": "Not a role. Known: {known}.", "zh": "未知的角色。可用：{known}。"},
    "unknown_team_role": {"en": "Not a team role. Known: {known}.", "zh": "未知的岗位。可用：{known}。"},
    "bad_extra_time": {
        "en": "Extra time is a whole number of per cent from 0 to {most}.",
        "zh": "延时应为 0 到 {most} 之间的整数百分比。",
    },
    "formula": {
        "en": "A formula, or text that a spreadsheet would take for one. Type the value itself.",
        "zh": "单元格是公式或会被当作公式的文字，请直接填写内容。",
    },
    "control_character": {
        "en": "There is an invisible control character in this cell.",
        "zh": "单元格中含有不可见的控制字符。",
    },
    "team_too_large": {"en": "A team has at most {most} people.", "zh": "一个小组最多 {most} 人。"},
    "team_of_staff": {"en": "Only students are in a team.", "zh": "只有学生可以加入小组。"},
    "last_instructor": {"en": "The course would have no instructor left.", "zh": "这样课程将没有教师。"},
    "number_of_slip": {
        "en": "An anonymous seat of this course has this number.",
        "zh": "本课程的匿名席位已使用该学号。",
    },
}


def letters(column: int) -> str:
    """The name of a column, counted from 0: A, B ... Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@dataclass(frozen=True)
class Mistake:
    """`row` counts from 1 as spreadsheets do, 0 for the whole file; `column` from 0, -1 for the whole row.

    What stood in the cell is never repeated: in a row that slipped by a column it may be anything about a person.
    """

    code: str
    row: int = 0
    column: int = -1
    heading: str = ""
    told: dict[str, str] = field(default_factory=dict)

    @property
    def pointer(self) -> str:
        parts = ["/file", *([str(self.row)] if self.row else []), *([letters(self.column)] if self.column >= 0 else [])]
        return "/".join(parts)

    @property
    def sentence(self) -> dict[str, str]:
        """One line for people, in both languages."""
        words = WORDS[self.code]
        return {
            "en": f"{self._place_en()}{words['en'].format(**self.told)}",
            "zh": f"{self._place_zh()}{words['zh'].format(**self.told)}",
        }

    def _place_en(self) -> str:
        heading = f" ({self.heading})" if self.heading else ""
        column = f", column {letters(self.column)}{heading}" if self.column >= 0 else ""
        return f"Row {self.row}{column}: " if self.row else ""

    def _place_zh(self) -> str:
        heading = f"（{self.heading}）" if self.heading else ""
        column = f" {letters(self.column)} 列{heading}" if self.column >= 0 else ""
        return f"第 {self.row} 行{column}：" if self.row else ""


class RosterMistakes(ValueError):  # noqa: N818  one exception, many mistakes
    """A list of which nothing is taken, with everything that was found wrong."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = list(mistakes)
        super().__init__("\n".join(mistake.sentence["en"] for mistake in mistakes))
