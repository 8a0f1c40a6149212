"""Words that mention a page, as “5” in the contents: settled when all pages are there.

The engine settles them page by page: what is mentioned before it is reached is wrong for two
rounds, and each page that mentions any is made a third time once the pages have been counted.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure.boxes import TextBox


def settle(context: Any, count: int) -> None:
    """Each mention by the pages as they are; where it reads otherwise, its page is made again."""
    mentions = context.target_collector.counter_lookup_items
    for (box, what), mention in mentions.items():
        index = mention.page_maker_index
        if what != "content" or index is None or index >= count:
            continue
        counters = {**context.page_maker[index + 1][3][1], "pages": [count]}
        before = _text(box)
        mention.cached_page_counter_values = counters
        mention.parse_again(counters)
        if _text(box) != before:
            context.page_maker[index][-1]["content_changed"] = True


def _text(box: Any) -> list[str]:
    return [part.text for part in box.descendants() if isinstance(part, TextBox)]
