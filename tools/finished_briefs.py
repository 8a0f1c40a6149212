"""Write docs/pdf/NAME.pdf: the shipped briefs as the guides to their kinds show them.

Run it after a brief, a template or the program changes what is printed; a test tells when:
python tools/finished_briefs.py
"""

from __future__ import annotations

import sys
from pathlib import Path

import briefgen

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Build every brief of this project into the documentation."""
    results = briefgen.build(ROOT, output=ROOT / "docs" / "pdf", strict=True)
    for result in results:
        print(f"{result.name}: {result.path or 'not built'}")
    sys.exit(max(int(result.exit_code) for result in results))


if __name__ == "__main__":
    main()
