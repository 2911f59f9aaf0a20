"""``aqmap collect``, ``aqmap questions`` and ``aqmap answer``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from aqmap.cli.options import Day, Json, LangOption, Overwrite, day_of, language
from aqmap.cli.output import print_json, print_lines, progress_bar, reporting_errors

Month = Annotated[str, typer.Argument(help="The month: 2021-09.", metavar="MONTH")]
Folder = Annotated[Path, typer.Argument(help="The workspace.", metavar="[WORKSPACE]")]
Given = Annotated[
    Path, typer.Argument(help="What units returned: a folder, a zip, a form.", metavar="FOLDER|ZIP")
]


def collect_command(
    month: Month,
    given: Given,
    workspace: Folder = Path(),
    received: Annotated[
        str, typer.Option(help="The day the forms came in, as 2021-09-24; today without it.")
    ] = "",
    by: Annotated[str, typer.Option(help="Who asks; the compiler without it.")] = "",
    reason: Annotated[
        str, typer.Option(help="Why values change, once the month is closed or released.")
    ] = "",
    newest: Annotated[
        list[str] | None,
        typer.Option(help="Of two forms of a unit on one day, the file that is the later; repeat."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="The folder of the slips.", show_default="slips/MONTH")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if anything is sent back or refused.")
    ] = False,
    overwrite: Overwrite = False,
    as_json: Json = False,
    lang: LangOption = "",
) -> None:
    """Take in what units returned for a month: check it, keep it, ask, and write slips."""
    from aqmap.pipelines.dispatch.collect_forms import SLIPS, CollectChoice, collect_forms
    from aqmap.pipelines.dispatch.collection.collection_words import (
        collection_lines,
        collection_table,
    )

    chosen = language(lang)
    choice = CollectChoice(
        received=day_of(received, "--received", chosen),
        by=by,
        reason=reason,
        newest=tuple(newest or ()),
        out=out,
        overwrite=overwrite,
        lang=chosen,
    )
    with reporting_errors(chosen, as_json=as_json), progress_bar(chosen) as progress:
        collection = collect_forms(workspace, month, given, choice, progress=progress)
    if as_json:
        print_json(collection_table(collection))
    else:
        slips = out or workspace / SLIPS / str(collection.month)
        print_lines(collection_lines(collection, slips), chosen)
    if not collection.is_usable or (strict and not collection.is_faultless):
        raise SystemExit(1)


def questions_command(
    month: Month,
    workspace: Folder = Path(),
    unit: Annotated[str, typer.Option(help="Only to this unit, by id or name.")] = "",
    open_only: Annotated[bool, typer.Option("--open", help="Only those without answer.")] = False,
    as_json: Json = False,
    lang: LangOption = "",
) -> None:
    """List what units were asked about a month, and what they answered."""
    from aqmap.pipelines.dispatch.answer_questions import (
        list_questions,
        question_lines,
        question_table,
    )

    chosen = language(lang)
    with reporting_errors(chosen, as_json=as_json):
        inputs, questions = list_questions(workspace, month, unit=unit, open_only=open_only)
    if as_json:
        print_json(question_table(questions))
    else:
        print_lines(question_lines(inputs, questions), chosen)


def answer_command(
    number: Annotated[int, typer.Argument(help="The question's number.", metavar="NUMBER")],
    answer: Annotated[str, typer.Argument(help="What the unit says.", metavar="ANSWER")],
    workspace: Folder = Path(),
    by: Annotated[str, typer.Option(help="Who answers.")] = "",
    on: Day = "",
    overwrite: Overwrite = False,
    lang: LangOption = "",
) -> None:
    """Close a question to a unit with its answer."""
    from aqmap.pipelines.dispatch.answer_questions import answer_question, question_lines

    chosen = language(lang)
    day = day_of(on, "--on", chosen) or date.today()
    with reporting_errors(chosen):
        inputs, question = answer_question(
            workspace, number, answer, by, day, overwrite=overwrite, lang=chosen
        )
    print_lines(question_lines(inputs, [question]), chosen)
