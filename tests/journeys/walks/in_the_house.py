"""Routes through what pages are made with: pictures, files, terms, facts, offices, destinations."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site

from cms import facts
from cms.models import Audience, Fact, Office, Topic
from cms.structure_release import draft_of
from media_assets.models import Attachment, Picture
from tests.factories import documents

from .by_code import refused
from .by_screen import QUIET, post
from .people import WRITERS
from .posting import forms_at
from .routes import route
from .telling import FILE_IS_SHOWN, FILE_STAYS, ITEMS_STAND_HERE, LABEL_IS_CARRIED
from .world import World

OFFICE_DECIDES = "names and places of offices are an administrator's decision, written to the log"


def change(world: World, name: str, /, *args, **changes):
    """The screen's own form, with these fields changed; to whom none is shown, the bare fields."""
    client, address = world.client(), reverse(name, args=args)
    shown = client.get(address)
    if shown.status_code != 200:
        return client.post(address, changes)
    forms = [f for f in forms_at(address, shown.content.decode()) if set(changes) & set(f.values)]
    assert forms, f"{address} has no form with {sorted(changes)}"
    return client.post(forms[0].action, {**forms[0].values, **changes})


@route("url:wagtailimages:edit", "model:media_assets.Picture", refused=FILE_STAYS, people=WRITERS)
def replace_the_picture(world: World):
    return post(world, "wagtailimages:edit", world.picture, data={"title": "Ảnh", "file": _red()})


@route("url:loa_picture_replace", people=WRITERS)
def make_a_new_version_of_the_picture(world: World):
    form = {"file": _red(), "made_by_ai": "no", "licence": "own", "alt_text": QUIET}
    return post(world, "loa_picture_replace", world.picture, data=form)


@route("url:loa_picture_versions", people=WRITERS)
def use_a_version_of_the_picture_again(world: World):
    make_a_new_version_of_the_picture(world)
    post(world, "loa_picture_versions", world.picture, data={"move": "1"})
    return post(world, "loa_picture_versions", world.picture, data={"again": str(world.picture)})


def _red() -> SimpleUploadedFile:
    return SimpleUploadedFile("khac.png", get_test_image_file(colour="red").file.getvalue())


@route("url:wagtailimages:edit", refused=FILE_IS_SHOWN, people=WRITERS)
def move_the_crop(world: World):
    crop = {f"focal_point_{name}": "5" for name in ("x", "y", "width", "height")}
    return change(world, "wagtailimages:edit", world.picture, **crop)


@route("url:loa_crops", refused=FILE_IS_SHOWN, people=WRITERS)
def draw_another_crop(world: World):
    return post(world, "loa_crops", world.picture, data={"crop-square": "0,0,600,600"})


@route("url:publishing_media_rights", people=WRITERS)
def state_other_rights_of_the_picture(world: World):
    words = {"source": QUIET, "persons-0-who": QUIET, "nobody_recognisable": ""}
    return change(world, "publishing_media_rights", world.picture, **words)


@route("url:publishing_media_rights", refused=FILE_IS_SHOWN, people=WRITERS)
def call_the_picture_made_by_ai(world: World):
    return change(world, "publishing_media_rights", world.picture, made_by_ai="made")


@route("url:wagtailimages:edit", "url:wagtailimages:edit_multiple", people=WRITERS)
def rename_the_picture(world: World):
    words = {"title": QUIET, "alt_text": QUIET, "caption": QUIET, "credit": QUIET}
    post(world, "wagtailimages:edit_multiple", world.picture, data=words)
    return change(world, "wagtailimages:edit", world.picture, **words)


@route(
    "url:wagtailimages:delete",
    "url:wagtailimages:delete_multiple",
    refused=FILE_IS_SHOWN,
    people=WRITERS,
)
def delete_the_picture(world: World):
    post(world, "wagtailimages:delete_multiple", world.picture)
    return post(world, "wagtailimages:delete", world.picture)


