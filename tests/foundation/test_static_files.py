"""Scripts of ours import each other under the names that change with what is in them."""

import re

from academy_site.foundation.static_files import AcademyStaticStorage


def test_an_import_leads_to_the_name_with_the_hash_and_those_of_others_stay(tmp_path):
    files = {
        "academy/one.js": 'import { A, B } from "./two.js";\n',
        "academy/two.js": "export const A = 1, B = 2;\n",
        "others/three.js": 'import { C } from "./not-there.js";\n',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    storage = AcademyStaticStorage(location=tmp_path, base_url="/static/")
    made = {name: hashed for name, hashed, _done in storage.post_process({name: (storage, name) for name in files})}
    two = made["academy/two.js"].removeprefix("academy/")
    assert re.fullmatch(r"two\.[0-9a-f]{12}\.js", two)
    assert (tmp_path / made["academy/one.js"]).read_text() == f'import {{ A, B }} from "./{two}";\n'
    assert (tmp_path / made["others/three.js"]).read_text() == files["others/three.js"]
