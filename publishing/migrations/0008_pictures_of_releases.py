import django.db.models.deletion
from django.db import migrations, models

PAGE, PICTURE = ("wagtailcore", "page"), ("media_assets", "picture")


def note_what_is_shown(apps, schema_editor):
    """Of releases from before: what their pages refer to now."""
    kinds = apps.get_model("contenttypes", "ContentType").objects
    page = kinds.filter(app_label=PAGE[0], model=PAGE[1]).first()
    picture = kinds.filter(app_label=PICTURE[0], model=PICTURE[1]).first()
    if page is None or picture is None:  # an empty house
        return
    references = apps.get_model("wagtailcore", "ReferenceIndex").objects.filter(
        base_content_type=page, to_content_type=picture
    )
    shown = {}
    for holder, number in references.values_list("object_id", "to_object_id").distinct():
        shown.setdefault(int(holder), set()).add(int(number))
    there = set(apps.get_model("media_assets", "Picture").objects.values_list("pk", flat=True))
    releases = apps.get_model("publishing", "Release").objects.filter(
        state__in=("in_force", "scheduled")
    )
    model = apps.get_model("publishing", "ShownPicture")
    model.objects.bulk_create(
        model(release_id=release, picture_id=number)
        for release, holder in releases.values_list("pk", "page_id")
        for number in sorted(shown.get(holder, set()) & there)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("media_assets", "0001_initial"),
        ("publishing", "0007_overruled_findings"),
        ("wagtailcore", "0078_referenceindex"),
    ]

    operations = [
        migrations.CreateModel(
            name="ShownPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="media_assets.picture",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shown_pictures",
                        to="publishing.release",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture of a release",
                "verbose_name_plural": "pictures of releases",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("release", "picture"), name="picture_once_per_release"
                    )
                ],
            },
        ),
        migrations.RunPython(note_what_is_shown, migrations.RunPython.noop),
    ]
