"""Tags and letters of the PDF: what the engine leaves out for readers that do not see the page.

The tag tree follows the HTML and not the pages: a paragraph over two pages is one, a note stands
after the block of its mark, running heads are no content. Arabic letters are codes that map back
one by one. The engine's own way stays in place beside it and is taken by other versions.
"""
