"""`lagebild disputes`: what some affirm and others deny."""

from __future__ import annotations

from rich.text import Text

from lagebild.cli.said import render_said
from lagebild.cli.terminal import StoreOption, clean, existing_store, output
from lagebild.situation import draw_situation


def disputes(store: StoreOption = None) -> None:
    """Show contradicted claims with both sides."""
    with existing_store(store) as opened:
        situation = draw_situation(opened.reports())
    console = output()
    if not situation.disputes:
        console.print("No claim in the stored reports was found to be contradicted.")
    for dispute in situation.disputes:
        console.print(Text(clean(", ".join(dispute.about)), style="bold underline"))
        for side, statements in (("affirmed by", dispute.affirming), ("denied or doubted by", dispute.denying)):
            console.print(Text(side, style="italic"))
            for said in statements:
                console.print(render_said(said))
        console.print()
