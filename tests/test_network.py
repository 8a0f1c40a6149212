"""The network: whatever it shows, no words lie on lines, cards or other words; always the same."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from briefgen.charts.drawing import FigureError, Look, Network, Node, Tie, draw, shipped_metrics
from briefgen.charts.network import Laid, laid_out
from briefgen.charts.network_order import best_orders, crossings, woven

LOOK = Look("#98212C", "#F5E6E6", "#CB8F93")
METRICS = shipped_metrics()
KINDS = ("rivalry", "pressure", "allegiance", "cooperation", "split")
WORDS = ("war", "arms and money", "sworn in 2015", "talks since August 2021", "recruits")

GROUPS = tuple(Node(name, name, "Uzbek", 2) for name in ("IMU", "KIB", "IJU", "JA", "KTJ", "TIP"))
REGION = Network(
    ("Patrons and states", "Rivals", "Central Asian and Uyghur groups"),
    (
        Node("states", "Neighbouring states", "China, Russia", 0),
        Node("aq", "al Qaeda", "older patron", 0),
        Node("is", "Islamic State core", "", 0),
        Node("taliban", "Afghan Taliban", "in power since 2021", 1),
        Node("isk", "Islamic State Khorasan", "", 1, subject=True),
        *GROUPS,
        Node("TTP", "TTP", "Pakistani", 2),
    ),
    (
        Tie("states", "taliban", "cooperation", "assurances, talks", both=True),
        Tie("aq", "taliban", "cooperation", "old alliance, cooling"),
        Tie("is", "isk", "allegiance", "pledge"),
        Tie("taliban", "isk", "rivalry", "open war", both=True),
        *(Tie("taliban", group.key, "cooperation", "shelter and control") for group in GROUPS),
        Tie("isk", "TIP", "pressure", "poaching"),
        Tie("isk", "TTP", "pressure", "claims on fighters"),
        Tie("aq", "TTP", "allegiance", "sworn"),
    ),
    tuple((kind, kind.capitalize()) for kind in KINDS),
)


def clean(laid: Laid) -> None:
    """Nothing overlaps: words, cards and lines."""
    cards = list(laid.plan.cards.values())
    words = [spoken.box for spoken in laid.spoken]
    frame = laid.plan.lanes[0]
    assert not any(a.overlaps(b) for a, b in combinations(cards, 2))
    assert not any(a.overlaps(b) for a, b in combinations(words, 2))
    assert not any(box.overlaps(card) for box in words for card in cards)
    assert all(box.left >= 0 and box.right <= frame.right for box in words + cards)
    for number, spoken in enumerate(laid.spoken):
        for other, route in enumerate(laid.routes):
            if other == number and spoken.breaks:
                continue
            assert not any(spoken.box.is_cut_by(piece) for piece in route.segments)
    for card in cards:
        for route in laid.routes:
            inner = card.grown(-1.5)
            assert not any(inner.is_cut_by(piece) for piece in route.segments)


def test_a_full_network_is_laid_out_clean() -> None:
    clean(laid_out(REGION, METRICS))


def test_equal_ties_of_one_actor_are_one_comb_with_its_words_once() -> None:
    drawn = draw(REGION, LOOK, METRICS).svg
    assert drawn.count(">shelter and control<") == 1


@pytest.mark.parametrize("share", [0.95, 1.1, 1.15])
def test_a_network_is_as_high_as_asked_for_where_its_words_have_room(share: float) -> None:
    usual = draw(REGION, LOOK, METRICS).height
    asked = structs.replace(REGION, height=usual * share)
    drawn = draw(asked, LOOK, METRICS)
    assert drawn.height == pytest.approx(usual * share, abs=1.0) or drawn.height == usual
    clean(laid_out(asked, METRICS))


def test_a_network_can_be_drawn_higher() -> None:
    usual = draw(REGION, LOOK, METRICS).height
    assert draw(structs.replace(REGION, height=usual + 40), LOOK, METRICS).height == pytest.approx(
        usual + 40, abs=1.0
    )


def test_the_same_network_is_always_drawn_the_same() -> None:
    assert draw(REGION, LOOK, METRICS) == draw(REGION, LOOK, METRICS)


def test_the_alternative_text_names_actors_and_ties() -> None:
    alt = draw(REGION, LOOK, METRICS).alt
    assert alt.startswith(
        "Diagram of actors in layers. Patrons and states: Neighbouring states, al"
    )
    assert "Afghan Taliban and Islamic State Khorasan: open war (rivalry)" in alt
    assert "Islamic State core to Islamic State Khorasan: pledge (allegiance)" in alt


def test_kinds_of_ties_differ_by_width_dash_or_head() -> None:
    drawn = set()
    for kind in KINDS:
        network = Network(
            ("One", "Two"),
            (Node("a", "A", layer=0), Node("b", "B", layer=1)),
            (Tie("a", "b", kind, "words"),),
        )
        root = ET.fromstring(str(draw(network, LOOK, METRICS).svg))
        lines = [
            (each.get("stroke-width"), each.get("stroke-dasharray"))
            for each in root.iter("{http://www.w3.org/2000/svg}polyline")
        ]
        drawn.add((tuple(lines), kind == "split"))
    assert len(drawn) == len(KINDS)


def test_crossings_that_can_be_avoided_are() -> None:
    network = Network(
        ("One", "Two"),
        (Node("a", "A"), Node("b", "B"), Node("c", "C", layer=1), Node("d", "D", layer=1)),
        (Tie("a", "d", "pressure", "x"), Tie("b", "c", "pressure", "y")),
    )
    weave = woven(network)
    order = best_orders(weave)[0]
    place = {item: number for layer in order for number, item in enumerate(layer)}
    assert crossings([("a", "d"), ("b", "c")], order, place) == 0


def test_too_many_actors_in_a_layer_are_refused() -> None:
    crowd = tuple(Node(str(n), f"Organisation number {n}") for n in range(12))
    network = Network(("One",), crowd, (Tie("0", "1", "rivalry", "war"),))
    with pytest.raises(FigureError, match="make two layers"):
        draw(network, LOOK, METRICS)


@st.composite
def networks(pick: st.DrawFn) -> Network:
    """Networks as an author may write them, not too dense to be read."""
    layers = pick(st.integers(1, 3))
    nodes = tuple(
        Node(
            f"n{number}", pick(st.sampled_from(("JA", "Taliban", "Islamic State core"))), "", layer
        )
        for layer in range(layers)
        for number in range(layer * 10, layer * 10 + pick(st.integers(1, 4)))
    )
    pairs = list(combinations([node.key for node in nodes], 2))
    chosen = pick(st.lists(st.sampled_from(pairs), max_size=7, unique=True)) if pairs else []
    ties = tuple(
        Tie(a, b, pick(st.sampled_from(KINDS)), pick(st.sampled_from(WORDS)), pick(st.booleans()))
        for a, b in chosen
    )
    return Network(tuple(f"Layer {n}" for n in range(layers)), nodes, ties)


@settings(max_examples=60, deadline=None)
@given(networks())
def test_any_network_is_clean_or_refused(network: Network) -> None:
    try:
        laid = laid_out(network, METRICS)
    except FigureError:
        return
    clean(laid)
