"""What is kept of a repository: quick to have again, and never believed where it could be wrong."""

import os
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

import pytest
from platformdirs import user_cache_path

from planver.model.draft import Draft
from planver.planfile.parse import parse
from planver.repository import cache
from planver.repository.cache import Cache
from planver.repository.history import history
from planver.repository.reader import Reader
from planver.repository.shelf import WORTH_KEEPING, Shelf
from planver.workflow.blame import blame
from planver.workflow.drafts import Drafts

Git = Callable[..., str]
Commit = Callable[..., str]
PlanBytes = Callable[..., bytes]

PLAN = "lumen.plan.yaml"
MANY = WORTH_KEEPING + 4

not_on_windows = pytest.mark.skipif(os.name == "nt", reason="Windows knows no such files")
not_as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do anything"
)


def forget() -> None:
    """As a planver that was started anew."""
    cache._key.cache_clear()
    cache._version.cache_clear()


@pytest.fixture(autouse=True)
def _anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A cache folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    forget()
    yield
    forget()


@pytest.fixture
def key() -> Path:
    """Where the key is kept."""
    return user_cache_path("planver", appauthor=False) / "key"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A git directory in which something is kept."""
    folder = tmp_path / "git"
    folder.mkdir()
    Cache(folder).write("drafts", "", b"word")
    assert again(folder) == b"word"
    return folder


def again(folder: Path) -> bytes | None:
    """What a planver that is started anew finds there."""
    forget()
    return Cache(folder).read("drafts")


@pytest.fixture
def many(repository: Path, git: Git, plan_bytes: PlanBytes) -> Path:
    """A repository with more revisions of a plan than are read without keeping them."""
    lines: list[bytes] = []
    for number in range(1, MANY + 1):
        base = f"alba-{number - 1}" if number > 1 else ""
        data = plan_bytes(f"alba-{number}", text=f"All firing stops at {number}.", based_on=base)
        lines.append(b"commit refs/heads/main\ncommitter A <a@b.example> %d +0000\n" % number)
        lines.append(b"data 5\ndraft\nM 100644 inline %s\n" % PLAN.encode())
        lines.append(b"data %d\n%s\n" % (len(data), data))
    git(repository, "fast-import", "--quiet", stdin=b"".join(lines).decode())
    git(repository, "reset", "-q", "--hard")
    return repository


def drafts(folder: Path) -> list[Draft]:
    """All drafts, as a planver that is started anew has them, which then keeps what it read."""
    forget()
    with Drafts(folder) as found:
        return [entry.draft for entry in found.entries()]


def parsed(folder: Path) -> int:
    """How many drafts had to be read from git, of those that the newest revisions hold."""
    forget()
    with Reader.open(folder) as reader:
        shelf = Shelf.of(reader)
        for found in history(reader):
            shelf.sound(found.blob)
        return shelf._new


def expected(folder: Path) -> list[Draft | None]:
    with Reader.open(folder) as reader:
        return [parse(reader.blob(one.blob)).sound for one in reversed(history(reader))]


def test_what_is_kept_is_what_was_read(many: Path) -> None:
    assert parsed(many) == MANY
    assert not (many / ".git/planver").exists()
    assert drafts(many) == expected(many)
    assert parsed(many) == 0
    assert drafts(many) == expected(many)


def test_few_drafts_are_not_kept(repository: Path, commit: Commit, plan_bytes: PlanBytes) -> None:
    commit(repository, PLAN, plan_bytes())
    assert len(drafts(repository)) == 1
    assert not (repository / ".git/planver").exists()


def test_a_work_tree_and_a_bare_repository_keep_it_in_the_git_directory(
    many: Path, tmp_path: Path, git: Git
) -> None:
    git(many, "worktree", "add", "-q", "--detach", str(tmp_path / "tree"))
    assert drafts(tmp_path / "tree") == expected(many)
    assert (many / ".git/planver/drafts").is_file()
    assert parsed(many) == 0
    git(tmp_path, "clone", "-q", "--bare", str(many), "bare.git")
    assert parsed(tmp_path / "bare.git") == MANY
    assert drafts(tmp_path / "bare.git") == expected(many)
    assert (tmp_path / "bare.git/planver/drafts").is_file()


def test_what_stands_under_another_id_is_not_kept(many: Path, git: Git) -> None:
    """The cache goes by ids. It would tell the wrong text long after the object was mended."""
    truth = expected(many)
    oid = git(many, "rev-parse", f"HEAD:{PLAN}")
    data = git(many, "cat-file", "blob", oid).encode() + b"\n"
    for pack in (many / ".git/objects/pack").iterdir():
        shutil.move(pack, many / pack.name)
    for pack in many.glob("*.pack"):
        with pack.open("rb") as file:
            subprocess.run(["git", "unpack-objects", "-q"], cwd=many, stdin=file, check=True)
    loose = many / ".git/objects" / oid[:2] / oid[2:]
    sound = loose.read_bytes()
    loose.chmod(0o644)
    wrong = data.replace(b"stops", b"halts")
    loose.write_bytes(zlib.compress(b"blob %d\0%s" % (len(wrong), wrong)))
    (many / PLAN).unlink()
    assert drafts(many) == truth[:-1]
    loose.write_bytes(sound)
    assert drafts(many) == truth


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:0],
        lambda data: data[:20],
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: bytes([data[0] ^ 1]) + data[1:],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: bytes(32) + data[32:],
    ],
)
def test_what_was_cut_off_or_altered_is_not_there(
    kept: Path, change: Callable[[bytes], bytes]
) -> None:
    file = kept / "planver/drafts"
    file.write_bytes(change(file.read_bytes()))
    assert again(kept) is None
    Cache(kept).write("drafts", "", b"new")
    assert again(kept) == b"new"


def test_what_was_kept_under_another_name_is_not_there(kept: Path) -> None:
    file = kept / "planver/drafts"
    file.rename(kept / "planver/drafts-a")
    assert Cache(kept).read("drafts", "a") is None
    (kept / "planver/drafts-a").rename(kept / "planver/draft")
    assert Cache(kept).read("draft", "s") is None
    assert Cache(kept).read("draft") is None


@pytest.mark.parametrize("name", ["__version__", "sys.version"])
def test_what_another_planver_or_python_kept_is_not_there(
    kept: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(f"planver.repository.cache.{name}", "0.0")
    assert again(kept) is None


def test_where_nobody_can_tell_which_planver_runs_nothing_is_kept(
    kept: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In an archive, and while another is being put in its place."""
    package = tmp_path / "package"
    package.mkdir()
    monkeypatch.setattr(cache, "__file__", str(package / "repository/cache.py"))
    assert again(kept) is None
    (package / "gone.py").symlink_to("nowhere")
    assert again(kept) is None
    Cache(kept).write("drafts", "", b"new")
    (package / "gone.py").unlink()
    (package / "here.py").touch()
    assert again(kept) is None


