"""Names and addresses for buyers. They dress a world that is already decided: no outcome ever reads them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.expressions import CombinedExpression
from faker import Faker

from orders.models import BUYER_SHIFT, Buyer, Order, buyer_id
from simlab.runs.documents import document_of, origin_of
from simlab.runs.models import Run

LOCALES = {
    "AU": "en_AU",
    "BR": "pt_BR",
    "CA": "en_CA",
    "DE": "de_DE",
    "ES": "es_ES",
    "FR": "fr_FR",
    "GB": "en_GB",
    "IT": "it_IT",
    "JP": "ja_JP",
    "KR": "ko_KR",
    "MX": "es_MX",
    "NL": "nl_NL",
    "PL": "pl_PL",
    "US": "en_US",
}
FALLBACK_LOCALE = "en_US"
DOMAINS = ("example.com", "example.net", "example.org")  # reserved: no letter ever reaches anyone


@transaction.atomic
def name_buyers(run_id: int, day: int) -> int:
    """Write the missing buyers of a day's orders; the same run, market and number always get the same person."""
    run = Run.objects.select_related("scenario_version").get(pk=run_id)
    # A repeated or late task writes the same rows again, and they are skipped.
    written = Buyer.objects.bulk_create(_people(run, _nameless(run_id, day)), ignore_conflicts=True, batch_size=500)
    return len(written)


def _nameless(run_id: int, day: int) -> list[tuple[int, int]]:
    """Market and number of the buyers of a day who have no name yet."""
    # This also reads the buyers' table, so that a deletion of the run waits until they are written.
    same = Buyer.objects.of_run(run_id).filter(id=_id_of_buyer(run_id))
    orders = Order.objects.of_days(run_id, day, day).filter(~Exists(same))
    return list(orders.values_list("market", "buyer_no").distinct().order_by("market", "buyer_no"))


def _id_of_buyer(run_id: int) -> CombinedExpression:
    """`buyer_id` of the order at hand."""
    return OuterRef("market") * (1 << BUYER_SHIFT) + OuterRef("buyer_no") + buyer_id(run_id, 0, 0)


def _people(run: Run, numbers: list[tuple[int, int]]) -> Iterator[Buyer]:
    markets, seed_hex = document_of(run)["markets"], origin_of(run).seed_hex  # in a branch they are the same people
    for market, buyer_no in numbers:
        code, language = markets[market]["code"], markets[market]["language"]
        faker = _faker(LOCALES.get(code, FALLBACK_LOCALE))
        faker.seed_instance(_seed(seed_hex, code, buyer_no))
        yield Buyer(
            id=buyer_id(run.pk, market, buyer_no),
            market=market,
            buyer_no=buyer_no,
            name=faker.name(),
            city=faker.city(),
            address=faker.street_address(),
            email=f"buyer{buyer_no}@{DOMAINS[buyer_no % len(DOMAINS)]}",
            language=language,
        )


def _seed(seed_hex: str, market: str, buyer_no: int) -> int:
    named = f"{seed_hex}/buyer/{market}/{buyer_no}".encode()
    return int.from_bytes(hashlib.blake2b(named, digest_size=8).digest(), "big")


@lru_cache(maxsize=32)
def _faker(locale: str) -> Faker:
    return Faker(locale)
