"""What stands before the journey begins, and what the public finds at an office."""

import json
from dataclasses import dataclass
from pathlib import Path

import requests

from ..conftest import Stack

ITEMS = Path(__file__).parent / "items"
TITLE = "Mức hỗ trợ người đóng bảo hiểm xã hội tự nguyện"
# The national item as a draft; a figure of the whole country; a hotline for the only province without
# one, so that a figure alone is missing; and a link for one commune of every province.
SEED = f"""
import json
from pathlib import Path
from cms.demo.drafts import Drafts
from cms.demo.reader import read_items
from cms.fact_sheets import sheets_for
from cms.fact_wording import aloud
from cms.models import Fact, Office, Role
from publishing.commune_links import commune_address
from publishing.demo.release import person
from publishing.models import Destination
from publishing.services.communes import issue_commune_link
for code, key, value, unit in (
    ("VN", "figure:service_points", "14.000", "điểm thu"), ("66", "hotline", "0262 000 0000", ""),
):
    Fact.objects.create(
        office=Office.objects.get(code=code), key=key, value=value, unit=unit, state="in_force",
        source="Số liệu để kiểm thử",
    )
drafts = Drafts(read_items(Path({str(ITEMS)!r})))
page, new = drafts.make(drafts.items[0], owner=person("VN", Role.EDITOR))
provinces = list(Office.objects.filter(level="province").select_related("home"))
sheets = sheets_for(provinces)
told = []
for office in provinces:
    places = Destination.objects.active().filter(language="vi")
    facebook = places.get(office=office, channel="facebook")
    own = places.filter(office=office) | places.filter(office__parent=office)
    commune = own.filter(channel="loudspeaker").order_by("pk").first()
    link, token = issue_commune_link(destination=commune, user=None)
    told.append(dict(
        code=office.code, name=str(office), slug=office.home.slug,
        hotline=sheets[office.pk]["hotline"],
        said=aloud("vi")("hotline", sheets[office.pk]["hotline"]),
        facebook=facebook.config["page_id"],
        commune=commune.name, link=commune_address(token),
    ))
print(json.dumps([page.pk, told]))
"""


@dataclass(frozen=True)
class Province:
    code: str
    name: str
    slug: str
    hotline: str
    said: str  # the hotline as an announcer reads it
    facebook: str
    commune: str
    link: str


def seed(stack: Stack) -> tuple[int, list[Province]]:
    """The item's page and every province."""
    page, told = json.loads(stack.manage("shell", "-c", SEED).strip().splitlines()[-1])
    return page, [Province(**each) for each in told]


def posts(stack: Stack) -> dict[str, str]:
    """What every Facebook page of the sandbox says of the item, by the page's id."""
    state = requests.get(f"{stack.sandbox}/_sandbox/state", timeout=10).json()
    found: dict[str, str] = {}
    for post in state["posts"]:
        if not post["deleted"] and TITLE in post["message"]:
            page = post["id"].split("_")[0]
            assert page not in found, f"{page} says it twice"
            found[page] = post["message"]
    return found


def on_the_portal(stack: Stack, province: Province, path: str) -> str:
    """The page under the office's path, as HTML."""
    answer = requests.get(f"{stack.address}/{province.slug}{path}", timeout=30)
    assert answer.status_code == 200, (province, answer.status_code)
    return answer.text


def in_the_list(province: Province) -> str:
    """The bulletin in the list of the province's commune, as HTML; empty where it is not there."""
    listed = requests.get(province.link, timeout=30)
    assert listed.status_code == 200
    for line in listed.text.split('href="')[1:]:
        address, rest = line.split('"', 1)
        if TITLE in rest.split("</a>", 1)[0]:
            base = province.link.split("/loa/")[0]
            return requests.get(f"{base}{address}", timeout=30).text
    return ""
