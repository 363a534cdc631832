"""The watch on the pages itself: a breach of the content policy is seen, so silence means none."""

from playwright.sync_api import Page

from tests.browser_js.server import Server, World
from tests.browser_js.watched import Complaints

INLINE = b"""<!doctype html><html lang="en"><title>x</title>
<body><script>document.title = "ran"</script></body></html>"""

SET_HTML = """() => {
  try { document.body.innerHTML = "<p>x"; return "set"; } catch (error) { return error.name; }
}"""


def test_an_inline_script_does_not_run_and_is_noticed(
    page: Page, server: Server, world: World, complaints: Complaints
) -> None:
    world.pages["/"] = INLINE
    page.goto(server.address)
    assert page.title() == "x"
    assert any("script-src" in complaint for complaint in complaints.take())


def test_html_from_a_string_is_refused_and_noticed(modules: Page, complaints: Complaints) -> None:
    with modules.expect_console_message(lambda said: "require-trusted-types-for" in said.text):
        assert modules.evaluate(SET_HTML) == "TypeError"
    assert complaints.take() != []
