"""Nothing is done twice: what was built from what, and why a brief must be built again.

Nothing here imports the model, the engine or the templates: it decides before they are loaded.
"""

from briefgen.incremental.deciding import Decision, Reason, decide
from briefgen.incremental.journal import Asked, Journal, key_of, read_journal
from briefgen.incremental.remembering import Memory, Seen
from briefgen.incremental.stamps import Digests
from briefgen.incremental.watching import Watched

__all__ = [
    "Asked",
    "Decision",
    "Digests",
    "Journal",
    "Memory",
    "Reason",
    "Seen",
    "Watched",
    "decide",
    "key_of",
    "read_journal",
]
