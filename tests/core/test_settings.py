"""What a team can set."""

from simlab.core.settings import Kind


def test_kinds_are_listed_by_number_so_that_a_free_one_is_seen():
    numbers = [int(kind) for kind in Kind]
    assert numbers == sorted(numbers)
