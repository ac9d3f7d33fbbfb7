from __future__ import annotations

import json
import logging

import pytest
import redis

from simlab.classroom.audience import TOPICS_OF_A_DAY
from simlab.classroom.news import CHANNEL
from simlab.engine import announce


def test_both_ends_of_the_channel_agree() -> None:
    assert (announce.CHANNEL, announce.TOPICS) == (CHANNEL, TOPICS_OF_A_DAY)


@pytest.mark.services
def test_a_closed_day_is_heard(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", redis_url)
    with redis.Redis.from_url(redis_url) as server, server.pubsub() as channel:
        channel.subscribe(f"{CHANNEL}41")
        assert channel.get_message(timeout=5) is not None
        announce.announce_day(41, 3, "running")
        heard = channel.get_message(timeout=5)
    assert heard is not None
    assert json.loads(heard["data"]) == {"run": "41", "day": 3, "state": "running", "topics": TOPICS_OF_A_DAY}


def test_a_day_stays_closed_when_nobody_can_be_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    with caplog.at_level(logging.WARNING):
        announce.announce_day(41, 3, "running")
    assert "was not announced" in caplog.text
