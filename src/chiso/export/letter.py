"""What stands around the text of an official document, as finished text: who issues it, what it is, who signs it."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True, kw_only=True)
class Letter:
    """The parts of an official document around its text, in its language; dots are to be filled by hand.

    ``superior`` and ``body`` are the lines of the left column, ``nation`` and ``motto`` those of the right one.
    ``translation`` says that the document is none in its own language, and is empty where it is. ``name`` is the kind
    of document (*BÁO CÁO*), ``subject`` what it is about. ``capacity`` are the lines above the signature.
    ``annex_name`` says what the annex holds, ``annex_of`` which document it belongs to, and ``mentions_annex`` stands
    in the text where there is one.
    """

    superior: tuple[str, ...]
    body: tuple[str, ...]
    nation: str
    motto: str
    translation: str
    number: str
    place_and_date: str
    name: str
    subject: str
    addressed: str
    addressees: tuple[str, ...]
    grounds: tuple[str, ...]
    opening: str
    closing: str
    mentions_annex: str
    received: str
    recipients: tuple[str, ...]
    capacity: tuple[str, ...]
    signatory: str
    annex_name: str
    annex_of: str
