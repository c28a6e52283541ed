"""Keeping: backup and restore, verification of every file, and the trash.

The command line joins these: `backup`, `restore`, `verify`, `empty_trash`.
"""

from tracking.keeping.backup import Manifest, backup
from tracking.keeping.restore import restore
from tracking.keeping.trash import empty_trash, put_back, put_in_trash
from tracking.keeping.verify import Fault, verify

__all__ = ["Fault", "Manifest", "backup", "empty_trash", "put_back", "put_in_trash", "restore", "verify"]
