"""What a name stands for outside of git: files, and the drafts in them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planver.errors import ImportTextError, PlanFileError, PlanverError
from planver.repository.objects import blob_id
from planver.workflow.compare import compare_drafts
from planver.workflow.drafts import Drafts, place
from planver.workflow.history import draft_graph
from planver.workflow.reading import read_file

PlanBytes = Callable[..., bytes]


@pytest.fixture
def folder(tmp_path: Path, plan_bytes: PlanBytes) -> Path:
    """Three drafts of one plan, in files that are not called after them."""
    made = {
        "one": plan_bytes("alba-1", date="2031-03-03"),
        "two": plan_bytes("bor-1", text="All firing stops at dusk.", based_on="alba-1"),
        "three": plan_bytes("contact-1", based_on="alba-1, bor-1", date="2031-03-01"),
    }
    for name, data in made.items():
        (tmp_path / f"{name}.plan.yaml").write_bytes(data)
    return tmp_path


def test_a_draft_is_named_by_its_id(folder: Path) -> None:
    with Drafts(folder) as drafts:
        entry = drafts.entry("bor-1")
        assert drafts.reader is None
    assert (entry.draft.id, entry.path, entry.revision) == ("bor-1", "two.plan.yaml", None)
    assert place(entry) == "two.plan.yaml"


@pytest.mark.parametrize("name", ["two.plan.yaml", "./two.plan.yaml", "lumen-river/bor-1"])
def test_a_draft_is_named_by_its_file_or_its_plan(folder: Path, name: str) -> None:
    with Drafts(folder) as drafts:
        assert drafts.entry(name).draft.id == "bor-1"


def test_an_absolute_path(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with Drafts(tmp_path_factory.mktemp("elsewhere")) as drafts:
        assert drafts.entry(str(folder / "two.plan.yaml")).draft.id == "bor-1"


def test_a_file_without_a_suffix_is_a_file(folder: Path, plan_bytes: PlanBytes) -> None:
    (folder / "draft").write_bytes(plan_bytes("dorn-1"))
    with Drafts(folder) as drafts:
        assert drafts.entry("draft").draft.id == "dorn-1"


def test_an_id_comes_before_a_file_of_that_name(folder: Path, plan_bytes: PlanBytes) -> None:
    (folder / "bor-1").write_bytes(plan_bytes("dorn-1"))
    with Drafts(folder) as drafts:
        assert drafts.entry("bor-1").draft.id == "bor-1"


def test_drafts_come_after_those_they_are_based_on(folder: Path) -> None:
    with Drafts(folder) as drafts:
        assert [entry.draft.id for entry in drafts.entries()] == ["alba-1", "bor-1", "contact-1"]


def test_drafts_that_wait_for_each_other_are_told_all_the_same(
    tmp_path: Path, plan_bytes: PlanBytes
) -> None:
    for name, base in (("a", "b"), ("b", "a")):
        (tmp_path / f"{name}.plan.yaml").write_bytes(plan_bytes(name, based_on=base))
    with Drafts(tmp_path) as drafts:
        assert [entry.draft.id for entry in drafts.entries()] == ["a", "b"]


def test_files_one_folder_down_are_seen_and_no_deeper(
    tmp_path: Path, plan_bytes: PlanBytes
) -> None:
    for name in ("", "one", "one/two"):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / f"x{name.count('/')}.plan.yaml").write_bytes(
            plan_bytes(f"d-{len(name)}")
        )
    with Drafts(tmp_path) as drafts:
        assert {entry.draft.id for entry in drafts.entries()} == {"d-0", "d-3"}


def test_what_only_looks_like_a_plan_file_is_passed_over(folder: Path) -> None:
    (folder / "folder.plan.yaml").mkdir()
    (folder / "dangling.plan.yaml").symlink_to("nowhere")
    (folder / "broken.plan.yaml").write_bytes(b"planver: [1\n")
    with Drafts(folder) as drafts:
        assert len(drafts.entries()) == 3


def test_a_name_for_nothing_tells_what_there_is(folder: Path, tmp_path: Path) -> None:
    with Drafts(folder) as drafts, pytest.raises(PlanverError) as caught:
        drafts.entry("us-28")
    assert caught.value.message == "There is no draft, revision or file called 'us-28'."
    assert "alba-1, bor-1, contact-1" in caught.value.hint
    empty = tmp_path / "empty"
    empty.mkdir()
    with Drafts(empty) as drafts, pytest.raises(PlanverError) as caught:
        drafts.entry("us-28")
    assert caught.value.hint.startswith("There are no drafts here.")
    with Drafts(empty) as drafts, pytest.raises(PlanverError, match="There are no drafts here"):
        draft_graph(drafts)


def test_an_id_of_two_plans_asks_which(folder: Path, plan_bytes: PlanBytes) -> None:
    (folder / "other.plan.yaml").write_bytes(plan_bytes("bor-1", plan="other"))
    with Drafts(folder) as drafts, pytest.raises(PlanverError, match="several drafts") as caught:
        drafts.entry("bor-1")
    assert "other.plan.yaml, two.plan.yaml" in caught.value.message
    with Drafts(folder) as drafts:
        assert drafts.entry("other/bor-1").draft.plan == "other"
        assert plans(drafts) == {"lumen-river", "other"}
    with Drafts(folder, "other") as drafts:
        assert drafts.entry("bor-1").draft.plan == "other"
        assert plans(drafts) == {"other"}


def plans(drafts: Drafts) -> set[str]:
    return {entry.draft.plan for entry in drafts.entries()}


def test_a_file_with_errors_is_named_with_the_first(folder: Path) -> None:
    (folder / "bad.plan.yaml").write_bytes(b"planver: 1\n")
    with Drafts(folder) as drafts, pytest.raises(PlanFileError) as caught:
        drafts.entry("bad.plan.yaml")
    assert caught.value.message.startswith("bad.plan.yaml:1:1: ")
    assert "`planver check` lists all" in caught.value.hint


def test_missing_ids_are_no_reason_not_to_compare(folder: Path, plan_bytes: PlanBytes) -> None:
    data = plan_bytes("dorn-1").replace(b"  - id: bridge\n    text:", b"  - text:")
    (folder / "dorn.plan.yaml").write_bytes(data)
    with Drafts(folder) as drafts:
        found = compare_drafts(drafts, "alba-1", "dorn-1")
    assert [change.kinds for change in found.changes] == [("unchanged",), ("unchanged",)]
    assert [change.basis for change in found.changes] == ["id", "text"]


@pytest.mark.parametrize("name", ["leak.txt", "leak.MD"])
def test_a_numbered_text_is_taken_as_it_is(folder: Path, name: str) -> None:
    (folder / name).write_text("1. All firing stops at noon.\n\n2. The bridge is opened.\n")
    with Drafts(folder) as drafts:
        found = compare_drafts(drafts, "alba-1", name)
    assert found.after.draft.id == name
    assert [change.kinds for change in found.changes] == [("unchanged",), ("unchanged",)]
    assert {change.basis for change in found.changes} == {"text"}


def test_a_text_that_is_no_text(folder: Path) -> None:
    (folder / "leak.txt").write_bytes(b"1. All firing\n2. \xff\n")
    with pytest.raises(ImportTextError, match=r"leak\.txt:2:4: the text is not UTF-8"):
        read_file(folder / "leak.txt", "leak.txt")


def test_a_file_that_cannot_be_read(folder: Path) -> None:
    with pytest.raises(PlanverError, match=r"here\.txt cannot be read: No such file"):
        read_file(folder / "none.txt", "here.txt")


def test_blob_ids_are_those_of_git() -> None:
    assert blob_id(b"") == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
    assert blob_id(b"hello\n") == "ce013625030ba8dba906f756967f9e9ca394464a"


def test_the_graph_compares_each_draft_with_its_bases(folder: Path) -> None:
    with Drafts(folder) as drafts:
        (nodes,) = draft_graph(drafts).values()
    assert [(node.entry.draft.id, node.bases) for node in nodes] == [
        *(("alba-1", ()), ("bor-1", ("alba-1",)), ("contact-1", ("alba-1", "bor-1"))),
    ]
    assert [[diff.before.draft.id for diff in node.diffs] for node in nodes] == [
        *([], ["alba-1"], ["alba-1", "bor-1"]),
    ]


def test_the_graph_leaves_out_bases_nobody_has(folder: Path) -> None:
    (folder / "one.plan.yaml").unlink()
    with Drafts(folder) as drafts:
        (nodes,) = draft_graph(drafts).values()
    assert [node.bases for node in nodes] == [(), ("bor-1",)]
