"""The charts of the briefing, one module each: facts in, a :class:`~chiso.report.canvas.Sheet` out.

A chart knows no catalogue and writes no sentence: it is given the words that stand on it, finished in the
reader's language. Titles, alternative texts and tables are made beside it, in :mod:`chiso.report.sections`.
"""