def test_what_another_user_kept_is_not_there(
    kept: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Or what came along with a copied repository."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
    assert again(kept) is None


def test_a_file_too_large_to_be_ours_is_not_read(kept: Path) -> None:
    with (kept / "planver/drafts").open("r+b") as file:
        file.truncate(cache.LARGEST + 33)
    assert again(kept) is None
    Cache(kept).write("drafts", "", bytes(cache.LARGEST + 1))
    assert (kept / "planver/drafts").stat().st_size == cache.LARGEST + 33


def _put(what: str, at: Path, tmp_path: Path) -> None:
    """Something else in the place of a file."""
    at.unlink()
    match what:
        case "link":
            (tmp_path / "elsewhere").write_bytes(bytes(32))
            at.symlink_to(tmp_path / "elsewhere")
        case "dangling link":
            at.symlink_to(tmp_path / "made")
        case "folder":
            at.mkdir()
        case _:
            os.mkfifo(at)


@not_on_windows
@pytest.mark.parametrize("what", ["link", "dangling link", "folder", "fifo"])
def test_something_else_in_the_place_of_what_is_kept(kept: Path, tmp_path: Path, what: str) -> None:
    _put(what, kept / "planver/drafts", tmp_path)
    assert again(kept) is None
    Cache(kept).write("drafts", "", b"new")
    assert again(kept) == (None if what == "folder" else b"new")
    assert not (tmp_path / "made").exists()
    assert len(list((kept / "planver").iterdir())) == 1


@not_on_windows
@pytest.mark.parametrize("what", ["link", "dangling link", "folder", "fifo"])
def test_something_else_in_the_place_of_the_key(
    kept: Path, key: Path, tmp_path: Path, what: str
) -> None:
    _put(what, key, tmp_path)
    assert again(kept) is None
    Cache(kept).write("drafts", "", b"new")
    assert again(kept) == (None if what == "folder" else b"new")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("data", [b"", b"short", bytes(33)])
def test_a_key_of_another_length_is_made_anew(kept: Path, key: Path, data: bytes) -> None:
    key.write_bytes(data)
    assert again(kept) is None
    assert len(key.read_bytes()) == 32
    Cache(kept).write("drafts", "", b"new")
    assert again(kept) == b"new"


@not_on_windows
def test_a_key_that_others_may_read_is_made_anew(kept: Path, key: Path) -> None:
    assert key.stat().st_mode & 0o777 == 0o600
    assert (kept / "planver/drafts").stat().st_mode & 0o777 == 0o600
    known = key.read_bytes()
    key.chmod(0o644)
    assert again(kept) is None
    assert key.read_bytes() != known
    assert key.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("home", ["file", "relative", "file/below"])
def test_without_a_place_for_the_key_nothing_is_kept(
    kept: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: str
) -> None:
    """A path that is relative, where nobody's home is known, would be one in the repository."""
    (tmp_path / "file").touch()
    monkeypatch.chdir(tmp_path)
    folder = Path(home) if home == "relative" else tmp_path / home
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_args, **_options: folder)
    before = (kept / "planver/drafts").read_bytes()
    assert again(kept) is None
    Cache(kept).write("drafts", "", b"new")
    assert (kept / "planver/drafts").read_bytes() == before
    assert not (tmp_path / "relative").exists()


