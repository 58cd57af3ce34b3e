"""Times as data has them beside ISO 8601: Unix time, and local time that tells the offset of another."""

from __future__ import annotations

import datetime as dt

QUARTER = dt.timedelta(minutes=15)
EAST = dt.timedelta(hours=14)
"""How far the first clocks of the world are ahead of UTC."""


def unix(value: object) -> dt.datetime | None:
    """Return the time of seconds since 1970, whole or not, as number or text."""
    try:
        return dt.datetime.fromtimestamp(int(float(str(value))), dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None


def beside(utc: dt.datetime | None, local: dt.datetime | None) -> dt.datetime | None:
    """Return a time in UTC with the offset that the local time beside it tells; one alone as it is."""
    if utc is None or local is None:
        return utc or local
    ahead = local.replace(tzinfo=dt.UTC) - utc
    return utc if ahead % QUARTER or abs(ahead) > EAST else utc.astimezone(dt.timezone(ahead))


def written(text: str | None, form: str) -> dt.datetime | None:
    """Return the time of a text in a form of `strptime`; naive where the form has no offset."""
    try:
        return dt.datetime.strptime(text or "", form)  # noqa: DTZ007 — some forms have no zone
    except ValueError:
        return None
