"""What a web process loads when it starts, and what it does not."""

import hashlib
import inspect
import os
import subprocess
import sys

from academy_site.foundation import wagtail_apps
from tests.project.tree import ROOT

CONFIGS = [
    wagtail_apps.DocumentsConfig,
    wagtail_apps.ImagesConfig,
    wagtail_apps.RedirectsConfig,
    wagtail_apps.SnippetsConfig,
]
# PDF and charts belong to the worker, tests and scripts to developers; Wagtail's API v3 is not offered.
NOT_FOR_THE_WEB = {"weasyprint", "matplotlib", "pytest", "playwright", "scripts", "ninja", "wagtail.api.v3"}


def test_what_no_page_needs_stays_out_of_the_web_process(tmp_path):
    code = (
        "import sys, academy_site.wsgi; from django.urls import reverse; reverse('wagtailadmin_home'); "
        f"print(sorted({NOT_FOR_THE_WEB!r} & set(sys.modules)))"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "academy_site.settings.test", "TMPDIR": str(tmp_path)}
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_apps_of_wagtail_start_as_wagtail_starts_them_but_for_the_api():
    """When this fails, read what Wagtail changed in these methods and do the same in `wagtail_apps`."""
    seen = {
        config.__name__: hashlib.sha256(inspect.getsource(config.__base__.ready).encode()).hexdigest()[:16]
        for config in CONFIGS
    }
    assert seen == {
        "DocumentsConfig": "4cdf87a46dbf81ef",
        "ImagesConfig": "52e409385bb1ad62",
        "RedirectsConfig": "19d1a78049d84e47",
        "SnippetsConfig": "1ac35b5ed4034956",
    }
