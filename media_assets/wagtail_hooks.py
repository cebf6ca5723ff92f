"""What pictures add to Wagtail."""

from wagtail import hooks

from .models.presets import PresetOperation


@hooks.register("register_image_operations")
def named_presets() -> list:
    return [("preset", PresetOperation)]
