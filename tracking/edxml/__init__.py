"""edXML (QCVN 102:2016/BTTTT): the header of a dispatch for other systems, and theirs beside a scan.

We write and read the MessageHeader; nothing is sent on the national axis.
"""

from tracking.edxml.read import Header, apply, read, take_header
from tracking.edxml.write import message

__all__ = ["Header", "apply", "message", "read", "take_header"]
