"""The digest by which a content is known: in manifests, lock files, journals and caches."""

from __future__ import annotations

import hashlib


def digest_of(content: bytes) -> str:
    """SHA-256, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
