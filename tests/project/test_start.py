"""What a web process loads when it starts, and what it does not."""

import os
import subprocess
import sys

from tests.project.tree import ROOT


def test_pdf_and_tests_stay_out_of_the_web_process(tmp_path):
    code = (
        "import sys, academy_site.wsgi; "
        "print(sorted({'weasyprint', 'pytest', 'playwright', 'scripts'} & set(sys.modules)))"
    )
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "academy_site.settings.test", "TMPDIR": str(tmp_path)}
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
