"""Routes through the library of sounds and videos."""

from django.core.files.uploadedfile import SimpleUploadedFile

from media_assets.models import Recording
from tests.factories.recordings import sound, video

from .by_code import refused
from .by_screen import QUIET, post
from .in_the_house import change
from .people import WRITERS
from .routes import route
from .telling import FILE_IS_SHOWN
from .world import World


@route("url:recordings:edit", refused=FILE_IS_SHOWN, people=WRITERS)
def rename_the_recording(world: World):
    return change(world, "recordings:edit", world.recording, title=QUIET)


@route("url:recordings:edit", refused=FILE_IS_SHOWN, people=WRITERS)
def say_something_else_in_it(world: World):
    return change(world, "recordings:edit", world.recording, transcript=QUIET)


@route("url:recordings:edit", refused=FILE_IS_SHOWN, people=WRITERS)
def take_its_captions_away(world: World):
    title = Recording.objects.get(pk=world.recording).title
    return change(world, "recordings:edit", world.recording, title=title, without_captions="on")


@route("url:publishing_recording_rights", people=WRITERS)
def state_other_rights_of_the_recording(world: World):
    words = {"source": QUIET}
    return change(world, "publishing_recording_rights", world.recording, **words)


@route("url:publishing_recording_rights", refused=FILE_IS_SHOWN, people=WRITERS)
def call_the_recording_made_by_ai(world: World):
    return change(world, "publishing_recording_rights", world.recording, made_by_ai="made")


@route("url:recordings:delete", refused=FILE_IS_SHOWN, people=WRITERS)
def delete_the_recording(world: World):
    return post(world, "recordings:delete", world.recording)


@route("url:recordings:edit", refused=FILE_IS_SHOWN)
def exchange_its_poster_in_the_shell(world: World):
    recording = Recording.objects.get(pk=world.recording)
    recording.poster_sha256 = "0" * 64
    refused(recording.save)


@route("url:recordings:add", people=WRITERS)
def add_a_recording(world: World):
    file = SimpleUploadedFile("moi.mp3", sound())
    form = {"title": QUIET, "collection": str(world.office.collection_id), "language": "vi"}
    post(world, "recordings:add", data=form | {"file": file})
    assert Recording.objects.filter(title=QUIET).exists()


@route("url:recordings:edit", refused=FILE_IS_SHOWN, people=WRITERS)
def call_it_another_language(world: World):
    return change(world, "recordings:edit", world.recording, language="km")


@route("url:loa_recording_replace", people=WRITERS)
def make_a_new_version_of_the_recording(world: World):
    return post(world, "loa_recording_replace", world.recording, data=_new_version())


@route("url:loa_recording_versions", people=WRITERS)
def use_a_version_of_the_recording_again(world: World):
    make_a_new_version_of_the_recording(world)
    post(world, "loa_recording_versions", world.recording, data={"move": "1"})
    again = {"again": str(world.recording)}
    return post(world, "loa_recording_versions", world.recording, data=again)


def _new_version() -> dict:
    return {
        "file": SimpleUploadedFile("moi.mp4", video(seconds=3, sounds="aac")),
        "title": QUIET,
        "made_by_ai": "no",
        "licence": "own",
        "language": "vi",
        "transcript": QUIET,
    }
