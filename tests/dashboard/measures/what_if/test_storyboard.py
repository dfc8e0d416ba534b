"""What do planned shots cost on each model, and what is the cheapest mix that makes them all?"""

from dashboard.measures.what_if.fit import Need, Terms
from dashboard.measures.what_if.storyboard import Maker, Priced, Shot, cheapest_mix, priced, total
from db.money import NANO
from tests.dashboard.measures.what_if.offered import offer

TODAY = Terms(20261122)
KLING, VEO = Maker("fal", "kling-3.0", "USD"), Maker("fal", "veo-3.1", "USD")
OFFERS = (offer("kling-3.0", 0.168), offer("veo-3.1", 0.15), offer("veo-3.1", 0.6, "4k"))
SHOTS = (
    Shot("1 the harbour", Need(8 * NANO, "1080p", "on"), takes=3),
    Shot("2 the chase", Need(20 * NANO, "1080p", "on")),
    Shot("3 the titles", Need(5 * NANO, "4k")),
)


def test_each_shot_on_each_model() -> None:
    """Three takes of 8 s, one of 20 s (on Veo 8 + 8 + 4), and 4K, which Kling does not make here."""
    table = priced(SHOTS, OFFERS, TODAY)
    assert table[KLING] == [
        Priced(4_032_000_000, 3, 24 * NANO, 0),
        Priced(3_360_000_000, 2, 20 * NANO, 0),
        "not in 4k",
    ]
    assert table[VEO] == [
        Priced(3_600_000_000, 3, 24 * NANO, 0),
        Priced(3_000_000_000, 3, 20 * NANO, 0),
        Priced(3_600_000_000, 1, 6 * NANO, NANO),
    ]
    assert (total(table[KLING]), total(table[VEO])) == (None, 10_200_000_000)


def test_the_cheapest_mix_takes_the_best_of_each() -> None:
    """Kling for what it makes cheaper, Veo for the rest; a shot that nobody can make has nobody."""
    mixed = cheapest_mix(priced(SHOTS, (offer("kling-3.0", 0.1), *OFFERS[1:]), TODAY), len(SHOTS))
    assert [one and one[0].model for one in mixed] == ["kling-3.0", "kling-3.0", "veo-3.1"]
    assert cheapest_mix(priced(SHOTS, OFFERS[:1], TODAY), 3)[2] is None
