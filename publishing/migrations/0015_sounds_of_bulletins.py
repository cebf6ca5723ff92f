import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0021_corrected_facts"),
        ("media_assets", "0009_versions_and_language_of_recordings"),
        ("publishing", "0014_a_press_counts_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BulletinSound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text_hash", models.CharField(db_index=True, max_length=64)),
                ("language", models.CharField(max_length=35)),
                (
                    "kind",
                    models.CharField(
                        choices=[("machine", "Machine voice"), ("person", "Recording of a person")],
                        max_length=8,
                    ),
                ),
                ("title", models.CharField(max_length=255)),
                ("script", models.JSONField()),
                ("provider", models.CharField(max_length=30)),
                ("voice", models.CharField(blank=True, max_length=64)),
                ("says_label", models.BooleanField(default=False)),
                ("engine", models.CharField(blank=True, max_length=100)),
                ("model_sha256", models.CharField(blank=True, max_length=64)),
                ("recording_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "reader_name",
                    models.CharField(blank=True, max_length=150, verbose_name="who reads"),
                ),
                ("consent_until", models.DateField(null=True, verbose_name="agreed until")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("making", "Being made"),
                            ("ready", "Ready to listen"),
                            ("failed", "Could not be made"),
                        ],
                        default="making",
                        max_length=8,
                    ),
                ),
                ("turn", models.PositiveIntegerField(default=0)),
                ("unended", models.PositiveSmallIntegerField(default=0)),
                (
                    "moved_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("reason", models.TextField(blank=True)),
                ("warnings", models.JSONField(default=list)),
                ("seconds", models.FloatField(default=0)),
                ("loudness", models.FloatField(null=True)),
                ("ordered_by_name", models.CharField(blank=True, max_length=160)),
                ("ordered_at", models.DateTimeField(auto_now_add=True)),
                ("made_at", models.DateTimeField(null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cms.office",
                    ),
                ),
                (
                    "ordered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recording",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="media_assets.recording",
                    ),
                ),
            ],
            options={
                "verbose_name": "sound of a bulletin",
                "verbose_name_plural": "sounds of bulletins",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="AskedSound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("says_label", models.BooleanField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cms.office",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="publishing.storedpost",
                    ),
                ),
                (
                    "sound",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asked",
                        to="publishing.bulletinsound",
                    ),
                ),
            ],
            options={
                "verbose_name": "sound asked for",
                "verbose_name_plural": "sounds asked for",
            },
        ),
        migrations.CreateModel(
            name="MachineVoiceChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("user_name", models.CharField(blank=True, max_length=160)),
                ("at", models.DateTimeField(verbose_name="time")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("goes_out", models.BooleanField()),
                ("says_label", models.BooleanField(default=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cms.office",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "choice of machine voices",
                "verbose_name_plural": "choices of machine voices",
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SoundFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("profile", models.CharField(max_length=10)),
                ("file", models.FileField(upload_to="bulletin_sounds")),
                (
                    "sha256",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=64),
                ),
                ("download_name", models.CharField(blank=True, editable=False, max_length=100)),
                ("size", models.PositiveBigIntegerField()),
                ("loudness", models.FloatField(null=True)),
                ("peak", models.FloatField(null=True)),
                (
                    "sound",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="publishing.bulletinsound",
                    ),
                ),
            ],
            options={
                "verbose_name": "sound file of a bulletin",
                "verbose_name_plural": "sound files of bulletins",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SoundHearing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("user_name", models.CharField(blank=True, max_length=160)),
                ("at", models.DateTimeField(verbose_name="time")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("is_right", models.BooleanField()),
                (
                    "sound",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hearing",
                        to="publishing.bulletinsound",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "second hearing of a bulletin",
                "verbose_name_plural": "second hearings of bulletins",
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="bulletinsound",
            index=models.Index(fields=["state", "moved_at"], name="bulletin_sound_state_moved"),
        ),
        migrations.AddConstraint(
            model_name="bulletinsound",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "machine")),
                fields=("text_hash", "office", "provider", "voice", "says_label"),
                name="machine_reads_the_same_words_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulletinsound",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "person"), _negated=True),
                    models.Q(
                        models.Q(("reader_name", ""), _negated=True),
                        models.Q(("recording_sha256", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="recording_of_a_bulletin_names_its_reader",
            ),
        ),
        migrations.AddConstraint(
            model_name="askedsound",
            constraint=models.UniqueConstraint(
                fields=("post", "office", "says_label"), name="sound_of_a_post_asked_for_once"
            ),
        ),
        migrations.AddIndex(
            model_name="machinevoicechoice",
            index=models.Index(fields=["office"], name="machine_voice_choice_office"),
        ),
        migrations.AddConstraint(
            model_name="soundfile",
            constraint=models.UniqueConstraint(
                fields=("sound", "profile"), name="one_file_a_profile_of_a_bulletin_sound"
            ),
        ),
        migrations.AddConstraint(
            model_name="soundhearing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_right", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="refused_bulletin_sound_has_a_reason",
            ),
        ),
    ]
