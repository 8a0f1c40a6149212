"""Networks."""

from __future__ import annotations

from briefgen.charts.inputs import Network
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import Drawing, Look, finish, text


def draw_network(network: Network, look: Look, metrics: Metrics) -> Drawing:
    """Draw the network, or say what keeps it from being drawn."""
    body = [text(0, 12.0 * n + 10, node.name) for n, node in enumerate(network.nodes)]
    return finish(body, width=network.width, height=200.0, alt=network.alt or "")
