"""Letters to a station: the bulletin to read out, its correction, and that it is withdrawn.

They are Vietnamese like everything that stations of communes read, whoever pressed the button.
"""

from django.core.mail import EmailMessage
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from ..channel import Papers, Post
from .schedule import as_schedule, encoded
from .wishes import CLASSES, Wishes, length
from .words import said

LANGUAGE = "vi"


def message_id(key: str, host: str) -> str:
    """The same for the same key: a letter that comes twice is filed as one."""
    return f"<{key}@{host}>"


def bulletin_letter(
    post: Post,
    *,
    key: str,
    sender: str,
    to: str,
    replaces: str = "",
    papers: Papers | None = None,
) -> EmailMessage:
    """With the script as a text, as the announcer's sheet, and in the fields of schedules."""
    host = sender.rpartition("@")[2].strip("> ")
    with override(LANGUAGE):
        subject = _bulletin_subject(post, replaces)
        body = "\n\n".join(
            [_wishes(post, papers), post.text, _("Please answer when it was played.")]
        )
        if replaces:
            warning = _("It replaces an earlier bulletin. Do not play that one any more.")
            body = f"{warning}\n\n{body}"
    letter = _letter(subject, body, key=key, host=host, sender=sender, to=to, answers=replaces)
    letter.attach("ban-tin.txt", f"{post.title}\n\n{post.text}\n", "text/plain")
    if drawn := papers.sheet() if papers else b"":
        letter.attach("ban-tin.pdf", drawn, "application/pdf")
    data = encoded(as_schedule(post, key=key, replaces=replaces))
    letter.attach("ban-tin.json", data, "application/json")
    return letter


def withdrawal_letter(title: str, *, key: str, sender: str, to: str) -> EmailMessage:
    """`key`: of the bulletin that is not to be played any more."""
    host = sender.rpartition("@")[2].strip("> ")
    with override(LANGUAGE):
        subject = _("WITHDRAWN, do not play: %(title)s") % {"title": title}
        body = _("The bulletin “%(title)s” was withdrawn. Do not play it any more.") % {
            "title": title
        }
    return _letter(
        subject, body, key=f"{key}.thu-hoi", host=host, sender=sender, to=to, answers=key
    )


def _letter(
    subject: str, body: str, *, key: str, host: str, sender: str, to: str, answers: str
) -> EmailMessage:
    headers = {"Message-ID": message_id(key, host)}
    if answers:
        before = message_id(answers, host)
        headers |= {"In-Reply-To": before, "References": before}
    one_line = " ".join(subject.split())
    return EmailMessage(one_line, body, sender, [to], headers=headers)


def _bulletin_subject(post: Post, replaces: str) -> str:
    title = {"title": post.title}
    if replaces or post.extra.get("correction"):
        return _("CORRECTION, bulletin: %(title)s") % title
    klass = Wishes.read(post.extra).klass
    if klass == "ordinary":
        return _("Bulletin: %(title)s") % title
    named = {**title, "class": str(CLASSES[klass]).upper()}
    return _("%(class)s, bulletin: %(title)s") % named


def _wishes(post: Post, papers: Papers | None) -> str:
    """Without the site's own names languages stand by their codes."""
    wishes = Wishes.read(post.extra)
    seconds = int(post.extra.get("reading_seconds", 0))
    last = parse_date(str(post.extra.get("valid_until") or ""))
    lines = [
        _("about %(time)s to read") % {"time": length(seconds)},
        _("play %(n)d times") % {"n": wishes.repeats},
        *said(dict(post.extra), name=papers.language if papers else str),
    ]
    if last:
        lines.append(_("to be played by %(day)s") % {"day": date_format(last, "d/m/Y")})
    return "\n".join(f"- {line}" for line in lines)
