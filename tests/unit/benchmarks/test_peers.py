"""Words flagged are counted in what each tool writes."""

from pathlib import Path

import pytest

from benchmarks import peers
from benchmarks.processes import fastest, output
from benchmarks.synthetic import case

GIT = """diff --git a/before b/after
--- a/before
+++ b/after
@@ -1,2 +1,2 @@
 the Parties
-shall withdraw
+may stay -- or go
 in peace
~
+as agreed
"""
WRITTEN = {
    "git diff --no-index --word-diff": (GIT, 9),
    "wdiff": ("the \x01two\x02 \x01three old\x02\nParties\x01 .\x02", 4),
    "dwdiff, best algorithm": ("the \x01two\x02", 1),
    "difflib, all words": ("- two\n+ three old\n- \n+ x", 4),
    "redlines": ("the <del>two ¶ big</del><ins>three</ins> Parties", 3),
    "pandiff (Markdown)": ("a {--b c--} {++d++} {~~e~>f\n\ng~~} h", 6),
}


@pytest.mark.parametrize(("name", "told"), WRITTEN.items())
def test_flagged_words_are_counted(name: str, told: tuple[str, int]) -> None:
    written, words = told
    peer = next(peer for peer in peers._peers() if peer.name == name)
    assert peer.flagged is not None
    assert peer.flagged(written) == words


def test_every_peer_that_tells_words_is_tested() -> None:
    assert {peer.name for peer in peers._peers() if peer.flagged} == set(WRITTEN)


def test_a_peer_is_run_on_the_form_it_reads(tmp_path: Path) -> None:
    one = case(30, 28, "light")
    files = peers.Files(tmp_path).write(one.drafts)
    difflib = next(peer for peer in peers._peers() if peer.name.startswith("difflib"))
    assert difflib.command(files)[-1] == str(tmp_path / "after.txt")
    flagged = difflib.words_flagged(files, limit=60)
    assert flagged is not None
    assert flagged > 0


def test_what_takes_too_long_is_given_up() -> None:
    slow = ["python3", "-c", "import time; time.sleep(60)"]
    assert output(slow, limit=0.05) is None
    assert fastest({"slow": slow}, runs=3, limit=0.05) == {"slow": float("inf")}
