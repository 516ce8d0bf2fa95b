"""The engine: queries run in processes of their own that can be stopped, and reach nothing.

::

    web process ── a connection per query ──► worker     answers one query at a time
         │ stdin: its end is ours               ▲ fork
         └──────────── starts ──────────────► keeper     replaces each worker that dies

A worker that takes too long or too much is killed, which harms nobody else.
"""
