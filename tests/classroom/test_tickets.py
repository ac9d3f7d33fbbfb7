from __future__ import annotations

from simlab.classroom.tickets import issue_ticket, read_ticket, ticket_key

KEY = ticket_key("a secret")


def test_a_ticket_says_which_runs_and_until_when() -> None:
    ticket = read_ticket(KEY, issue_ticket(KEY, ["2", "1"], 100), now=99)
    assert ticket is not None
    assert (ticket.runs, ticket.expires_at) == (frozenset({"1", "2"}), 100)


def test_a_ticket_is_over_at_its_time() -> None:
    assert read_ticket(KEY, issue_ticket(KEY, ["1"], 100), now=100) is None


def test_forged_and_broken_tickets_are_refused() -> None:
    good = issue_ticket(KEY, ["1"], 100)
    body, signature = good.split(".")
    other_body = issue_ticket(KEY, ["2"], 100).split(".")[0]
    for bad in (
        "",
        ".",
        "x",
        good[:-2],
        f"{other_body}.{signature}",
        f"{body}.",
        f"{body}.{signature}.{signature}",
        "é.é",
    ):
        assert read_ticket(KEY, bad, now=0) is None
    assert read_ticket(ticket_key("another secret"), good, now=0) is None
