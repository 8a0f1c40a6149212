"""The addresses of the preview: a page, its parts, what is new, and pictures of pages."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from html import escape
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from briefgen.assets import asset_bytes, template_text
from briefgen.outputs.pictures import page_picture
from briefgen.preview.guarding import Guard
from briefgen.preview.session import Session
from briefgen.preview.values import Errand
from briefgen.preview.worker import Worker
from briefgen.project import DiskFiles, brief_names

OWN = {
    "preview.css": "text/css",
    "preview.js": "text/javascript",
    "preview.svg": "image/svg+xml",
}
FONTS = {
    f"source-sans-3-{subset}-wght-normal.woff2" for subset in ("latin", "latin-ext", "cyrillic")
}
SCALES = (0.5, 5.0)  # pixels to a point that a page may be drawn with


class Desk:
    """The briefs of a project that are being looked at."""

    def __init__(self, root: Path, errand: Errand) -> None:
        self.root, self.files = root, DiskFiles(root)
        self._errand = errand
        self._worker = Worker()
        self._sessions: dict[str, Session] = {}
        self._drawing = asyncio.Lock()  # the program that draws pages serves one at a time

    def session(self, name: str) -> Session:
        """That of a brief; 404 for one that is not there and was never shown."""
        if name not in self._sessions:
            if name not in brief_names(self.files):
                raise HTTPException(404, f"there is no brief called “{name[:60]}”")
            errand = replace(self._errand, name=name)
            self._sessions[name] = Session(errand, self.root, self._worker)
        return self._sessions[name]

    async def picture(self, pdf: bytes, number: int, scale: float) -> bytes:
        """One page as a PNG."""
        async with self._drawing:
            return await asyncio.to_thread(page_picture, pdf, number, scale)

    async def end(self) -> None:
        """Let all readers go and stop the worker."""
        await self.let_go()
        await asyncio.to_thread(self._worker.stop)

    async def let_go(self) -> None:
        """End every stream of news, so that the server can end."""
        for session in self._sessions.values():
            await session.end()


def application(desk: Desk, token: str, port: int) -> Starlette:
    """The server, which answers only to those who have the token."""

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await desk.end()

    base, brief = f"/{token}", f"/{token}/b/{{name}}"
    shell = template_text("preview/page.html")

    async def page(request: Request) -> Response:
        name = request.path_params.get("name", "")
        if name:
            desk.session(name)
        filled = shell.replace("$base", escape(base)).replace("$name", escape(name))
        return Response(filled, media_type="text/html")

    async def own(request: Request) -> Response:
        file = request.path_params["file"]
        if file in FONTS:
            return Response(asset_bytes(f"fonts/{file}"), media_type="font/woff2")
        if file not in OWN:
            raise HTTPException(404)
        return Response(template_text(f"preview/{file}"), media_type=OWN[file])

    async def briefs(request: Request) -> Response:
        return JSONResponse(list(brief_names(desk.files)))

    async def events(request: Request) -> Response:
        session = desk.session(request.path_params["name"])
        return StreamingResponse(session.events(), media_type="text/event-stream")

    async def picture(request: Request) -> Response:
        pdf, number = _pages(desk, request), request.path_params["number"]
        scale = min(max(_scale(request), SCALES[0]), SCALES[1])
        if not 1 <= number <= len(desk.session(request.path_params["name"]).shown.pages.sizes):
            raise HTTPException(404)
        return Response(await desk.picture(pdf, number, scale), media_type="image/png")

    async def document(request: Request) -> Response:
        return Response(_pages(desk, request), media_type="application/pdf")

    return Starlette(
        routes=[
            Route(f"{base}/", page),
            Route(f"{base}/briefs.json", briefs),
            Route(f"{base}/own/{{file}}", own),
            Route(f"{brief}/", page),
            Route(f"{brief}/events", events),
            Route(f"{brief}/{{build:int}}/{{number:int}}.png", picture),
            Route(f"{brief}/{{build:int}}/{{file}}.pdf", document),
        ],
        middleware=[Middleware(Guard, token=token, port=port)],
        lifespan=life,
    )


def _pages(desk: Desk, request: Request) -> bytes:
    """The PDF of a build; 404 for one that is no longer there."""
    shown = desk.session(request.path_params["name"]).shown
    if request.path_params["build"] != shown.build or not shown.build:
        raise HTTPException(404, "these pages are no longer the latest")
    return shown.pages.pdf


def _scale(request: Request) -> float:
    try:
        scale = float(request.query_params.get("scale", "2"))
    except ValueError:
        scale = math.nan
    if math.isnan(scale):
        raise HTTPException(400, "the scale is no number")
    return scale
