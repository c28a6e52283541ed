"""Words that commands and artifacts share for how a file ended."""

from __future__ import annotations

from pipeline.intake import OutcomeState

STATES: dict[OutcomeState, str] = {
    "stored": "đã vào sổ",
    "duplicate": "trùng tệp",
    "quarantined": "chờ xử lý lỗi",
    "waiting": "chưa nhận, chờ lượt sau",
    "refused": "không nhận",
}
