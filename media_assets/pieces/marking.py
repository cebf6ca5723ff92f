"""The mark, readable by machines, of what was made or changed by AI.

IPTC's digital source type in XMP, in the places where readers of each format look for it:
https://iptc.org/std/photometadata/specification/ (Digital Source Type).
"""

import struct
import zlib

SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
    f' Iptc4xmpExt:DigitalSourceType="{SOURCE}"/></rdf:RDF></x:xmpmeta>'
)
PNG_HEAD = 8 + 25  # signature and the first chunk, which must stay the first


def marked(content: bytes, kind: str, xmp: str = XMP) -> bytes:
    """`content` with the mark; a PDF carries it already, among the keywords of its document."""
    if kind == "png":
        return content[:PNG_HEAD] + _chunk(xmp) + content[PNG_HEAD:]
    if kind == "svg":
        head, tag, rest = content.partition(b">")
        return head + tag + f"<metadata>{xmp}</metadata>".encode() + rest
    return content


def _chunk(xmp: str) -> bytes:
    body = b"iTXt" + b"XML:com.adobe.xmp\0\0\0\0\0" + xmp.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