@route("bulk:media_assets.picture.delete", refused=FILE_IS_SHOWN, people=WRITERS)
def delete_pictures_in_bulk(world: World):
    args = ("media_assets", "picture", "delete")
    return post(world, "wagtail_bulk_action", *args, query=f"?id={world.picture}")


@route(
    "bulk:media_assets.picture.add_tags",
    "bulk:media_assets.picture.add_to_collection",
    people=WRITERS,
)
def sort_pictures_in_bulk(world: World):
    own = {"collection": str(world.office.collection_id), "tags": "moi"}
    for action in ("add_tags", "add_to_collection"):
        args = ("media_assets", "picture", action)
        post(world, "wagtail_bulk_action", *args, data=own, query=f"?id={world.picture}")


@route("url:wagtaildocs:edit", "model:media_assets.Attachment", refused=FILE_STAYS, people=WRITERS)
def replace_the_file(world: World):
    file = SimpleUploadedFile("khac.pdf", documents.pdf(text="khac"))
    form = {"title": "Mẫu đơn", "file": file}
    return post(world, "wagtaildocs:edit", world.attachment, data=form)


@route("url:loa_file_replace", people=WRITERS)
def make_a_new_version_of_the_file(world: World):
    file = SimpleUploadedFile("khac.pdf", documents.pdf(text="khac"))
    return post(world, "loa_file_replace", world.attachment, data={"file": file, "licence": "own"})


@route("url:loa_file_versions", people=WRITERS)
def use_a_version_of_the_file_again(world: World):
    make_a_new_version_of_the_file(world)
    post(world, "loa_file_versions", world.attachment, data={"move": "1"})
    return post(world, "loa_file_versions", world.attachment, data={"again": str(world.attachment)})


@route("url:wagtaildocs:edit_multiple", refused=FILE_IS_SHOWN, people=WRITERS)
def rename_the_file(world: World):
    post(world, "wagtaildocs:edit_multiple", world.attachment, data={"title": QUIET})
    return change(world, "wagtaildocs:edit", world.attachment, title=QUIET)


@route(
    "url:wagtaildocs:delete",
    "url:wagtaildocs:delete_multiple",
    refused=FILE_IS_SHOWN,
    people=WRITERS,
)
def delete_the_file(world: World):
    post(world, "wagtaildocs:delete_multiple", world.attachment)
    return post(world, "wagtaildocs:delete", world.attachment)


@route("bulk:media_assets.attachment.delete", refused=FILE_IS_SHOWN, people=WRITERS)
def delete_files_in_bulk(world: World):
    args = ("media_assets", "attachment", "delete")
    return post(world, "wagtail_bulk_action", *args, query=f"?id={world.attachment}")


@route(
    "bulk:media_assets.attachment.add_tags",
    "bulk:media_assets.attachment.add_to_collection",
    people=WRITERS,
)
def sort_files_in_bulk(world: World):
    own = {"collection": str(world.office.collection_id), "tags": "moi"}
    for action in ("add_tags", "add_to_collection"):
        args = ("media_assets", "attachment", action)
        post(world, "wagtail_bulk_action", *args, data=own, query=f"?id={world.attachment}")


@route(
    "url:wagtailadmin_collections:set_privacy",
    "model:wagtailcore.CollectionViewRestriction",
    people=WRITERS,
)
def hide_the_files(world: World):
    root = Attachment.objects.get(pk=world.attachment).collection_id
    form = {"restriction_type": "login"}
    return post(world, "wagtailadmin_collections:set_privacy", root, data=form)


@route("model:wagtailcore.CollectionViewRestriction", refused=FILE_IS_SHOWN)
def move_a_file_among_hidden_ones(world: World):
    hidden = Collection.get_first_root_node().add_child(instance=Collection(name="Kín"))
    CollectionViewRestriction.objects.create(collection=hidden, restriction_type="login")
    file = Attachment.objects.get(pk=world.attachment)
    file.collection = hidden
    refused(file.save)


