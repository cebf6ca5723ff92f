"""Where the work on a request is done."""

from django.urls import NoReverseMatch, reverse

from translations.planning import addresses


def test_the_two_columns_are_opened_where_that_screen_exists(monkeypatch):
    monkeypatch.setattr(addresses, "reverse", lambda name, args: f"/{name}/{args[0]}/")

    assert addresses.of_editor(7, 3) == "/translations_editor/7/"
    assert addresses.of_review(7, 3) == "/translations_review/7/"


def test_without_it_the_languages_of_the_item_are_shown(monkeypatch):
    def only_the_item(name, args):
        if name != "translations_item":
            raise NoReverseMatch(name)
        return reverse(name, args=args)

    monkeypatch.setattr(addresses, "reverse", only_the_item)

    assert addresses.of_editor(7, 3) == reverse("translations_item", args=[3])
    assert addresses.of_review(7, 3) == reverse("translations_item", args=[3])


def test_mail_names_the_site(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://loa.example.vn/"

    assert addresses.absolute("/admin/dich/") == "https://loa.example.vn/admin/dich/"
