"""A PDF that was signed after it was made: the report as it was made within it, and who signed.

A signature is appended: the bytes of the report stay as they are, and what follows them adds the signature. The
appended part could also change what is shown, so the whole file without its signatures has to be the report, and what
came after a signature has to keep to pyHanko's rules.
"""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

_END = re.compile(rb"%%EOF(\r\n|\n|\r)?")
_MOST_ENDS = 50


@dataclasses.dataclass(frozen=True)
class Signature:
    """A signature: whose certificate, and what is known of it.

    ``intact`` says whether the signed bytes are those that were signed; ``trusted`` whether the certificate was
    issued by one of those given, None where none was given; ``only_signs`` whether nothing was added after the signing
    but what signing needs.
    """

    signer: str
    intact: bool
    only_signs: bool
    trusted: bool | None = None


def beginnings(pdf: bytes) -> list[bytes]:
    """Return the shorter files that a PDF begins with, each a whole PDF that something was appended to."""
    ends = [found.end() for found in _END.finditer(pdf)][:_MOST_ENDS]
    return [pdf[:end] for end in ends if end < len(pdf)]


def signatures(pdf: bytes, certificates: Sequence[bytes] = ()) -> tuple[Signature, ...]:
    """Return the signatures of a PDF in their order; none where it has none.

    Parameters
    ----------
    pdf
        The file.
    certificates
        Certificates that are trusted, as PEM or DER; nothing is looked up anywhere.

    Raises
    ------
    ValueError
        When a signature or a certificate cannot be read.
    """
    if b"/ByteRange" not in pdf:
        return ()
    from pyhanko.keys import load_certs_from_pemder_data  # noqa: PLC0415 - few PDFs are signed, and it loads long
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
    from pyhanko.sign.diff_analysis import ModificationLevel  # noqa: PLC0415
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    roots = [one for data in certificates for one in load_certs_from_pemder_data(data)]
    found = []
    try:
        for one in PdfFileReader(io.BytesIO(pdf)).embedded_signatures:
            status = validate_pdf_signature(one, ValidationContext(trust_roots=roots, allow_fetching=False))
            level = status.modification_level
            found.append(
                Signature(
                    signer=str(status.signing_cert.subject.human_friendly),
                    intact=bool(status.intact and status.valid),
                    only_signs=level is not None and level <= ModificationLevel.LTA_UPDATES,
                    trusted=bool(status.trusted) if roots else None,
                )
            )
    except (PdfError, KeyError, TypeError) as error:
        raise ValueError(f"Its signature cannot be read: {error}") from None
    return tuple(found)


def adds_only_signatures(original: bytes, pdf: bytes) -> bool:
    """Whether what was appended to a report does nothing but sign: neither pages nor files inside are others.

    Programs that sign note in the metadata that they have done so; those of the report itself stand in its own bytes.

    Parameters
    ----------
    original
        The report as it was made, which the PDF begins with.
    pdf
        The whole file.
    """
    return _without_signatures(original) == _without_signatures(pdf)


def _without_signatures(pdf: bytes) -> bytes:
    import pikepdf  # noqa: PLC0415 - under the limits of the process that reads

    with pikepdf.open(io.BytesIO(pdf)) as file:
        for name in ("/AcroForm", "/Perms", "/DSS", "/Metadata"):
            if name in file.Root:
                del file.Root[name]
        if "/Info" in file.trailer:
            del file.trailer["/Info"]
        for page in file.pages:
            notes = list(page.get("/Annots", []))
            kept = [one for one in notes if one.get("/Subtype") != "/Widget" or one.get("/FT") != "/Sig"]
            if len(kept) < len(notes):
                del page["/Annots"]
                if kept:
                    page["/Annots"] = pikepdf.Array(kept)
        return in_one_way(file)


def in_one_way(file: Any) -> bytes:
    """Return an open PDF written in one way, whatever program has written it, without the number of the file."""
    import pikepdf  # noqa: PLC0415 - under the limits of the process that reads

    # The number of the file, and which way of writing was used: a program that encrypts names one.
    for place, name in ((file.trailer, "/ID"), (file.Root, "/Extensions"), (file.Root, "/Version")):
        if name in place:
            del place[name]
    out = io.BytesIO()
    file.save(
        out,
        static_id=True,
        force_version="1.7",
        encryption=False,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return out.getvalue()


def in_words(found: Iterable[Signature]) -> list[str]:
    """Return what is told of signatures, a line each."""
    checked = {
        None: "not checked against any certificate",
        True: "issued by a certificate that was given",
        False: "NOT issued by a certificate that was given",
    }
    return [f"{one.signer}: {checked[one.trusted]}" for one in found]
