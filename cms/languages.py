"""The registry of languages: pure data, importable from settings.

Source: Vietnamese radio and television programmes in ethnic languages, CLDR 47, ISO 639-3;
per-language notes in `cms/data/languages.csv`. URL codes carry at most two subtags after the
language, since Django matches no more.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    code: str  # Django and URL code, lower case
    bcp47: str  # value of the lang attribute
    name_vi: str
    name_en: str
    script: str = "Latn"


DEFAULT = "vi"
INTERFACE = ("vi", "en")

LANGUAGES: tuple[Language, ...] = (
    Language("vi", "vi", "Tiếng Việt", "Vietnamese"),
    Language("en", "en", "Tiếng Anh", "English"),
    Language("hmn", "hmn-Latn-VN", "Tiếng Mông", "Hmong (Viet Nam)"),
    Language("tyz", "tyz-Latn-VN", "Tiếng Tày", "Tày"),
    Language("nut", "nut-Latn-VN", "Tiếng Nùng", "Nùng"),
    Language("blt-tavt", "blt-Tavt-VN", "Tiếng Thái (Đen)", "Tai Dam", "Tavt"),
    Language("ium", "ium-Latn-VN", "Tiếng Dao", "Dao"),
    Language("mtq", "mtq-Latn-VN", "Tiếng Mường", "Mường"),
    Language("km", "km-VN", "Tiếng Khmer", "Khmer", "Khmr"),
    Language("cjm-latn", "cjm-Latn-VN", "Tiếng Chăm (Đông)", "Eastern Cham"),
    Language("cjm-cham", "cjm-Cham-VN", "Tiếng Chăm (chữ Akhar Thrah)", "Eastern Cham", "Cham"),
    Language("cja", "cja-Latn-VN", "Tiếng Chăm (Tây)", "Western Cham"),
    Language("rad", "rad-Latn-VN", "Tiếng Ê-đê", "Ê-đê (Rade)"),
    Language("jra", "jra-Latn-VN", "Tiếng Gia-rai", "Jrai"),
    Language("bdq", "bdq-Latn-VN", "Tiếng Ba-na", "Bahnar"),
    Language("kpm", "kpm-Latn-VN", "Tiếng Cơ-ho", "K'Ho"),
    Language("sed", "sed-Latn-VN", "Tiếng Xơ-đăng", "Sedang"),
    Language("kxy", "kxy-Latn-VN", "Tiếng Ca Dong", "Kayong"),
    Language("cmo", "cmo-Latn-VN", "Tiếng M'nông", "M'nông"),
    Language("jeh", "jeh-Latn-VN", "Tiếng Giẻ-Triêng", "Jeh-Tariang"),
    Language("rog", "rog-Latn-VN", "Tiếng Ra-glai", "Roglai"),
    Language("cje", "cje-Latn-VN", "Tiếng Chu-ru", "Chru"),
    Language("cma", "cma-Latn-VN", "Tiếng Mạ", "Maa"),
    Language("sti", "sti-Latn-VN", "Tiếng Stiêng", "Stieng"),
    Language("crw", "crw-Latn-VN", "Tiếng Chơ-ro", "Chrau"),
    Language("bru", "bru-Latn-VN", "Tiếng Bru–Vân Kiều", "Bru"),
    Language("pac", "pac-Latn-VN", "Tiếng Pa Cô – Tà Ôi", "Pacoh"),
    Language("ktv", "ktv-Latn-VN", "Tiếng Cơ-tu", "Katu"),
    Language("hre", "hre-Latn-VN", "Tiếng Hrê", "Hre"),
    Language("cua", "cua-Latn-VN", "Tiếng Co", "Cua (Cor)"),
    Language("mlc", "mlc-Latn-VN", "Tiếng Cao Lan", "Cao Lan"),
    # The registered subtags have no code for Sán Chí; Django never matches a private-use one.
    Language("und-sanchi", "und-Latn-VN-x-sanchi", "Tiếng Sán Chí", "Sán Chí"),
    Language("hni", "hni-Latn-VN", "Tiếng Hà Nhì", "Hani"),
    Language("yue-hant", "yue-Hant-VN", "Tiếng Hoa", "Cantonese", "Hant"),
)

BY_CODE = {language.code: language for language in LANGUAGES}


def lang_info() -> dict[str, dict[str, object]]:
    """Entries for Django's LANG_INFO; without one a code has no name and `get_language_info` fails."""
    return {
        language.code: {
            "bidi": False,
            "code": language.code,
            "name": language.name_en,
            "name_local": language.name_vi,
        }
        for language in LANGUAGES
        if language.code not in {"vi", "en", "km"}
    }
