"""“Loa 01 leader” becomes “Loa 01 – Lãnh đạo duyệt”; the names are those of `cms/permissions.py`."""

from django.db import migrations

NAMES = {
    "editor": "Biên tập viên",
    "policy_reviewer": "Người thẩm định",
    "section_head": "Trưởng phòng",
    "leader": "Lãnh đạo duyệt",
    "translator": "Người dịch",
    "language_reviewer": "Người hiệu đính",
    "secretary": "Thư ký biên tập",
    "duty_editor": "Biên tập viên trực",
    "channel_keeper": "Quản trị kênh",
    "grassroots_officer": "Cán bộ BHXH cơ sở",
    "observer": "Người giám sát",
}


def rename(apps, schema_editor):
    _rename(apps, {f"{role}": f"– {name}" for role, name in NAMES.items()})


def rename_back(apps, schema_editor):
    _rename(apps, {f"– {name}": role for role, name in NAMES.items()})


def _rename(apps, endings):
    """A group whose new name is taken keeps its own; the next synchronisation empties it."""
    groups = apps.get_model("auth", "Group").objects
    offices = apps.get_model("cms", "Office").objects
    for code in offices.values_list("code", flat=True):
        for old, new in endings.items():
            name = f"Loa {code} {new}"
            if not groups.filter(name=name).exists():
                groups.filter(name=f"Loa {code} {old}").update(name=name)


class Migration(migrations.Migration):
    dependencies = [("cms", "0009_without_wagtails_examples")]

    operations = [migrations.RunPython(rename, rename_back)]
