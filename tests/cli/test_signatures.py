"""``planver check --signed`` and ``planver log --signatures``, on revisions signed for the test."""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.conftest import Planver
from tests.conftest import SshKey

Git = Callable[..., str]
SshKeys = Mapping[str, SshKey]


@dataclass(frozen=True)
class Plans:
    """A plan in one file, draft after draft; both parties' keys stand in it."""

    folder: Path
    git: Git
    commit: Callable[..., str]
    plan_bytes: Callable[..., bytes]
    keys: SshKeys

    def record(
        self,
        draft: str,
        by: str | None = None,
        message: str = "a draft",
        *,
        path: str = "lumen.plan.yaml",
        alba: str = "alba",
        **fields: str,
    ) -> str:
        """A draft tabled by alba unless told otherwise, signed with the key of `by`.

        `alba` are the names of the keys the file lists for it.
        """
        env = self.keys[by].env if by else None
        data = self.listing(self.plan_bytes(draft, **fields), "Republic of Alba", *alba.split())
        return self.commit(self.folder, path, self.listing(data, "Federation of Bor", "bor"),
                           message, env=env)  # fmt: skip

    def listing(self, data: bytes, party: str, *keys: str) -> bytes:
        """The file with keys listed for a party."""
        signers = ", ".join(f'"{self.keys[key].fingerprint}"' for key in keys)
        name = f"name: {party}"
        return data.decode().replace(name, f"{name}, signers: [{signers}]").encode()


@pytest.fixture
def plans(
    repository: Path,
    git: Git,
    commit: Callable[..., str],
    plan_bytes: Callable[..., bytes],
    ssh_keys: SshKeys,
) -> Plans:
    return Plans(repository, git, commit, plan_bytes, ssh_keys)


@pytest.fixture
def rules(planver: Planver, plans: Plans) -> Callable[..., list[str]]:
    """``draft-or-file rule`` of what `check --signed` finds, oldest revision first."""

    def check(*arguments: str) -> list[str]:
        said = planver("check", "--signed", "--format", "json", *arguments, cwd=plans.folder)
        found = json.loads(said.out)
        errors = any(one["severity"] == "error" for one in found)
        assert said.code == int(errors)
        assert said.err == ""
        return [f"{one['file'].partition(':')[2]} {one['rule']}" for one in found]

    return check


FILE = "lumen.plan.yaml"


def test_a_revision_of_one_party_signed_by_another_is_a_finding(
    plans: Plans, planver: Planver, rules: Callable[..., list[str]]
) -> None:
    """git calls the signature good: it is, but it is not Alba's."""
    plans.record("alba-1")
    plans.record("alba-2", "alba", based_on="alba-1")
    oid = plans.record("alba-3", "bor", based_on="alba-2")
    assert rules("alba-1..alba-3") == [f"{FILE} wrong-signer"]
    told = "alba-3 is credited to Republic of Alba, and signed with a key of Federation of Bor."
    hint = (
        "Ask both who recorded it. If Federation of Bor put it forward, `tabled_by` or a "
        "`Proposed-by:` line has to say so; if not, do not rely on it."
    )
    said = planver("check", "--signed", "HEAD~1..", cwd=plans.folder)
    assert said.code == 1
    assert said.out.splitlines() == [
        f"{oid[:10]}:{FILE}:1:1: error: {told} [wrong-signer]",
        f"    hint: {hint}",
    ]
    assert said.err == "1 draft checked: 1 error, 0 warnings. Verified: 0 of 1.\n"


def test_what_is_verified_finds_nothing(
    plans: Plans, planver: Planver, rules: Callable[..., list[str]]
) -> None:
    plans.record("alba-1", "alba")
    plans.record("bor-2", "bor", based_on="alba-1", tabled_by="bor")
    plans.record("joint-3", "bor", based_on="bor-2", tabled_by="alba, bor")
    plans.record("alba-4", "bor", "mended\n\nProposed-by: bor", based_on="joint-3")
    assert rules("alba-1..") == []
    said = planver("check", "--signed", "--strict", "alba-1..", cwd=plans.folder)
    assert (said.code, said.out) == (0, "")
    assert said.err == "3 drafts checked: 0 errors, 0 warnings. Verified: 3 of 3.\n"