@route("url:wagtailadmin_collections:edit", "url:wagtailadmin_collections:delete", people=WRITERS)
def rename_and_delete_collections(world: World):
    own = world.office.collection_id
    post(world, "wagtailadmin_collections:edit", own, data={"name": QUIET})
    return post(world, "wagtailadmin_collections:delete", own)


@route("model:wagtailcore.PageViewRestriction", refused=ITEMS_STAND_HERE)
def hide_pages_in_the_shell(world: World):
    section = world.page("section")
    refused(
        lambda: PageViewRestriction.objects.create(page=section.page_ptr, restriction_type="login")
    )


@route(
    "url:wagtailsites:delete", "model:wagtailcore.Site", refused=ITEMS_STAND_HERE, people=WRITERS
)
def delete_the_site(world: World):
    return post(world, "wagtailsites:delete", Site.objects.get().pk)


@route("url:wagtailsites:edit", refused=ITEMS_STAND_HERE, people=WRITERS)
def give_the_site_another_root(world: World):
    return change(world, "wagtailsites:edit", Site.objects.get().pk, root_page=str(world.section))


@route(
    "url:wagtailsites:edit",
    decided="a portal may move to another host: the content stays",
    people=WRITERS,
)
def give_the_site_another_host(world: World):
    return change(world, "wagtailsites:edit", Site.objects.get().pk, hostname="cong.example.vn")


@route(
    "model:cms.SectionPage", "model:cms.OfficePage", "model:cms.HomePage", refused=ITEMS_STAND_HERE
)
def change_the_address_of_what_is_above(world: World):
    section, office, item = (world.page(n) for n in ("section", "office_page", "item"))
    for page in (section, office, item):
        page.slug = "cho-khac"
    refused(section.save, office.save, item.save)


@route("model:cms.SectionPage", refused=ITEMS_STAND_HERE)
def publish_another_address_of_the_section(world: World):
    section = world.page("section")
    section.slug = "cho-khac"
    revision = section.save_revision()
    refused(revision.publish)


@route(
    "url:topic:edit",
    "url:audience:edit",
    "model:cms.Topic",
    "model:cms.Audience",
    decided="names of topics and audiences are the portal's labels, kept by administrators",
    people=WRITERS,
)
def rename_terms(world: World):
    change(world, "topic:edit", world.topic, name="Thẻ bảo hiểm y tế")
    return change(world, "audience:edit", world.audience, name="Bà con nông dân")


@route("url:topic:delete", "url:audience:delete", refused=LABEL_IS_CARRIED)
def delete_terms(world: World):
    refused(Topic.objects.get().delete, Audience.objects.get().delete)


@route("url:topic:delete", refused=LABEL_IS_CARRIED, people=WRITERS)
def delete_a_term_by_its_screen(world: World):
    return post(world, "topic:delete", world.topic)


@route("url:office:edit", "model:cms.Office", decided=OFFICE_DECIDES, people=WRITERS)
def rename_the_office(world: World):
    return change(world, "office:edit", world.office.pk, name="BHXH tỉnh Mới")


@route("url:office:delete", people=WRITERS)
def delete_the_office(world: World):
    return post(world, "office:delete", world.office.pk)


@route("url:loa_facts")
def propose_a_fact(world: World):
    client = world.client(world.desk.editor)
    form = {"hotline.value": "0207 999 9999", "hotline.base": str(world.fact)}
    return client.post(reverse("loa_facts", args=[world.office.code]), form)


@route(
    "model:cms.Fact", "url:loa_fact_decide", decided="a leader puts the fact in force (decision 3)"
)
def put_a_fact_in_force(world: World):
    fact = facts.propose_fact(
        office=world.office, key="hotline", value="0207 999 9999", user=world.desk.editor
    )
    facts.approve_fact(fact=fact, user=world.desk.leader)


@route("url:loa_fact_decide")
def decide_a_fact_without_the_right(world: World):
    fact = facts.propose_fact(
        office=world.office, key="hotline", value="0207 999 9999", user=world.desk.editor
    )
    client = world.client(world.desk.editor)
    client.post(reverse("loa_fact_decide", args=[fact.pk]), {"approve": "1"})
    assert Fact.objects.get(pk=fact.pk).state == Fact.State.PROPOSED


