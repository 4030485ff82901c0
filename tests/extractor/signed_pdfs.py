"""Signs PDFs with keys made on the spot, so that each state of a signature can be shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.keys.internal import (
    translate_pyca_cryptography_cert_to_asn1,
    translate_pyca_cryptography_key_to_asn1,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko_certvalidator.registry import SimpleCertificateStore

from fixtures import hostile_pdfs as pdfs

SIGNER = "示例市教师发展中心"


@cache
def signer() -> tuple[SimpleSigner, bytes]:
    """A signer and its own certificate in PEM; it signs itself, so it is its own root."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, SIGNER)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - timedelta(days=2))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=True,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=True,
                crl_sign=True,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    made = SimpleSigner(
        signing_cert=translate_pyca_cryptography_cert_to_asn1(certificate),
        signing_key=translate_pyca_cryptography_key_to_asn1(key),
        cert_registry=SimpleCertificateStore(),
    )
    return made, certificate.public_bytes(serialization.Encoding.PEM)


def signed(blob: bytes | None = None, field: str = "S1") -> bytes:
    """The PDF with a signature over all of it."""
    writer = IncrementalPdfFileWriter(BytesIO(blob or pdfs.page()))
    out = sign_pdf(writer, PdfSignatureMetadata(field_name=field), signer=signer()[0])
    return out.getvalue()


def altered(blob: bytes) -> bytes:
    """The file with figures of its page content changed under the signature."""
    changed = blob.replace(b"40 hours", b"90 hours")
    assert changed != blob
    return changed


def redrawn(blob: bytes) -> bytes:
    """The file with another page content added after the signature."""
    writer = IncrementalPdfFileWriter(BytesIO(blob))
    stream = writer.root["/Pages"]["/Kids"][0]["/Contents"]
    stream._data = stream.data.replace(b"40 hours", b"90 hours")
    stream._encoded_data = None
    writer.update_container(stream)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
