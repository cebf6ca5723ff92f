"""Addresses of fact sheets, below the editors' desk."""

from django.urls import URLPattern, path, re_path

from . import fact_import, facts


def fact_urls() -> list[URLPattern]:
    return [
        path("so-lieu/", facts.fact_offices, name="loa_fact_offices"),
        path("so-lieu/nhap/", fact_import.upload, name="loa_fact_import"),
        path("so-lieu/nhap/<int:pk>/", fact_import.table, name="loa_fact_table"),
        re_path(
            r"^so-lieu/nhap/mau\.(?P<kind>csv|xlsx)$",
            fact_import.filled_template,
            name="loa_fact_template",
        ),
        path("so-lieu/quyet-dinh/<int:fact_id>/", facts.decide, name="loa_fact_decide"),
        path("so-lieu/<str:code>/", facts.sheet, name="loa_facts"),
        path("so-lieu/<str:code>/quyet-dinh/", facts.decide_many, name="loa_facts_decide"),
        path("so-lieu/<str:code>/lich-su/<str:key>/", facts.history, name="loa_fact_history"),
    ]
