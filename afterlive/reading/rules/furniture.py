"""Furniture: what a page has around its updates, and a copy of it brings along.

A form is a regular expression for a whole line, so that a sentence that only mentions sharing or comments
stays. Marks around the words don't count, nor does case.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 250
"""Characters; what is longer is text."""


class Rule(NamedTuple):
    """What kind of furniture, and how its lines look."""

    reason: str
    form: re.Pattern[str]


def _form(alternatives: str) -> re.Pattern[str]:
    """Return one expression for forms written one a line."""
    lines = [line.strip() for line in alternatives.split("\n") if line.strip()]
    return re.compile(rf"[\W_]*(?:{'|'.join(lines)})[\W_]*", re.IGNORECASE)


READ_MORE = _form("""
    read (?:more|also|next)
    read (?:more|the full (?:story|article|report)) here
    more (?:on this(?: story)?|here)
    related(?: (?:stories|articles?|content|links?|coverage))?
    see also|further reading|also read
    lesen sie auch|mehr zum thema
    (?:à )?lire (?:aussi|également|la suite)
    lea también|leer más|leggi anche|lees ook
""")
"""A line behind which the title of something else stands."""
RULES = (
    Rule("link", READ_MORE),
    Rule(
        "sharing",
        _form("""
            share(?: close| panel| save| more| link| options)*|(?:view (?:more )?)?sharing options
            share (?:on|via|with|to|by) .{0,30}|share (?:this|page|post|article|full article).{0,30}
            copy (?:the )?link(?: copied)?|link copied|copied|tweet|(?:post|send|tweet|pin) (?:this|it)
            e-?mail|whats ?app|messenger|facebook|twitter|x|reddit|linkedin|telegram|pinterest|flipboard
            bluesky|threads|instagram|article share tools
            (?:facebook|twitter|whatsapp|e-?mail|messenger|pinterest)+
            print(?: this.{0,20})?|save(?: (?:article|story|for later|this.{0,20}))?
            bookmark|article bookmarked|like|reply|retweet|jump to comments|(?:view|show|hide) comments
            (?:[\\d,.k]+ )?(?:comments?|likes?|shares?|retweets?|reactions?)(?: \\(?[\\d,.k]+\\)?)?
            (?:add|leave|post) a comment.{0,30}|teilen|auf .{0,12} teilen|partager|partager sur .{0,20}
            compartir|compartir en .{0,20}|condividi|delen
        """),
    ),
    Rule(
        "control of the page",
        _form("""
            (?:back|return|go|jump) to (?:the )?(?:top|menu|start|bottom|content|comments|latest)\\b.{0,20}
            skip (?:to|next|past|advert\\w*|ad)\\b.{0,60}|menu|search|home|listen|play|pause|mute|unmute
            (?:load|show|view|see) (?:\\d+ )?(?:more|all|less|newer?|older|previous|next)(?: \\w+){0,2}
            (?:newer|older|newest|oldest|latest|next|previous|prev|first|last)(?: (?:first|page|entries))?
            (?:newer|older|newest|oldest|latest|next|previous) (?:posts?|updates?)|show key events only
            (?:page )?\\d+ ?(?:/|of|von|sur|de) ?\\d+|loading
            \\d+ (?:new )?(?:posts?|updates?|entries|beiträge|viewing)
            (?:sort|order|filter)(?:ed)? ?by.{0,40}|dropdown arrow|refresh|reload|auto.?updat.{0,30}
            turn (?:on|off) (?:notifications|alerts|auto.?updates?)|dismiss|cancel|ok|done|gallery|fullscreen
            (?:mehr|weitere) (?:laden|anzeigen|beiträge.{0,20})|weiterlesen
            (?:voir|afficher|charger) (?:la )?(?:plus|suite).{0,20}|(?:ver|cargar) más.{0,20}
            (?:close|open|expand|collapse|hide|show)(?: (?:menu|video|modal|image|this|panel|in fullscreen))?
            (?:play video|video player|media player|this video can.?not be played|to play this video).{0,60}
            watch live|live tv|(?:please )?(?:enable|allow|accept|turn on) (?:javascript|cookies).{0,80}
            find your bookmarks.{0,80}|don[’']t show me this.{0,30}|chosen by us.{0,60}|register
            sign (?:in|out|up)|log ?(?:in|out)(?: subscribe)?|subscri(?:be|ptions?)(?: now)?
        """),
    ),
    Rule(
        "advertisement",
        _form("""
            advertisements?|ads?|sponsored(?: (?:by|content|features).{0,40})?|promoted(?: content)?
            paid (?:post|content)
            (?:advertisement|story|article) continues (?:below|after .{0,30})|continue reading(?: the.{0,40})?
            anzeige|werbung|publicité|publicidad|pubblicità|advertentie
        """),
    ),
    Rule(
        "newsletter",
        _form("""
            (?:sign up|subscribe|signing up|register) (?:to|for)\\b.{0,180}
            get (?:our|the|all the|your) (?:free|daily|latest|weekly|morning)\\b.{0,150}
            (?:please )?(?:enter|provide) (?:a |your )?(?:valid )?e-?mail.{0,60}|invalid e-?mail.{0,40}
            .{0,160}\\b(?:privacy (?:notice|policy)|terms of (?:use|service))\\b.{0,80}
            .{0,100}\\byour (?:inbox|email into)\\b.{0,100}|.{0,60}\\broundup email\\b.{0,160}
            you can unsubscribe.{0,160}
            never miss .{0,80}newsletter.{0,80}|i(?: would|[’']d) like to be emailed.{0,140}
            join (?:our (?:commenting|whats ?app|telegram|community|newsletter)|thought-provoking).{0,140}
            follow us on .{0,60}|download (?:the|our) .{0,40}\\bapp\\b.{0,40}
            .{0,40}newsletter (?:abonnieren|anmelden).{0,40}
            (?:start your|subscribe to|want to bookmark) .{0,150}|you need to be a subscriber.{0,80}
            got a tv licence|you need one to watch live tv.{0,80}|i don[’']t have a tv licence
        """),
    ),
    Rule(
        "about the page",
        _form("""
            all times (?:stated )?(?:are )?(?:in )?\\w+(?: \\w+){0,4}|edited by .{0,80}|get involved
            find out more
            live(?: (?:reporting|updates|feed|page|blog|coverage|ticker))?|breaking(?: news)?|key event
            pinned|reporting
            report (?:this(?: \\w+)?|an? (?:error|problem|typo|mistake))|license this content
            ©.{0,60}|.{0,40}all rights reserved.{0,20}
            topics|tags
            liveticker|liveblog|en directo?|en vivo|le direct|ao vivo
        """),
    ),
    Rule("rule", re.compile(r"[\W_]+")),  # ___, ***, ✕
)
CARD = re.compile(
    r"(?:related|read (?:more|also|next)|see also|more|lesen sie auch|lire aussi|lea también)"
    r"(?: stor(?:y|ies)| video)? ?[:|] ?\S.*",
    re.IGNORECASE,
)
"""`Read more` with the title behind it in the line."""
KEY_EVENTS = _form("""
    (?:key|top|main|major) (?:events|points|moments|updates|posts|developments|lines)(?: \\(\\d+\\))?
    summary|highlights|at a glance|what we know(?: so far)?
    das wichtigste(?: in kürze)?|les points clés|l[’']essentiel|lo más (?:importante|destacado)|claves
""")
"""The heading of a list whose lines repeat headlines of the document."""
LINK_LIST = _form("""
    recommended(?: stories)?|(?:most|more) (?:popular|read|viewed|stories|videos)|trending(?: now)?
    popular videos
    editor[’']s picks|you may also like|promoted stories|related stories|empfohlen|à la une
""")
"""The heading of a list of links to elsewhere."""
END = _form("""
    more (?:on|about|from|in)(?: [\\w ]{1,40})?|related (?:topics|tags|internet links)|topics|tags
    (?:most|more) (?:popular|read|viewed|stories)|explore more.{0,30}|popular videos|sponsored features
    recommended
    comments|view comments|join our commenting forum|about the authors?|license this content|around the web
    newer|older|themen|schlagw[oö]rter|mehr zum thema|sur le même sujet|archivado en|más información|©.*
""")
"""Behind the last update, the first line of what closes the page."""
LABELS: Mapping[str, str] = {
    # words beside a stamp, and what they say of the update
    "key event": "key",
    "key": "key",
    "key moment": "key",
    "breaking": "key",
    "breaking news": "key",
    "pinned": "pinned",
    "pinned post": "pinned",
    "featured": "pinned",
    "live": "",
    "update": "",
    "new": "",
    "latest": "",
    "share": "",
    "link": "",
}


def reason(text: str) -> str | None:
    """Return what kind of furniture a line is; None if it isn't."""
    if len(text) > LONGEST:
        return None
    return next((rule.reason for rule in RULES if rule.form.fullmatch(text)), None)


def is_end(text: str) -> bool:
    """Say whether a line closes the page; a sentence doesn't."""
    return END.fullmatch(text) is not None and not text.endswith(".")


def label(text: str) -> str | None:
    """Return what a label says of the update: `key`, `pinned` or nothing; None if it is no label."""
    return LABELS.get(text.strip(" |·•-–—:*[]").lower())
