"""Make a git repository, or adopt one, as a place for plans."""

from pathlib import Path

from planver.errors import RepositoryError
from planver.planfile.schema import schema_text
from planver.planfile.source import PLAN_SUFFIX
from planver.repository.guard import call, environment, refusal
from planver.repository.reader import Reader

ATTRIBUTES = (f"*{PLAN_SUFFIX} text eol=lf",)
SCHEMA = "plan-1.schema.json"


def init(directory: Path) -> tuple[str, ...]:
    """Prepare `directory` for plans; what was done, in sentences, nothing where all was there.

    A folder inside a work tree is adopted, any other becomes a repository of its own. What is
    there stays: lines are appended, files are never overwritten, nothing is committed.
    Raises RepositoryError.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        directory = directory.resolve()
        return (
            *_repository(directory),
            *_attributes(directory / ".gitattributes"),
            *_schema(directory / SCHEMA),
        )
    except OSError as error:
        raise RepositoryError(
            f"{error.filename or directory} cannot be written: {error.strerror}.",
            "Choose a folder of your own.",
        ) from error


def _repository(directory: Path) -> tuple[str, ...]:
    if _is_inside_repository(directory):
        with Reader.open(directory) as reader:
            if reader.top is None:
                raise RepositoryError(
                    f"{directory} is a repository without a work tree.",
                    "Plans are written in a clone of it: run `planver init` there.",
                )
        return ()
    # The user's own settings and templates hold, as with `git init`.
    answer = call(
        ["init", "-q", "-b", "main", "--object-format=sha1"], cwd=directory, env=environment()
    )
    if answer.code != 0:
        raise refusal(answer, directory)
    return (f"Made a git repository in {directory}, with the branch main.",)


def _is_inside_repository(directory: Path) -> bool:
    answer = call(["rev-parse", "--git-dir"], cwd=directory)
    if answer.code != 0 and b"not a git repository" not in answer.err:
        raise refusal(answer, directory)
    return answer.code == 0


def _attributes(file: Path) -> tuple[str, ...]:
    _refuse_link(file)
    before = file.read_bytes() if file.exists() else b""
    there = {line.strip() for line in before.decode("utf-8", "replace").splitlines()}
    missing = [line for line in ATTRIBUTES if line not in there]
    if not missing:
        return ()
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    with file.open("ab") as stream:
        stream.write(gap + "".join(f"{line}\n" for line in missing).encode())
    return (f"Told git in {file.name} how plan files are kept (UTF-8 text, LF line ends).",)


def _schema(file: Path) -> tuple[str, ...]:
    _refuse_link(file)
    text = schema_text().encode()
    if file.exists():
        if file.read_bytes() == text:
            return ()
        return (f"Left {file.name} as it is, though it differs from the one planver brings.",)
    with file.open("xb") as stream:
        stream.write(text)
    return (f"Put {file.name} there, so that editors can help with plan files.",)


def _refuse_link(file: Path) -> None:
    if file.is_symlink():
        raise RepositoryError(
            f"{file} is a symbolic link, which planver does not write through.",
            "Replace it by a file of its own.",
        )
