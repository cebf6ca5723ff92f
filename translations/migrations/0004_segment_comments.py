import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('translations', '0003_translation_notices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SegmentComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=35)),
                ('text', models.TextField(verbose_name='comment')),
                ('to_author', models.BooleanField(default=False, verbose_name='question to the author')),
                ('user_name', models.CharField(blank=True, max_length=160)),
                ('at', models.DateTimeField(verbose_name='time')),
                ('resolved_at', models.DateTimeField(blank=True, null=True, verbose_name='settled')),
                ('resolved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('segment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='translations.segment')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'comment on a segment',
                'verbose_name_plural': 'comments on segments',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['segment', 'language'], name='segment_comment_place')],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='segment_comment_says_something')],
            },
        ),
    ]
