"""Renditions of the named presets: cut as the picture's editor drew them, several in one go."""

from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from wagtail.images.image_operations import Operation
from wagtail.images.models import Filter

from .. import crops
from ..ai_mark import xmp_of
from ..derive import Job, derive, job_for
from ..presets import Preset, named_by

FOCUS = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
LONGEST_NAME = 59  # Wagtail's


class PresetOperation(Operation):
    """`preset-NAME.FORM.DIGEST`: a whole specification of its own, carried out by `derive`."""

    preset: Preset
    media_type: str

    def construct(self, *parts: str) -> None:
        self.preset, self.media_type = named_by("-".join(parts))

    @property
    def vary_fields(self) -> tuple[str, ...]:
        return (*FOCUS, "cut_key") if self.preset.is_cropped else ("made_by_ai",)


def operation_of(filter: Filter) -> PresetOperation | None:
    if not filter.spec.startswith("preset-"):
        return None
    first = filter.operations[0]
    assert isinstance(first, PresetOperation)  # that is how the name is registered
    return first


class InPresets:
    """Mixin before a model of pictures with `crops`."""

    crops: Any

    @property
    def drawn_crops(self) -> dict[str, crops.Rect]:
        """By preset; where there is none, the focal point decides."""
        return crops.from_data(self.crops)

    @property
    def crops_key(self) -> str:
        """Equal while the crops are; empty without any."""
        return str(crops.to_data(self.drawn_crops)) if self.crops else ""

    @property
    def cut_key(self) -> str:
        """Of what is cut and marked as it is stated; that of the crops where no AI took part."""
        return self.crops_key + self.made_by_ai  # type: ignore[attr-defined,no-any-return]  # of a picture

    @property
    def focus(self) -> crops.Rect | None:
        found = self.get_focal_point()  # type: ignore[attr-defined]  # of a picture
        if found is None:
            return None
        return crops.Rect(found.left, found.top, found.width, found.height)

    def crop_for(self, preset: Preset) -> crops.Rect:
        """Raises nothing: a crop that no longer lies in the picture counts as none."""
        size = (self.width, self.height)  # type: ignore[attr-defined]  # likewise
        return crops.crop_for(preset, size, self.focus, self.drawn_crops.get(preset.name))

    def generate_rendition_file(self, filter: Filter, *, source: Any = None) -> Any:
        if operation_of(filter) is None:
            return super().generate_rendition_file(filter, source=source)  # type: ignore[misc]  # likewise
        return self._derived(filter)[filter]

    def create_renditions(self, *filters: Filter) -> dict[Filter, Any]:
        """The presets among them with one reading of the file."""
        ours = [each for each in filters if operation_of(each)]
        others = [each for each in filters if each not in ours]
        made = super().create_renditions(*others) if others else {}  # type: ignore[misc]  # likewise
        for filter, file in self._derived(*ours).items() if ours else ():
            made[filter], _new = self.renditions.get_or_create(  # type: ignore[attr-defined]  # likewise
                filter_spec=filter.spec,
                focal_point_key=filter.get_cache_key(self),
                defaults={"file": file},
            )
        return made

    def _derived(self, *filters: Filter) -> dict[Filter, ContentFile]:
        jobs = [self._job(filter) for filter in filters]
        with self.open_file() as file:  # type: ignore[attr-defined]  # likewise
            contents = derive(file, jobs)
        return {
            filter: ContentFile(content, self._name(filter, job))
            for filter, job, content in zip(filters, jobs, contents, strict=True)
        }

    def _job(self, filter: Filter) -> Job:
        operation = operation_of(filter)
        assert operation is not None
        preset, size = operation.preset, (self.width, self.height)  # type: ignore[attr-defined]  # likewise
        drawn = self.drawn_crops.get(preset.name)
        xmp = xmp_of(self.made_by_ai)  # type: ignore[attr-defined]  # likewise
        return job_for(preset, operation.media_type, size, self.focus, drawn, xmp)

    def _name(self, filter: Filter, job: Job) -> str:
        own = f"{filter.get_cache_key(self)}.{filter.spec.removeprefix('preset-')}.{job.extension}"
        stem = PurePath(self.filename).stem  # type: ignore[attr-defined]  # likewise
        return f"{stem[: LONGEST_NAME - len(own)]}.{own}"