def test_a_root_cannot_vouch_for_itself(plans: Plans, planver: Planver) -> None:
    plans.record("alba-1", "alba")
    said = planver("check", "--signed", cwd=plans.folder)
    assert said.code == 0
    assert "listed for Republic of Alba only in the revision it signs. [unknown-signer]" in said.out
    assert "From the next revision on the key counts." in said.out
    assert "alba-1 lists a key for Federation of Bor that the drafts before it do not" in said.out
    assert said.out.count("[new-signer]") == 1  # of Alba's key all is said already
    assert planver("check", "--signed", "--strict", cwd=plans.folder).code == 1


def test_what_is_not_verified_and_no_error_is_told(
    plans: Plans, rules: Callable[..., list[str]]
) -> None:
    plans.record("alba-1")
    plans.record("alba-2", "stray", based_on="alba-1")
    plans.record("alba-3", based_on="alba-2")
    plans.record("none-4", "alba", based_on="alba-3", tabled_by="")
    plans.record("none-5", "alba", "x\n\nProposed-by: alba [bridge]", tabled_by="bor")
    told = ("unknown-signer", "unsigned", "uncertain-signature", "uncertain-signature")
    assert rules("alba-1..") == [f"{FILE} {rule}" for rule in told]


def test_a_key_that_came_in_without_its_party_is_told_and_counts_from_then_on(
    plans: Plans, rules: Callable[..., list[str]]
) -> None:
    """The limit of a list that stands in the file: so the step is told, and by whom it is not."""
    plans.record("alba-1")
    plans.record("bor-2", "bor", based_on="alba-1", tabled_by="bor", alba="alba stray")
    plans.record("alba-3", "stray", based_on="bor-2", alba="alba stray")
    assert rules("alba-1..") == [f"{FILE} new-signer"]
    plans.record("alba-4", "alba", based_on="alba-3", alba="alba")
    plans.record("alba-5", "alba", based_on="alba-4", alba="alba stray")
    assert rules("alba-3..") == []


def test_a_key_that_was_taken_out_counts_no_more(
    plans: Plans, rules: Callable[..., list[str]]
) -> None:
    plans.record("alba-1", alba="alba stray")
    plans.record("alba-2", "alba", based_on="alba-1")
    plans.record("alba-3", "stray", based_on="alba-2")
    assert rules("alba-1..") == [f"{FILE} unknown-signer"]


def test_drafts_in_files_of_their_own(plans: Plans, rules: Callable[..., list[str]]) -> None:
    """The last draft says whose the keys are, also where an earlier one is mended."""
    plans.record("alba-1", path="a.plan.yaml", alba="stray")
    plans.record("alba-2", path="b.plan.yaml", based_on="alba-1")
    plans.record("alba-1", "alba", path="a.plan.yaml", text="Mended.", alba="stray")
    plans.record("alba-3", "alba", path="c.plan.yaml", based_on="alba-2")
    plans.record("alba-4", "stray", path="d.plan.yaml", based_on="alba-3")
    assert rules("HEAD~3..") == ["d.plan.yaml unknown-signer"]


def test_several_plan_files_in_one_revision_are_judged_each(
    plans: Plans, rules: Callable[..., list[str]], planver: Planver
) -> None:
    plans.record("alba-1")
    base = plans.listing(plans.plan_bytes("bor-2", tabled_by="bor"), "Federation of Bor", "bor")
    (plans.folder / "bor.plan.yaml").write_bytes(base)
    other = plans.plan_bytes("delta-1", plan="delta", tabled_by="bor")
    (plans.folder / "delta.plan.yaml").write_bytes(other)
    plans.git(plans.folder, "add", ".")
    plans.record("alba-2", "bor", based_on="alba-1")
    told = ["delta.plan.yaml unknown-signer", f"{FILE} wrong-signer"]
    assert rules("alba-1..") == told
    assert rules("HEAD~1..", "--plan", "delta") == told[:1]


