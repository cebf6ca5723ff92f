"""Addresses of files for translators, the glossary and the translation memory."""

from django.urls import URLPattern, path

from . import errands, files, glossary, glossary_files, memory


def file_urls() -> list[URLPattern]:
    return [
        path("dich/<int:request_id>/tep/", files.files, name="translations_files"),
        path("dich/<int:request_id>/tep/<str:kind>/", files.export, name="translations_export"),
        path("dich/<int:request_id>/may/", errands.machine, name="translations_machine"),
        path("dich/tep/<int:errand_id>/", files.check, name="translations_file"),
        path("dich/viec/<int:errand_id>/", errands.show, name="translations_errand"),
        path("dich/viec/<int:errand_id>/tai/", errands.fetch, name="translations_errand_file"),
        path("thuat-ngu/", glossary.index, name="translations_glossary"),
        path("thuat-ngu/moi/", glossary.add, name="translations_term_add"),
        path("thuat-ngu/nhap/", glossary_files.bring, name="translations_glossary_bring"),
        path(
            "thuat-ngu/nhap/<int:errand_id>/",
            glossary_files.check,
            name="translations_glossary_file",
        ),
        path("thuat-ngu/xuat/<str:kind>/", glossary_files.export, name="translations_terms"),
        path("thuat-ngu/<int:term_id>/", glossary.show, name="translations_term"),
        path("thuat-ngu/<int:term_id>/sua/", glossary.change, name="translations_term_change"),
        path("thuat-ngu/<int:term_id>/xoa/", glossary.delete, name="translations_term_delete"),
        path("thuat-ngu/<int:term_id>/<str:language>/", glossary.say, name="translations_term_say"),
        path("bo-nho-dich/", memory.index, name="translations_memory"),
        path("bo-nho-dich/<int:unit_id>/", memory.unit, name="translations_memory_unit"),
        path("bo-nho-dich/xuat/", memory.export, name="translations_memory_export"),
        path("bo-nho-dich/nhap/", memory.bring, name="translations_memory_bring"),
    ]