@route("url:publishing_destination", "model:publishing.Destination", people=WRITERS)
def change_a_destination(world: World):
    """What is out already and what is in line keep the post that was approved."""
    return change(world, "publishing_destination", world.place, name=QUIET, page_id="2002")


@route("url:publishing_package", "model:publishing.Package", people=WRITERS)
def change_the_package(world: World):
    client = world.client()
    form = {"when": "now", "text_facebook": QUIET, "destinations": [str(world.place)]}
    for page in (world.item, world.waiting, world.draft):
        client.post(reverse("publishing_package", args=[page]), form)


@route("url:loa_approve", "url:loa_submit")
def approve_what_was_not_shown(world: World):
    """By the right person, with a hash that is not what stands there."""
    client = world.client(world.desk.leader)
    step = world.page("waiting").current_workflow_task_state
    form = {"approve": "1", "fingerprint": "0" * 64}
    client.post(reverse("loa_approve", args=[step.pk]), form)
    return client.post(reverse("loa_submit", args=[world.draft]), {"policy": "no"})


@route(
    "command:cms:publish_structure",
    decided="a leader vouches for the words around the items; the reason stands in the page's log",
)
def publish_the_words_around_the_items(world: World):
    section = world.page("section")
    section.intro = "Lời dẫn."
    section.save_revision(user=world.desk.editor)
    shown = draft_of(world.page("section")).fingerprint
    options = {"user": world.desk.leader.username, "reason": QUIET, "fingerprint": shown}
    call_command("publish_structure", section.pk, verbosity=0, **options)


@route("url:loa_import", "command:cms:import_items", people=WRITERS)
def import_a_text_of_the_same_name(world: World):
    file = SimpleUploadedFile("bai-da-duyet.txt", "Bài đã duyệt\n\nLời khác.".encode())
    form = {"section": str(world.section), "documents": file, "again": "on"}
    return post(world, "loa_import", data=form)


@route(
    "url:wagtailadmin_workflows:disable",
    "url:wagtailadmin_workflows:disable_task",
    "url:wagtailadmin_workflows:edit_task",
    "url:wagtailadmin_workflows:remove",
    people=WRITERS,
)
def switch_the_approval_off(world: World):
    """Nothing is approved by there being no step: what waits is cancelled, not published."""
    step = world.page("waiting").current_workflow_task_state
    post(world, "wagtailadmin_workflows:disable_task", step.task_id)
    return post(world, "wagtailadmin_workflows:disable", step.workflow_state.workflow_id)


@route("url:approvalrule:add", "model:cms.ApprovalRule")
def take_every_step_away(world: World):
    """A rule may leave out the policy step; the leader's approval is asked for at any rate."""
    from cms.models import ApprovalRule, Role

    for role in Role.values:
        ApprovalRule.objects.create(office=world.office, kind="", role=role, condition="never")
    client = world.client(world.desk.editor)
    client.post(reverse("loa_submit", args=[world.draft]), {"policy": "no"})


@route("model:cms.Office")
def an_office_in_the_shell(world: World):
    Office.objects.filter(pk=world.centre.pk).get().save()


@route(
    "url:wagtailimages:add",
    "url:wagtaildocs:add",
    "model:media_assets.PictureRendition",
    people=WRITERS,
)
def add_pictures_and_files(world: World):
    picture = SimpleUploadedFile("moi.png", get_test_image_file().file.getvalue())
    file = SimpleUploadedFile("moi.pdf", documents.pdf(text="moi"))
    collection = str(world.office.collection_id)
    form = {"title": QUIET, "collection": collection}
    post(world, "wagtailimages:add", data=form | {"file": picture})
    post(world, "wagtaildocs:add", data=form | {"file": file})
    assert Picture.objects.filter(title=QUIET).exists()
