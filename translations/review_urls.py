"""Addresses of language review under the admin."""

from django.urls import path, re_path

from .views import reviewing, signed_sheets, voices


def review_urls():
    return [
        path("dich/hieu-dinh/<int:request_id>/", reviewing.review, name="translations_review"),
        path(
            "dich/hieu-dinh/<int:request_id>/phieu.pdf",
            signed_sheets.sheet,
            name="translations_sheet",
        ),
        re_path(
            r"^dich/hieu-dinh/(?P<request_id>\d+)/phieu/(?P<fingerprint>[0-9a-f]{64})/$",
            signed_sheets.check,
            name="translations_sheet_check",
        ),
        path(
            "dich/hieu-dinh/<int:request_id>/ky-giay/", signed_sheets.sign, name="translations_sign"
        ),
        path(
            "dich/hieu-dinh/ban-quet/<int:pk>/", signed_sheets.scan, name="translations_signed_scan"
        ),
        path("dich/hieu-dinh/<int:request_id>/giong-doc/", voices.voice, name="translations_voice"),
        path(
            "dich/hieu-dinh/<int:request_id>/ngon-ngu-nghe/",
            voices.heard,
            name="translations_heard",
        ),
        path("dich/hieu-dinh/giong-doc/<int:pk>/nghe/", voices.decide, name="translations_listen"),
        path("dich/hieu-dinh/giong-doc/<int:pk>/tep", voices.file, name="translations_voice_file"),
    ]
