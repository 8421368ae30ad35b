"""A notebook as version control keeps it: without what opening, running and saving it leave behind.

``python -m chiso.kept_notebook`` is the git filter that ``make lab`` sets up for ``notebooks/``: it reads a notebook
and writes what is committed of it. The file itself keeps its outputs. Run records name notebooks by the same form, so
a notebook that was only run is the one of its commit.
"""

from __future__ import annotations

import json
import sys

from chiso.addresses import leave_out_grammar

_DROPPED = (
    # What the kernel says of itself; that it is Python stays.
    *(f"metadata.language_info.{name}" for name in ("codemirror_mode", "file_extension", "mimetype")),
    *(f"metadata.language_info.{name}" for name in ("nbconvert_exporter", "pygments_lexer", "version")),
    "metadata.signature",
    "metadata.widgets",
    # How it was last looked at.
    *(f"cell.metadata.{name}" for name in ("collapsed", "heading_collapsed", "hidden", "scrolled")),
    *(f"cell.metadata.{name}" for name in ("ExecuteTime", "execution", "jp-MarkdownHeadingCollapsed")),
)


def kept(data: bytes) -> bytes:
    """Return what version control keeps of a notebook; what is no notebook of today's format stays as it is.

    Outputs of cells that are tagged ``keep_output`` stay.
    """
    # A run with nothing to do looks at no notebook, and has no time to load these.
    import nbformat.v4  # noqa: PLC0415
    from nbstripout import MetadataError, strip_output  # noqa: PLC0415

    try:
        text = data.decode("utf-8")
        if json.loads(text)["nbformat"] != nbformat.v4.nbformat:
            return data
        # nbformat.reads would make up ids for cells that have none: others each time.
        notebook = nbformat.v4.reads(text)  # type: ignore[no-untyped-call]
        stripped = strip_output(notebook, keep_output=None, keep_count=False, keep_id=True, extra_keys=list(_DROPPED))
        written: str = nbformat.v4.writes(stripped)  # type: ignore[no-untyped-call]
        return (written if written.endswith("\n") else f"{written}\n").encode()
    except (AttributeError, KeyError, MetadataError, RecursionError, TypeError, ValueError):
        return data  # whoever reads it as a notebook says what is wrong with it


if __name__ == "__main__":
    leave_out_grammar()
    sys.stdout.buffer.write(kept(sys.stdin.buffer.read()))
