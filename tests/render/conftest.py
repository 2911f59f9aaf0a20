"""The synthetic book's page in a folder with an awkward name."""

import pytest

from aqmap.render.browser.map_page import write_page
from tests.books import square_book


@pytest.fixture(scope="session")
def page_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("页面 （一）") / "地图.html"
    write_page(square_book(), path)
    return path
