"""A picture of the review for the documentation: ``python -m planver.tui.screenshot FILE.svg``.

The real application on the sample plan, at point 6 of us-28 against e3-28. The same bytes every
time, and no address in it but those of its formats: opening it asks nobody for anything.
"""

import asyncio
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from planver.tui.app import ReviewApp
from planver.workflow.demo import sample_folder

_SIZE = (150, 38)
_BEFORE, _AFTER, _NUMBER = "us-28", "e3-28", "6"
# What every machine has; the cells have a fixed width, and the letters are fitted to it.
_FONTS = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"


def main(target: Path) -> None:
    """Write the picture."""
    target.write_text(asyncio.run(picture()), encoding="utf-8")


async def picture() -> str:
    """The picture as SVG; the state and the keys of whoever runs this have no part in it."""
    with tempfile.TemporaryDirectory() as away:
        for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            os.environ[name] = away
        folder = Path(away, "plans")
        shutil.copytree(sample_folder(), folder)
        app = ReviewApp(folder, None, _BEFORE, _AFTER, watch=False)
        async with app.run_test(size=_SIZE) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            await pilot.press("r", "r", *["n"] * (int(_NUMBER) - 3))
            await pilot.pause()
            return tidied(app.export_screenshot(title=f"planver review {_BEFORE} {_AFTER}"))


def tidied(svg: str) -> str:
    """Without fonts from elsewhere, and with names that do not depend on the run."""
    svg = re.sub(r"@font-face\s*{[^}]*}\s*", "", svg)
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family:\s*[^;]*Fira Code[^;]*;", f"font-family: {_FONTS};", svg)
    # The address of a source is words on the screen, which nobody shall take for a reference.
    svg = re.sub(r"(?<=>)[^<>]+(?=<)", lambda words: words.group().replace("://", "&#58;//"), svg)
    names = dict.fromkeys(re.findall(r"terminal-\d+", svg))
    for at, name in enumerate(names):
        svg = svg.replace(name, f"t{at}")
    return svg


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screenshot.svg"))
