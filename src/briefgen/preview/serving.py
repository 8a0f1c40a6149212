"""The addresses of the preview: a page, its parts, what is new, and pictures of pages."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from html import escape
from pathlib import Path

from msgspec import Struct
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


class Answers(Struct, frozen=True):
    """What is answered at each address; all stand below `base`, which has the token in it."""

    desk: Desk
    base: str

    async def page(self, request: Request) -> Response:
        """The page of one brief, or that on which one is chosen."""
        name = request.path_params.get("name", "")
        if name:
            self.desk.session(name)
        shell = template_text("preview/page.html").replace("$base", escape(self.base))
        return Response(shell.replace("$name", escape(name)), media_type="text/html")

    async def own(self, request: Request) -> Response:
        """What the page itself is made of."""
        file = request.path_params["file"]
        if file in FONTS:
            return Response(asset_bytes(f"fonts/{file}"), media_type="font/woff2")
        if file not in OWN:
            raise HTTPException(404)
        return Response(template_text(f"preview/{file}"), media_type=OWN[file])

    async def briefs(self, request: Request) -> Response:
        """The names of all briefs."""
        return JSONResponse(list(brief_names(self.desk.files)))

    async def events(self, request: Request) -> Response:
        """What is new of a brief, for as long as somebody reads it."""
        session = self.desk.session(request.path_params["name"])
        return StreamingResponse(session.events(), media_type="text/event-stream")

    async def picture(self, request: Request) -> Response:
        """One page of the latest build."""
        pdf, number = _pages(self.desk, request), request.path_params["number"]
        scale = min(max(_scale(request), SCALES[0]), SCALES[1])
        pages = self.desk.session(request.path_params["name"]).shown.pages
        if not 1 <= number <= len(pages.sizes):
            raise HTTPException(404)
        return Response(await self.desk.picture(pdf, number, scale), media_type="image/png")

    async def document(self, request: Request) -> Response:
        """The PDF of the latest build."""
        return Response(_pages(self.desk, request), media_type="application/pdf")

    def routes(self) -> list[Route]:
        """Which of them stands where."""
        base, brief = self.base, f"{self.base}/b/{{name}}"
        return [
            Route(f"{base}/", self.page),
            Route(f"{base}/briefs.json", self.briefs),
            Route(f"{base}/own/{{file}}", self.own),
            Route(f"{brief}/", self.page),
            Route(f"{brief}/events", self.events),
            Route(f"{brief}/{{build:int}}/{{number:int}}.png", self.picture),
            Route(f"{brief}/{{build:int}}/{{file}}.pdf", self.document),
        ]


def application(desk: Desk, token: str, port: int) -> Starlette:
    """The server, which answers only to those who have the token."""

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            await desk.end()

    return Starlette(
        routes=Answers(desk, f"/{token}").routes(),
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
