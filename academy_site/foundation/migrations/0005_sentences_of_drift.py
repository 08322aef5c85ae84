from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('foundation', '0004_colleague_approval'),
    ]

    operations = [
        migrations.AddField(
            model_name='drift',
            name='sentences',
            field=models.JSONField(default=list),
        ),
    ]
