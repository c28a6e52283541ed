"""The tables, by subject."""

from tracking.models.audit import Access, Correction, Event
from tracking.models.dispatches import (
    Asks,
    Citation,
    CitationRole,
    Deadline,
    Directive,
    Dispatch,
    Page,
    Recipient,
    ReviewState,
    Transfer,
    Urgency,
)
from tracking.models.files import File, FileState
from tracking.models.office import Alias, DayKind, DayOff, NoticeYear, Office, Series
from tracking.models.people import ApiToken, Role, SavedFilter, Unit, User
from tracking.models.reminders import Reminder
from tracking.models.tasks import CLOSED_STATES, OPEN_STATES, Extension, InternalRule, Task, TaskNote, TaskState

__all__ = [
    "CLOSED_STATES",
    "OPEN_STATES",
    "Access",
    "Alias",
    "ApiToken",
    "Asks",
    "Citation",
    "CitationRole",
    "Correction",
    "DayKind",
    "DayOff",
    "Deadline",
    "Directive",
    "Dispatch",
    "Event",
    "Extension",
    "File",
    "FileState",
    "InternalRule",
    "NoticeYear",
    "Office",
    "Page",
    "Recipient",
    "Reminder",
    "ReviewState",
    "Role",
    "SavedFilter",
    "Series",
    "Task",
    "TaskNote",
    "TaskState",
    "Transfer",
    "Unit",
    "Urgency",
    "User",
]