@not_on_windows
@pytest.mark.parametrize("what", ["link", "file"])
def test_a_folder_that_is_none_is_left_alone(kept: Path, tmp_path: Path, what: str) -> None:
    (kept / "planver").rename(tmp_path / "away")
    (tmp_path / "away/drafts").unlink()
    if what == "link":
        (kept / "planver").symlink_to(tmp_path / "away")
    else:
        (kept / "planver").touch()
    Cache(kept).write("drafts", "", b"new")
    assert again(kept) is None
    assert not list((tmp_path / "away").iterdir())


@not_as_root
def test_a_folder_that_cannot_be_written_is_read_all_the_same(kept: Path) -> None:
    (kept / "planver").chmod(0o500)
    try:
        Cache(kept).write("drafts", "", b"new")
        assert again(kept) == b"word"
    finally:
        (kept / "planver").chmod(0o700)


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_full_disk_or_ctrl_c_leaves_what_was_there_and_nothing_else(
    kept: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    class Full:
        def __init__(self, descriptor: int, _mode: str) -> None:
            self._descriptor = descriptor

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            os.close(self._descriptor)

        def write(self, data: bytes) -> None:
            os.write(self._descriptor, data[:3])
            raise error

    with monkeypatch.context() as patch:
        patch.setattr(os, "fdopen", Full)
        if isinstance(error, OSError):
            Cache(kept).write("drafts", "", b"new")
        else:
            with pytest.raises(KeyboardInterrupt):
                Cache(kept).write("drafts", "", b"new")
    assert again(kept) == b"word"
    assert [path.name for path in (kept / "planver").iterdir()] == ["drafts"]


def test_what_a_killed_process_left_half_written_is_cleared_away(kept: Path) -> None:
    """That of one that may still be at it is not, whatever the clock has been set to since."""
    old, fresh, ahead, other = (
        kept / "planver" / name for name in (".drafts.0a", ".drafts.0b", ".drafts.0c", ".figures.0")
    )
    for file, age in ((old, -7200), (fresh, -60), (ahead, 7200), (other, -7200)):
        file.touch()
        moment = (kept / "planver/drafts").stat().st_mtime + age
        os.utime(file, (moment, moment))
    Cache(kept).write("drafts", "", b"new")
    assert again(kept) == b"new"
    assert not old.exists()
    assert fresh.exists()
    assert ahead.exists()
    assert other.exists()


def test_the_oldest_of_a_kind_make_room(kept: Path) -> None:
    for number in range(12):
        Cache(kept).write("stages", str(number), b"x")
        file = kept / f"planver/stages-{number}"
        os.utime(file, (number, number))
    names = {path.name for path in (kept / "planver").glob("stages-*")}
    assert names == {f"stages-{number}" for number in range(4, 12)}


def test_a_clock_that_was_set_back_keeps_nothing_new_out(kept: Path) -> None:
    for number in range(8):
        Cache(kept).write("stages", str(number), b"x")
        file = kept / f"planver/stages-{number}"
        moment = file.stat().st_mtime + 7200
        os.utime(file, (moment, moment))
    for number in range(8, 16):
        Cache(kept).write("stages", str(number), b"x")
    names = {path.name for path in (kept / "planver").glob("stages-*")}
    assert names == {f"stages-{number}" for number in range(8, 16)}


def test_a_draft_is_found_by_its_id_however_that_is_written(
    many: Path, commit: Commit, plan_bytes: PlanBytes
) -> None:
    """And whether or not its blob was read before: what is kept must not change the answer."""
    data = plan_bytes("alba-x").replace(b"id: alba-x", b'id: "alb\\x61-y"')
    commit(many, PLAN, data)
    (many / "loose.plan.yaml").write_bytes(data.replace(b"-y", b"-z"))
    for _ in range(2):
        forget()
        with Drafts(many) as found:
            assert found.entry("alba-y").draft.id == "alba-y"
            assert found.entry("alba-z").draft.id == "alba-z"
        drafts(many)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such names")
def test_a_path_that_is_not_utf_8_is_in_nobodys_way(
    many: Path, git: Git, plan_bytes: PlanBytes
) -> None:
    odd = "bytes-\udcff.plan.yaml"
    git(many, "mv", PLAN, odd)
    (many / odd).write_bytes(plan_bytes("alba-x", based_on=f"alba-{MANY}"))
    git(many, "commit", "-qam", "a draft")
    (many / odd).write_bytes(plan_bytes("alba-y", based_on="alba-x"))
    for name in ("alba-x", "alba-y"):
        with Drafts(many) as found:
            first = blame(found, name)
        assert first.entry.path == odd
        forget()
        with Drafts(many) as found:
            assert blame(found, name) == first


def test_two_processes_at_once_on_a_cold_cache(many: Path) -> None:
    command = [sys.executable, "-m", "planver", "blame", f"alba-{MANY}"]
    both = [
        subprocess.Popen(command, cwd=many, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert said[0] == said[1]
    assert f"alba-{MANY}".encode() in said[0][0]
    names = [path.name for path in (many / ".git/planver").iterdir()]
    assert "drafts" in names
    assert not any(name.startswith(".") for name in names)
    after = subprocess.run(command, cwd=many, capture_output=True, check=True)
    assert after.stdout == said[0][0]
