"""The named picture sizes: change one here and every page and channel follows.

Specifications are Wagtail's (`fill-WxH`, `width-W`, `max-WxH`), in pixels.
"""

PRESETS: dict[str, str] = {
    "cover": "fill-1200x675|format-jpeg|jpegquality-82",
    "card": "fill-640x360|format-webp|webpquality-78",
    "lead": "width-1200|format-webp|webpquality-80",
    "inline": "width-960|format-webp|webpquality-80",
    "inline-small": "width-480|format-webp|webpquality-76",
    "thumbnail": "fill-240x135|format-webp|webpquality-75",
    "share": "fill-1200x630|format-jpeg|jpegquality-82",
    "social": "max-2048x2048|format-jpeg|jpegquality-88",
}
