"""A report that was signed is still the report; what was done under the cover of a signature shows."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from checkout import Briefed
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore
from running import chiso as run_chiso

from chiso.proof.signed import adds_only_signatures, beginnings, signatures

SIGNER = "Sở Nội vụ thành phố Cần Thơ"


def certificate() -> tuple[bytes, SimpleSigner]:
    """Return a certificate as PEM, and what signs with it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, SIGNER)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 7, now - dt.timedelta(1), now + dt.timedelta(9))
        .add_extension(x509.KeyUsage(True, True, False, False, False, True, False, False, False), critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    signer = SimpleSigner(
        signing_cert=next(iter(load_certs_from_pemder_data(pem))),
        signing_key=load_private_key_from_pemder_data(private, None),
        cert_registry=SimpleCertificateStore(),
    )
    return pem, signer


@pytest.fixture(scope="module")
def made(briefed: Briefed) -> bytes:
    return (briefed.project.reports / "2021" / "can-tho" / "briefing-2021-can-tho.vi.pdf").read_bytes()


@pytest.fixture(scope="module")
def signed(made: bytes) -> tuple[bytes, bytes]:
    """The report with a visible signature, and the certificate of its signer."""
    pem, signer = certificate()
    place = SigFieldSpec("Ký", on_page=0, box=(50, 50, 250, 100))
    signing = PdfSigner(PdfSignatureMetadata(field_name="Ký"), signer=signer, new_field_spec=place)
    return signing.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(made))).getvalue(), pem


def turned(pdf: bytes) -> bytes:
    """Return a PDF to which another page was appended in the place of its first."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = NumberObject(90)
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_signed_report_begins_with_the_report_and_adds_nothing_but_its_signature(
    made: bytes, signed: tuple[bytes, bytes]
) -> None:
    pdf, pem = signed
    assert beginnings(made) == []
    assert signatures(made) == ()
    assert beginnings(pdf) == [made]
    assert adds_only_signatures(made, pdf)
    (unchecked,), (checked,) = signatures(pdf), signatures(pdf, [pem])
    assert SIGNER in unchecked.signer
    assert (unchecked.intact, unchecked.only_signs, unchecked.trusted) == (True, True, None)
    assert checked.trusted is True
    assert signatures(pdf, [certificate()[0]])[0].trusted is False


def test_what_is_changed_before_or_after_a_signature_shows(made: bytes, signed: tuple[bytes, bytes]) -> None:
    after = turned(signed[0])
    assert not adds_only_signatures(made, after)
    assert not signatures(after)[0].only_signs
    before = PdfSigner(PdfSignatureMetadata(field_name="Ky"), signer=certificate()[1]).sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(turned(made)))
    )
    assert signatures(before.getvalue())[0].only_signs
    assert not adds_only_signatures(made, before.getvalue())


def test_verify_says_of_a_signed_report_what_it_says_of_the_report_and_who_signed(
    briefed: Briefed, signed: tuple[bytes, bytes], tmp_path: Path
) -> None:
    (tmp_path / "signed.pdf").write_bytes(signed[0])
    (tmp_path / "ca.pem").write_bytes(signed[1])
    done = run_chiso(briefed.project, "verify", str(tmp_path / "signed.pdf"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{SIGNER}: not checked against any certificate" in done.stdout
    assert "the same, byte for byte" in done.stdout
    (tmp_path / "turned.pdf").write_bytes(turned(signed[0]))
    done = run_chiso(briefed.project, "verify", str(tmp_path / "turned.pdf"), CERTIFICATES=str(tmp_path / "ca.pem"))
    assert done.returncode == 4
    assert "more than signatures" in done.stdout
    done = run_chiso(briefed.project, "verify", str(tmp_path / "signed.pdf"), CERTIFICATES="nowhere.pem")
    assert (done.returncode, done.stdout) == (2, "")
    assert "CERTIFICATES" in done.stderr
