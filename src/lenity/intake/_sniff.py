"""What a file is by its content; its name is not believed."""

from __future__ import annotations

from lenity.intake._safe_zip import names_in

_IMAGES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"II*\0", "tiff"), (b"MM\0*", "tiff"), (b"GIF8", "gif"), (b"BM", "bmp"))
_MAIL_FIELDS = (
    b"from:",
    b"to:",
    b"subject:",
    b"date:",
    b"message-id:",
    b"received:",
    b"mime-version:",
    b"return-path:",
    b"delivered-to:",
    b"reply-to:",
    b"cc:",
)
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<div", b"<p>", b"<p ", b"<table")


def sniff(data: bytes) -> str:
    """`pdf`, `docx`, `image`, `mail`, `html`, `text`, or the name of a form that cannot be read (`old-office`, `zip`, `rtf`, `binary`, `empty`)."""
    head = data[:4096]
    if not data.strip():
        return "empty"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx" if any(name.lower() == "word/document.xml" for name in names_in(data)) else "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "old-office"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if any(head.startswith(magic) for magic, _ in _IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "image"
    return _sniff_text(head)


def _sniff_text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    if b"\0" in head:
        return "binary"
    lowered = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if _is_mail(lowered):
        return "mail"
    if lowered.startswith((b"mime-version", b"<?xml")) and b"<html" in lowered:
        return "html"
    if lowered.startswith((b"<!--", *_HTML)) and (b"<html" in lowered or b"<body" in lowered or b"</" in lowered):
        return "html"
    control = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    return "binary" if control > len(head) // 50 else "text"


def _is_mail(lowered: bytes) -> bool:
    """Headers of a message before the first empty line, the first line among them."""
    fields = 0
    for at, line in enumerate(lowered.replace(b"\r\n", b"\n").split(b"\n")[:80]):
        if not line.strip():
            break
        if line.startswith((b" ", b"\t")) and at:
            continue
        known = line.startswith(_MAIL_FIELDS)
        if at == 0 and not known and not (line.startswith(b"from ") or (b":" in line[:40] and b" " not in line[: line.find(b":")])):
            return False
        fields += known
    return fields >= 3
