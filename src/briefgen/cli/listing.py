"""`briefgen list`."""

from __future__ import annotations

from briefgen.cli.app import AsJson, app
from briefgen.cli.choosing import project_here
from briefgen.terminal import write_json


@app.command("list")
def _list(as_json: AsJson = False) -> None:
    """List the briefs of the project."""
    from briefgen.loading import load
    from briefgen.project import BRIEFS, SUFFIX, brief_names

    files, _ = project_here()
    rows = []
    for name in brief_names(files):
        tree = load(name, files.read(f"{BRIEFS}/{name}{SUFFIX}")).tree
        spec = tree if isinstance(tree, dict) else {}
        rows.append(
            {key: str(spec.get(key) or "") for key in ("kind", "title", "information_cutoff")}
            | {"name": name}
        )
    if as_json:
        write_json(rows)
        return
    width = max((len(row["name"]) for row in rows), default=0)
    for row in rows:
        print(
            f"{row['name']:<{width}}  {row['kind']:<18} {row['information_cutoff']:<11} "
            f"{row['title']}"
        )
