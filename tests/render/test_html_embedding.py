"""Data and scripts inside a page can end no element, and only the page's own scripts run."""

import json

from aqmap.render.html_embedding import allowed_source, embedded_json, filled_shell

HOSTILE = "</script><img onerror=alert(1)>"


def test_embedded_json_keeps_the_text_and_ends_no_element():
    written = embedded_json({"name": f"{HOSTILE}\u2028\u2029&"})
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == {"name": f"{HOSTILE}\u2028\u2029&"}


def test_allowed_source_is_the_checksum_of_the_code():
    # printf 'alert(1)' | openssl dgst -sha256 -binary | base64
    assert allowed_source("alert(1)") == "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"


def test_filled_shell_reads_no_hole_in_what_it_fills_in():
    parts = {"title": "{{ data }}", "data": "1", "review.keys": "a"}
    shell = "<p>{{ title }}</p>{{ data }} {{ review.keys }} {{data}} {data}"
    assert filled_shell(shell, parts.__getitem__) == "<p>{{ data }}</p>1 a {{data}} {data}"
