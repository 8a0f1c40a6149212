"""A brief in the browser beside the editor: its pages as they will print, and all that is wrong.

Needs the extra `briefgen[preview]`. The server sets no page itself; a warm worker process does.
"""
