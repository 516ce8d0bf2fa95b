"""Reviewing: facts by confidence and by rule, to be marked right or wrong; off by default.

The marks go into a file that the next build respects.
"""

from pathlib import Path
from typing import cast
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest, Forbidden
from werkzeug.wrappers import Response

from graph.reviewing import ANY, VERDICTS, Mark, Marks, is_term, read_marks, write_mark
from server.describing.review import DEGREES, Item, describe_review, rules_of
from server.served import release

__all__ = ["FILE", "blueprint"]

FILE = "MARKS"
"""The setting that names the file of marks."""

blueprint = Blueprint("reviewing", __name__)

_EACH = 40
"""Facts on a page."""
_LONGEST = 1_000
_STATES = {"": "not yet", **{verdict: verdict for verdict in VERDICTS}, "all": "or not"}


@blueprint.get("/review")
def review() -> str:
    """List facts with their passages and marks."""
    served, asked = release(), request.args
    items = describe_review(served)
    marks = read_marks(_file(), served.manifest.base)
    wanted = [each for each in items if _is_wanted(each, marks)]
    page = max(asked.get("page", 1, type=int), 1)
    shown = wanted[(page - 1) * _EACH : page * _EACH]
    return render_template(
        "review.html",
        items=[(each, _mark(each, marks)) for each in shown],
        found=len(wanted),
        page=page,
        pages=-(-len(wanted) // _EACH),
        rules=rules_of(items),
        degrees=DEGREES,
        states=_STATES,
        state=_state(),
        marked=len(marks.by_statement),
        file=_file(),
        any=ANY,
    )


@blueprint.post("/review")
def mark() -> Response:
    """Write a mark into the file, and return to where it was made."""
    _refuse_strangers()
    form = request.form
    verdict = form.get("verdict", "")
    if verdict not in ("", *VERDICTS):
        raise BadRequest(f"{verdict!r} is no verdict: send {' or '.join(VERDICTS)}")
    subject, predicate, value = (form.get(name, "") for name in ("subject", "predicate", "object"))
    if not all(map(is_term, (subject, predicate, value))):
        raise BadRequest("name the subject, predicate and object of what is marked")
    note, by = (form.get(name, "")[:_LONGEST] for name in ("note", "by"))
    write_mark(_file(), Mark(subject, predicate, value, verdict, note, by))
    kept = urlencode(_kept())
    return redirect(f"{url_for('reviewing.review')}?{kept}", 303)


def _is_wanted(item: Item, marks: Marks) -> bool:
    rule, degree = (request.args.get(name, "") for name in ("rule", "confidence"))
    found = _mark(item, marks)
    return (
        (not rule or rule in item.rules)
        and degree in ("", item.degree)
        and _state() in ("all", found.verdict if found else "")
    )


def _state() -> str:
    """Return which facts are asked for; without a word, those that nobody has marked yet."""
    asked = request.args.get("state", "")
    return asked if asked in _STATES else ""


def _mark(item: Item, marks: Marks) -> Mark | None:
    base = release().manifest.base
    return marks.of(*(_absolute(token, base) for token in item.tokens))


def _absolute(token: str, base: str) -> str:
    relative = token.startswith("<") and "://" not in token
    return f"<{base}{token[1:]}" if relative else token


def _kept() -> dict[str, str]:
    """Return the filters that were set where a mark was made."""
    names = ("rule", "confidence", "state", "by", "page")
    return {name: request.args[name] for name in names if request.args.get(name)}


def _refuse_strangers() -> None:
    """Refuse a form that a page of another site has sent."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site:
        strange = site not in ("same-origin", "none")
    else:  # an old browser, or a program
        strange = bool(origin) and urlsplit(origin or "").netloc != request.host
    if strange:
        raise Forbidden("marks are only taken from this server's own pages")


def _file() -> Path:
    return cast(Path, current_app.config[FILE])
