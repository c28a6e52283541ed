"""Figures drawn as SVG on the server, so that the page needs no script: Altair says what, vl-convert draws.

Colours tell apart without hue too (light to dark); red stands only for what is late.
"""

from __future__ import annotations

from typing import Any

from tracking.desk.figures import Question, Rows

INK, GRID = "#1f2a37", "#dbe1e8"
BLUE, PALE, MIDDLE, DARK, RED, GREEN = "#2b6299", "#b9cfe4", "#7fa6cc", "#1d4468", "#b3261e", "#3f7d58"
FONT = "Noto Sans, DejaVu Sans, sans-serif"


def _alt() -> Any:
    import altair

    return altair


def _finished(chart: Any, widths: tuple[int, int], height: Any, narrow: bool) -> str:
    """As SVG, of the second width where `narrow`: on a phone the letters would else shrink with the picture."""
    import vl_convert

    width, label = widths[narrow], 140 if narrow else 190
    chart = chart.properties(width=width, height=height, background="white", padding=8)
    chart = chart.configure(font=FONT).configure_axis(
        labelFontSize=12, titleFontSize=12, labelColor=INK, titleColor=INK, gridColor=GRID, domainColor=GRID,
        tickColor=GRID, labelLimit=label, titleFontWeight="normal",
    ).configure_legend(
        labelFontSize=12, title=None, orient="top", labelColor=INK, symbolType="square"
    ).configure_view(stroke=None)  # fmt: skip
    return str(vl_convert.vegalite_to_svg(chart.to_dict()))


def draw(name: str, question: Question, rows: Rows, narrow: bool = False) -> str:
    """The chart `name` as SVG."""
    if name == "tai-viec":
        return _heat(question, rows, narrow)
    return {"theo-tuan": _weeks, "don-vi": _units, "dang-cho": _stacks, "co-quan": _issuers}[name](rows, narrow)


def _long(rows: Rows, by: str, keys: list[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        {"by": row[by], "what": label, "n": row[key], "order": order}
        for row in rows for order, (key, label) in enumerate(keys)
    ]  # fmt: skip


def _bars(values: list[dict[str, Any]], labels: list[str], colours: list[str], narrow: bool) -> str:
    alt = _alt()
    chart = alt.Chart(alt.InlineData(values)).mark_bar(size=14).encode(
        y=alt.Y("by:N", sort=None, title=None),
        x=alt.X("sum(n):Q", title="Số việc", axis=alt.Axis(tickMinStep=1, format="d")),
        color=alt.Color("what:N", scale=alt.Scale(domain=labels, range=colours), sort=labels),
        order="order:Q",
    )  # fmt: skip
    return _finished(chart, (520, 175), alt.Step(22), narrow)


def _weeks(rows: Rows, narrow: bool) -> str:
    alt = _alt()
    labels, colours = ["Văn bản đến", "Xong đúng hạn", "Xong trễ"], [PALE, BLUE, RED]
    values = [
        {"week": f"{row['week']:%d/%m}", "what": label, "n": row[key], "side": "Đến" if key == "came" else "Xong"}
        for row in rows for key, label in zip(("came", "in_time", "late"), labels, strict=True)
    ]  # fmt: skip
    chart = alt.Chart(alt.InlineData(values)).mark_bar().encode(
        x=alt.X("week:N", sort=None, title="Tuần bắt đầu từ ngày", axis=alt.Axis(labelAngle=0, labelOverlap=True)),
        xOffset=alt.XOffset("side:N"),
        y=alt.Y("sum(n):Q", title="Số lượng", axis=alt.Axis(tickMinStep=1, format="d")),
        color=alt.Color("what:N", scale=alt.Scale(domain=labels, range=colours), sort=labels),
    )  # fmt: skip
    return _finished(chart, (640, 255), 220, narrow)


def _stacks(rows: Rows, narrow: bool) -> str:
    keys = [("new", "Mới"), ("assigned", "Đã giao"), ("in_progress", "Đang xử lý"), ("awaiting", "Chờ duyệt")]
    return _bars(_long(rows[:14], "unit", keys), [label for _, label in keys], [PALE, MIDDLE, BLUE, DARK], narrow)


def _units(rows: Rows, narrow: bool) -> str:
    keys = [("in_time", "Xong đúng hạn"), ("late", "Xong trễ")]
    return _bars(_long(rows[:14], "unit", keys), [label for _, label in keys], [BLUE, RED], narrow)


def _issuers(rows: Rows, narrow: bool) -> str:
    keys = [("open", "Trong hạn"), ("late", "Quá hạn")]
    return _bars(_long(rows, "issuer", keys), [label for _, label in keys], [MIDDLE, RED], narrow)


def _heat(question: Question, rows: Rows, narrow: bool) -> str:
    alt = _alt()
    columns = [(key, label) for key, label in question.columns if key != "person"]
    values = [
        {"person": row["person"], "week": label, "n": row[key], "shown": str(row[key]) if row[key] else ""}
        for row in rows for key, label in columns
    ]  # fmt: skip
    most = max((v["n"] for v in values), default=0)
    head = alt.Axis(labelAngle=-60 if narrow else 0, orient="top")
    base = alt.Chart(alt.InlineData(values)).encode(
        x=alt.X("week:N", sort=[label for _, label in columns], title=None, axis=head),
        y=alt.Y("person:N", sort=None, title=None),
    )
    cells = base.mark_rect(stroke="white").encode(
        color=alt.Color("n:Q", scale=alt.Scale(domain=[0, max(most, 1)], range=["#f3f6f9", DARK]), legend=None)
    )
    texts = base.mark_text(fontSize=12).encode(
        text="shown:N", color=alt.condition(alt.datum.n > most * 0.45, alt.value("white"), alt.value(INK))
    )
    return _finished(cells + texts, (520, 215), alt.Step(24), narrow)
