"""The report's charts as SVG, drawn here and now: nothing is fetched, no script remains. Red is only what is late."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from tracking.reports.situation import COLUMNS

if TYPE_CHECKING:
    from pandas import DataFrame

COLOURS = {"in_time": "#3f7d58", "late": "#d58f87", "open": "#7fa6cc", "overdue": "#b3261e", "not_needed": "#c9ced6"}
FONT = "Tinos, Noto Serif, serif"


def bars(table: DataFrame) -> str:
    """One stacked bar a row of `table`, in its order, as an SVG element."""
    import altair as alt
    import vl_convert

    values: list[dict[str, Any]] = [
        {"name": str(name), "what": COLUMNS[key], "n": int(row[key]), "order": order}
        for name, row in table.iterrows()
        for order, key in enumerate(COLUMNS)
    ]
    labels = list(COLUMNS.values())
    longest = int(table["total"].max())
    step = max(1, math.ceil(longest / 6))
    ticks = list(range(0, longest + step, step))  # whole tasks only
    chart = (
        alt.Chart(alt.InlineData(values))
        .mark_bar(size=12)
        .encode(
            y=alt.Y("name:N", sort=None, title=None),
            x=alt.X(
                "sum(n):Q",
                title="Số việc",
                axis=alt.Axis(values=ticks, format="d"),
                scale=alt.Scale(domain=[0, ticks[-1]]),
            ),
            color=alt.Color("what:N", sort=labels, scale=alt.Scale(domain=labels, range=list(COLOURS.values()))),
            order="order:Q",
        )
        .properties(width=430, height=alt.Step(20), background="white", padding=4)
        .configure(font=FONT)
        .configure_axis(labelLimit=170, titleFontWeight="normal", labelFontSize=11, titleFontSize=11)
        .configure_legend(title=None, orient="top", columns=3, labelFontSize=11, symbolType="square")
        .configure_view(stroke=None)
    )
    return str(vl_convert.vegalite_to_svg(chart.to_dict()))
