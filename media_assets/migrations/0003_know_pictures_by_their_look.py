from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("media_assets", "0002_keep_the_crops_of_a_picture")]

    operations = [
        migrations.AddField(
            model_name="picture",
            name="look",
            field=models.CharField(blank=True, default="", editable=False, max_length=16),
            preserve_default=False,
        ),
    ]
