"""E-mail files: the message's own text, after its headers, which say who sent it and when."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from typing import Any

from lenity.intake._document import Document, DocumentFault
from lenity.intake._read_html import text_of


def read_mail(data: bytes, file: str, sha256: str) -> Document:
    """A message; its attachments are named, not read."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    body = message.get_body(preferencelist=("plain", "html"))
    if not isinstance(body, EmailMessage):
        raise DocumentFault(file, "is a message without text; save its attachments and read them")
    try:
        content = body.get_content()
    except (LookupError, ValueError, KeyError):
        raw = body.get_payload(decode=True)
        content = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
    text = text_of(content, file) if body.get_content_type() == "text/html" else str(content)
    if not text.strip():
        raise DocumentFault(file, "is a message without text; save its attachments and read them")
    attached = sum(1 for _ in message.iter_attachments())
    warnings = (f"has {attached} attachment{'s' if attached > 1 else ''}, which were not read; save them and give them as documents",) if attached else ()
    return Document(file=file, kind="mail", sha256=sha256, text=text, warnings=warnings, **_known(message))


def _known(message: EmailMessage) -> dict[str, Any]:
    name, address = parseaddr(str(message.get("from", "")))
    try:
        sent = message["date"].datetime.date().isoformat() if message["date"] is not None else None
    except (AttributeError, ValueError, TypeError):
        sent = None
    return {"title": str(message.get("subject", "")).strip() or None, "publisher": name or address or None, "date": sent}
