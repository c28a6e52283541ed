"""`congvan pending`: what is due, late first."""

from __future__ import annotations


def pending() -> None:
    """In bảng việc phải làm, việc trễ hạn trước.

    Mã thoát: 0 đã in bảng.
    """
    from flows.pending import print_pending

    print_pending()
