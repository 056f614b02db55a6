"""Reads a model file as export.py writes it. numpy is not needed."""

import json
import struct


def sections(path):
    """The header of a model file, and a function that gives one of its sections as bytes."""
    b = open(path, 'rb').read()
    assert b[:8] == b'ANNALS01', path
    n = struct.unpack('<I', b[8:12])[0]
    head = json.loads(b[12 : 12 + n])
    return head, lambda k: b[12 + n + head['sections'][k][0] :][: head['sections'][k][1]]
