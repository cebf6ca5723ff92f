"""Public addresses of publishing (commune lists, media of bulletins); admin ones come by hooks."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
