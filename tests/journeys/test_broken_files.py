"""Every hostile or broken document through the upload that editors use, every sound and video too."""

import re
import resource
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from media_assets.intake import Refused, audiovisual, documents
from media_assets.models import Attachment
from tests.factories.users import make_user
from tests.files.hostile.documents import KEPT, SAFE
from tests.files.hostile.documents import documents as hostile_documents
from tests.files.hostile.recordings import recordings

VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
GIGABYTE = 1024 * 1024  # in units of 1024 bytes, as the system counts


def largest_child() -> int:
    """Of this process so far, that of other tests too."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


@pytest.mark.django_db
@pytest.mark.parametrize("what", hostile_documents())
def test_a_document_is_cleaned_or_refused_in_vietnamese(what, client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    name, data, answer, gone = hostile_documents()[what]
    client.force_login(make_user(is_superuser=True, is_staff=True))

    reply = client.post(
        reverse("wagtaildocs:add_multiple"),
        {"files[]": SimpleUploadedFile(name, data), "title": "Mẫu", "collection": "1"},
        headers={"X-Requested-With": "XMLHttpRequest", "Accept-Language": "vi"},
    )

    assert reply.status_code == 200
    if answer == SAFE:
        assert reply.json()["success"] is True
    elif answer == KEPT:
        assert gone in data
        assert gone not in Attachment.objects.get().file.read()
    else:
        assert VIETNAMESE.search(reply.json()["error_message"])
        assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    "what", [name for name, case in hostile_documents().items() if case[2] not in (KEPT, SAFE)]
)
def test_a_document_is_refused_for_what_is_wrong_with_it(what):
    name, data, code, _gone = hostile_documents()[what]

    with pytest.raises(Refused) as refusal:
        documents.clean(SimpleUploadedFile(name, data))
    assert refusal.value.code == code


@pytest.mark.parametrize("what", recordings())
def test_a_sound_or_video_is_refused_in_vietnamese(what):
    data, codes = recordings()[what]
    largest_before = largest_child()

    with override("vi"), pytest.raises(Refused) as refusal:
        audiovisual.probe(BytesIO(data))
    assert refusal.value.code in codes
    with override("vi"):
        assert VIETNAMESE.search(str(refusal.value))
    assert largest_child() == largest_before or largest_child() < GIGABYTE
