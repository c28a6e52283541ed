"""A word to who runs the installation, by the office's own channels: what no clerk can mend."""

from __future__ import annotations

import logging
import uuid

from django.db.models import Q

from tracking.inert import plain
from tracking.models import Role, User
from tracking.reminders.compose import letter
from tracking.reminders.send import hand_in

log = logging.getLogger(__name__)


def tell_administrators(subject: str, text: str) -> bool:
    """Send `text` to every administrator; whether it reached anybody. What a channel refused stands in the log."""
    told = False
    for person in User.objects.filter(Q(role=Role.ADMIN) | Q(is_superuser=True), is_active=True).order_by("pk"):
        took, failed = hand_in(letter(uuid.uuid4().hex, person, f"congvan: {subject}", plain(text)))
        for fault in failed:
            log.warning("%s: %s", subject, fault)
        told = told or bool(took)
    return told
