"""The small types that every part of a scenario file is made of."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Part(BaseModel):
    """A part of the file: unknown fields and values of another type are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _read_date(value: Any) -> Any:
    """Only YYYY-MM-DD: the lax reading of dates takes numbers for seconds since 1970."""
    try:
        if isinstance(value, str) and _DATE.fullmatch(value):
            return dt.date.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("date_parsing", "not a date")


Code = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,39}$")]
Date = Annotated[dt.date, BeforeValidator(_read_date)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Amount = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
Price = Annotated[float, Field(gt=0, le=1e7, allow_inf_nan=False)]
Days = Annotated[float, Field(gt=0, le=120, allow_inf_nan=False)]
Factor = Annotated[float, Field(gt=0, le=20, allow_inf_nan=False)]
Millimetres = Annotated[int, Field(ge=1, le=3000)]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class Text(Part):
    """A text for people, in English and in Chinese."""

    en: Annotated[str, Field(min_length=1, max_length=4000)]
    zh: Annotated[str, Field(min_length=1, max_length=4000)]