def test_moving_a_file_is_not_putting_it_forward(
    plans: Plans, rules: Callable[..., list[str]], planver: Planver
) -> None:
    plans.record("alba-1")
    plans.record("alba-2", "alba", based_on="alba-1")
    plans.git(plans.folder, "mv", FILE, "moved.plan.yaml")
    plans.git(plans.folder, "commit", "-qm", "move", env=plans.keys["bor"].env)
    assert rules("alba-1..") == []
    said = planver("log", "--signatures", cwd=plans.folder)
    assert "signature: verified, Republic of Alba" in said.out


def test_a_rejected_branch_lists_no_keys(plans: Plans, rules: Callable[..., list[str]]) -> None:
    plans.record("alba-1")
    plans.git(plans.folder, "checkout", "-q", "-b", "aside")
    plans.record("bor-2", "bor", based_on="alba-1", tabled_by="bor", alba="stray")
    plans.git(plans.folder, "checkout", "-q", "main")
    merge = ("merge", "-q", "--no-ff", "-s", "ours", "-m", "reject", "aside")
    plans.git(plans.folder, *merge)
    plans.record("alba-3", "stray", based_on="alba-1")
    plans.record("alba-4", "alba", based_on="alba-3")
    assert rules("HEAD~2..") == [f"{FILE} unknown-signer"]


def test_a_merge_that_writes_a_draft_goes_back_to_both_sides(
    plans: Plans, rules: Callable[..., list[str]], git: Git
) -> None:
    plans.record("alba-1", alba="stray")
    plans.git(plans.folder, "checkout", "-q", "-b", "aside")
    plans.record("alba-2", path="aside.plan.yaml", based_on="alba-1")
    plans.git(plans.folder, "checkout", "-q", "main")
    plans.git(plans.folder, "merge", "-q", "--no-ff", "--no-commit", "aside")
    plans.record("alba-3", "alba", path="c.plan.yaml", based_on="alba-2")
    assert len(git(plans.folder, "rev-list", "--merges", "HEAD").split()) == 1
    assert rules("HEAD^1..") == ["aside.plan.yaml unsigned", "aside.plan.yaml new-signer"]


def test_a_bad_signature_is_a_finding(plans: Plans, rules: Callable[..., list[str]]) -> None:
    plans.record("alba-1")
    plans.record("alba-2", "alba", based_on="alba-1")
    body = plans.git(plans.folder, "cat-file", "commit", "HEAD").replace("a draft", "my draft")
    arguments = ("hash-object", "-t", "commit", "-w", "--stdin")
    forged = plans.git(plans.folder, *arguments, stdin=body + "\n")
    plans.git(plans.folder, "update-ref", "refs/heads/main", forged)
    assert rules("HEAD~1..") == [f"{FILE} bad-signature"]


@pytest.mark.parametrize(("name", "told"), [("^{tree}", 2), (f":{FILE}", 0)])
def test_a_signed_revision_with_another_text_put_under_its_ids_is_never_verified(
    plans: Plans, planver: Planver, name: str, told: int
) -> None:
    """In a copied repository any bytes can stand under an id, and git does not look."""
    plans.record("alba-1")
    plans.git(plans.folder, "checkout", "-q", "-b", "aside")
    plans.record("alba-2", text="Bor gets the dam.", based_on="alba-1")
    plans.git(plans.folder, "checkout", "-q", "main")
    plans.record("alba-2", "alba", text="Bor gets nothing.", based_on="alba-1")
    signed, other = (plans.git(plans.folder, "rev-parse", f"{end}{name}") for end in ("@", "aside"))
    objects = plans.folder / ".git/objects"
    (objects / signed[:2] / signed[2:]).unlink()
    shutil.copy(objects / other[:2] / other[2:], objects / signed[:2] / signed[2:])
    assert "gets the dam" in plans.git(plans.folder, "cat-file", "-p", f"HEAD:{FILE}")
    said = planver("check", "--signed", "HEAD~1..", cwd=plans.folder)
    assert said.code == told
    assert "Verified: 1" not in said.err
    assert "verified" not in planver("log", "--signatures", cwd=plans.folder).out


def test_a_file_that_cannot_be_read_credits_nobody_knows_whom(
    plans: Plans, rules: Callable[..., list[str]], planver: Planver, tmp_path: Path
) -> None:
    plans.record("alba-1")
    plans.commit(plans.folder, FILE, b"planver: 1\n", env=plans.keys["alba"].env)
    assert rules("alba-1..") == [f"{FILE} unreadable-revision"]
    said = planver("check", "--signed", "HEAD~1..", cwd=plans.folder)
    hint = said.out.partition("`planver check ")[2].partition("`")[0]
    assert planver("check", hint, cwd=plans.folder).code == 1


