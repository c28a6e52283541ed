"""Thư điện tử through Django's mail back end."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMessage

from tracking.mail import SMTP
from tracking.reminders.channels import ChannelFault
from tracking.reminders.compose import Message


def send(message: Message) -> None:
    """Send by mail; the message's id lets a mail program drop a second copy of one that was tried again."""
    if not settings.EMAIL_HOST and settings.EMAIL_BACKEND == SMTP:
        raise ChannelFault("Chưa khai báo máy chủ thư (CONGVAN_EMAIL_HOST).", permanent=True)
    if not message.to.email:
        raise ChannelFault(f"{message.to} chưa có địa chỉ thư điện tử.", permanent=True)
    mail = EmailMessage(
        message.subject, message.body, to=[message.to.email],
        headers={"Message-ID": f"<{message.id}@congvan>", "Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    try:
        mail.send()
    except BadHeaderError as error:
        raise ChannelFault(str(error), permanent=True) from error
    except (OSError, smtplib.SMTPException) as error:
        raise ChannelFault(f"Máy chủ thư không nhận: {error}") from error
