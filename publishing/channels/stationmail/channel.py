"""A station that takes its bulletins by e-mail; a person confirms. See `docs/channels/stationmail.md`."""

from smtplib import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
from typing import ClassVar

from django.conf import settings as installation
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...airing.channel import COVERED_CODES, COVERS, BulletinChannel
from ...airing.letters import bulletin_letter, withdrawal_letter
from ...channel import Capabilities, Checkpoint, Post, Receipt, Setting
from ...errors import AuthError, PermanentError, TransientError

FOR_GOOD = 500  # codes of SMTP from here on


class StationMailChannel(BulletinChannel):
    name = "stationmail"
    label = gettext_lazy("Station by e-mail")
    capabilities: ClassVar[Capabilities] = Capabilities(
        heard=True, revise=True, withdraw=True, confirmed_by_person=True
    )
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting(
            "mailbox",
            gettext_lazy("E-mail address of the station"),
            pattern=r"[^@\s,;<>\"]{1,64}@[A-Za-z0-9.-]{1,190}",
            identifies=True,
        ),
        COVERS,
        COVERED_CODES,
    )

    @property
    def public_address(self) -> str:
        return ""

    def publish(self, post: Post, *, key: str, checkpoint: Checkpoint) -> Receipt:
        self._send(self._bulletin(post, key))
        return _receipt(key, post)

    def revise(self, receipt: Receipt, post: Post, *, key: str) -> Receipt:
        """A new letter that answers the old one. Sent twice it has the same Message-ID."""
        letter = self._bulletin(post, key, replaces=receipt.remote_id)
        assert self.http is not None
        with self.http.repeatable():
            self._send(letter)
        return _receipt(key, post)

    def withdraw(self, receipt: Receipt) -> None:
        title = str(receipt.data.get("title", ""))
        key, to = receipt.remote_id, self._mailbox()
        letter = withdrawal_letter(title, key=key, sender=_sender(), to=to)
        assert self.http is not None
        with self.http.repeatable():
            self._send(letter)

    def _bulletin(self, post: Post, key: str, *, replaces: str = "") -> EmailMessage:
        assert self.http is not None, "publishing needs the network"
        return bulletin_letter(
            post,
            key=key,
            sender=_sender(),
            to=self._mailbox(),
            replaces=replaces,
            papers=self.http.papers,
        )

    def _mailbox(self) -> str:
        """Raises AuthError while it is missing."""
        if not self.config.get("mailbox"):
            raise AuthError(_("This station has no e-mail address yet. Reconnect it with one."))
        return str(self.config["mailbox"])

    def _send(self, letter: EmailMessage) -> None:
        """Until the letter itself goes nothing has happened; from there on only a clear no is one."""
        assert self.http is not None, "publishing needs the network"
        self.http.start("MAIL")
        server = get_connection(timeout=self.http.deadline.left())
        try:
            server.open()
        except SMTPAuthenticationError:
            raise TransientError(
                _("The mail server refused Loa's login. Ask the administrator.")
            ) from None
        except (OSError, SMTPException) as error:
            raise self.http.failure(error, _("the mail server")) from None
        self.http.before_first_byte()
        try:
            server.send_messages([letter])
        except SMTPRecipientsRefused as error:
            raise _refused(max(code for code, _said in error.recipients.values())) from None
        except SMTPResponseException as error:
            raise _refused(error.smtp_code) from None
        except (OSError, SMTPException) as error:
            raise self.http.failure(error, _("the mail server")) from None
        finally:
            server.close()


def _refused(code: int) -> PermanentError | TransientError:
    detail = {"code": code}
    if code >= FOR_GOOD:
        return PermanentError(
            _(
                "The mail server does not take letters to this station (%(code)d). Check the address."
            )
            % detail,
            detail=detail,
        )
    return TransientError(_("The mail server asks to wait (%(code)d).") % detail, detail=detail)


def _receipt(key: str, post: Post) -> Receipt:
    return Receipt(remote_id=key, final=False, data={"title": post.title})


def _sender() -> str:
    return str(installation.DEFAULT_FROM_EMAIL)
