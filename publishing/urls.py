"""Public addresses of publishing (commune lists, media of bulletins); admin ones come by hooks."""

from django.urls import URLPattern, URLResolver, path

from .views import bulletin_files, bulletin_sounds, communes, pieces

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "do-hoa/<int:page_id>/<str:code>/<slug:form>/", pieces.piece_picture, name="piece_picture"
    ),
    path("loa/<str:token>/", communes.commune_list, name="commune_list"),
    path("loa/<str:token>/huong-dan/", communes.commune_guide, name="commune_guide"),
    path("loa/<str:token>/<str:name>.zip", communes.commune_parcel, name="commune_parcel"),
    path("loa/<str:token>/<uuid:key>/", communes.bulletin, name="commune_bulletin"),
    path(
        "loa/<str:token>/<uuid:key>/nghe/<str:name>",
        bulletin_sounds.bulletin_sound,
        name="commune_sound",
    ),
    path(
        "loa/<str:token>/<uuid:key>/ban-tin.<slug:form>",
        bulletin_files.commune_file,
        name="commune_file",
    ),
]
