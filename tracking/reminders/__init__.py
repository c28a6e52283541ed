"""Nhắc việc: what is due to be said (`matters`), said once (`send`), by the channels that the office chose.

`remind()` is the daily digest and all that is urgent, `remind_urgent()` only the latter; `keep_reminding()` does what
is due of the two, every few minutes.
"""

from tracking.reminders.send import Sent, keep_reminding, remind, remind_urgent

__all__ = ["Sent", "keep_reminding", "remind", "remind_urgent"]
