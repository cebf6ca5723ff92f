"""A translated article whose editor wrote a text for Facebook, which goes out in Khmer too."""

from cms.models import Role
from publishing.models import Destination, Package
from publishing.services.packages import save_package
from tests.factories.approval import Desk
from tests.factories.packages import make_facebook, release
from tests.factories.translations import Booth, open_language
from tests.factories.users import make_user
from translations import services
from translations.services import Built

POST = "Tin mới từ 01/7/2025. Mời bà con xem!\n\n#BHYT"


class BoothDesk(Desk):
    """The people of a booth with one of its pages."""

    def __init__(self, booth: Booth, page) -> None:
        self.office, self.editor, self.leader = booth.office, booth.editor, booth.leader
        self.reviewer = make_user(booth.office, Role.POLICY_REVIEWER)
        self.page = page.specific


class PostedBooth(Booth):
    """`facebook` is the Vietnamese account, `khmer` the Khmer one; the page is out with its post."""

    def __init__(self, text: str = POST, own_text: str = "", **fields) -> None:
        super().__init__(languages=["km"], **fields)
        open_language(self.office, "km")
        self.facebook: Destination = make_facebook(self.office)
        self.khmer: Destination = make_facebook(
            self.office, "Facebook Khmer", language="km", config={"page_id": "2", "app_id": "9001"}
        )
        self.post(text, own_text)
        self.go_out()

    def post(self, text: str, own_text: str = "") -> None:
        """The editor saves the package of the source."""
        save_package(
            page=self.page,
            user=self.editor,
            destinations=[self.facebook],
            texts={"facebook": {"text": text, "options": {}}} if text else {},
            leg_texts={self.facebook.pk: own_text} if own_text else {},
            go_live_at=None,
        )

    def go_out(self) -> None:
        release(BoothDesk(self, self.page))

    def build(self, **more) -> Built:
        given = {"request": self.request(), "user": self.translator} | more
        return services.build_page(**given)

    def package(self) -> Package:
        return Package.objects.get(page=self.request().translated_page)
