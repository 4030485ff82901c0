"""Makes docs/report.png: a fixture beside the report that `xueshi check` prints for it.

Needs Chromium and a CJK font (Debian packages chromium and fonts-noto-cjk):
`python docs/picture.py`.
"""

from __future__ import annotations

import base64
import html
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
DOCUMENT = HERE.parent / "fixtures/dev/0002.jpg"


def main() -> None:
    """Run the command, set its output beside the document, take the picture."""
    command = ["xueshi", "check", str(DOCUMENT), "--policy", "guangzhou-education-2021"]
    report = subprocess.run(  # noqa: S603  # the product's own command
        [Path(sys.executable).parent / command[0], *command[1:]],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    picture = base64.b64encode(DOCUMENT.read_bytes()).decode()
    page_html = (
        '<meta charset="utf-8"><body style="margin:0;display:flex;align-items:center;gap:24px;'
        'padding:24px;background:#e9ecf1;width:1700px">'
        f'<img src="data:image/jpeg;base64,{picture}" style="width:640px;border:1px solid #999">'
        "<pre style=\"font:13px/1.5 'Noto Sans Mono CJK SC',monospace;background:#fff;margin:0;"
        f'padding:18px 22px;border-radius:8px">{html.escape(report)}</pre></body>'
    )
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1750, "height": 800})
        page.set_content(page_html)
        page.locator("body").screenshot(path=HERE / "report.png")
        browser.close()


if __name__ == "__main__":
    main()
