"""Addresses of fact sheets."""

from django.urls import resolve, reverse


def test_words_of_the_house_are_no_codes_of_offices():
    assert resolve("/admin/so-lieu/nhap/").view_name == "loa_fact_import"
    assert resolve(reverse("loa_facts", args=["04"])).view_name == "loa_facts"
    assert reverse("loa_fact_history", args=["04", "figure:a"]).endswith("/lich-su/figure:a/")