def test_log_says_what_each_signature_says(plans: Plans, planver: Planver) -> None:
    plans.record("alba-1")
    plans.record("alba-2", "alba", based_on="alba-1")
    plans.record("alba-3", "bor", based_on="alba-2")
    loose = plans.plan_bytes("alba-4", based_on="alba-3")
    (plans.folder / "loose.plan.yaml").write_bytes(loose)
    wrong = "a key of Federation of Bor on what is credited to Republic of Alba"
    said = planver("log", "--signatures", cwd=plans.folder)
    assert (said.code, said.err) == (0, "")
    assert [line.rstrip() for line in said.out.splitlines()[2:]] == [
        "●  alba-1          2031-04-12  Republic of Alba",
        "│    2 points",
        "│    signature: none",
        "●  alba-2          2031-04-12  Republic of Alba",
        "│    2 points; against alba-1: 2 unchanged",
        "│    signature: verified, Republic of Alba",
        "●  alba-3          2031-04-12  Republic of Alba",
        "│    2 points; against alba-2: 2 unchanged",
        f"│    signature: mismatched, {wrong}",
        "●  alba-4          2031-04-12  Republic of Alba",
        "     2 points; against alba-3: 2 unchanged; not recorded: loose.plan.yaml",
    ]
    assert "signature" not in planver("log", cwd=plans.folder).out


def test_log_of_a_point_says_it_too(plans: Plans, planver: Planver) -> None:
    plans.record("alba-1")
    plans.record("alba-2", "alba", based_on="alba-1", text="All firing stops.")
    said = planver("log", "--signatures", "--point", "ceasefire", cwd=plans.folder)
    assert said.out.splitlines()[3:6] == [
        "●  alba-2          2031-04-12  Republic of Alba",
        "     2 points; against alba-1: 1 amended",
        "     signature: verified, Republic of Alba",
    ]


def test_a_shallow_clone_says_what_it_cannot_know(
    plans: Plans, planver: Planver, tmp_path: Path, git: Git
) -> None:
    plans.record("alba-1")
    plans.record("alba-2", "alba", based_on="alba-1")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{plans.folder}", "shallow")
    for command in (("log", "--signatures"), ("check", "--signed")):
        said = planver(*command, cwd=tmp_path / "shallow")
        assert said.code == 0
        assert said.err.count("shallow clone") == said.err.count("Which keys were listed") == 1
        assert "listed for Republic of Alba only in the revision it signs" in said.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("alba-1",), "'alba-1' is no range"),
        (("nothing..alba-1",), "There is no draft, revision or file called 'nothing'"),
        (("alba-1..loose",), "'loose' is not recorded"),
        (("--attributed", "alba-1.."), "ask for one at a time"),
    ],
)
def test_what_cannot_be_checked(
    plans: Plans, planver: Planver, arguments: tuple[str, ...], message: str
) -> None:
    plans.record("alba-1")
    (plans.folder / "loose.plan.yaml").write_bytes(plans.plan_bytes("loose"))
    said = planver("check", "--signed", *arguments, cwd=plans.folder)
    assert said.code == 2
    assert message in said.err
    assert "hint: " in said.err


def test_without_a_repository_there_are_no_signatures(
    planver: Planver, plan_bytes: Callable[..., bytes], tmp_path: Path
) -> None:
    (tmp_path / FILE).write_bytes(plan_bytes())
    for command in (("log", "--signatures"), ("check", "--signed")):
        said = planver(*command)
        assert said.code == 2
        assert "no repository" in said.err


def test_the_rules_are_listed(planver: Planver) -> None:
    assert "wrong-signer" in planver("check", "--rules").out


def test_without_a_recorded_plan_file_there_is_nothing_to_check(
    planver: Planver, repository: Path
) -> None:
    said = planver("check", "--signed", cwd=repository)
    assert said.code == 2
    assert "There is nothing to check: no plan file is recorded here." in said.err
    assert "`planver record FILE`" in said.err
