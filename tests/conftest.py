"""A hermetic git for every test, and short ways to make repositories and plan files."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

MOMENT = "2031-04-12T12:00:00+00:00"


@pytest.fixture(scope="session", autouse=True)
def _hermetic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No settings, identity, editor, date or repository of the machine reaches a test."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("GIT_"):
                patch.delenv(name)
        for name, value in {
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CEILING_DIRECTORIES": str(home.parent.parent),
            "GIT_AUTHOR_NAME": "Ada Author",
            "GIT_AUTHOR_EMAIL": "ada@example.org",
            "GIT_AUTHOR_DATE": MOMENT,
            "GIT_COMMITTER_NAME": "Cem Committer",
            "GIT_COMMITTER_EMAIL": "cem@example.org",
            "GIT_COMMITTER_DATE": MOMENT,
            "EDITOR": "false",
            "VISUAL": "false",
            "TZ": "UTC",
        }.items():
            patch.setenv(name, value)
        yield


@pytest.fixture
def try_git() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run git in a folder; `env` adds variables, None takes one away. Never raises."""

    def run(
        folder: Path, *arguments: str, stdin: str = "", env: dict[str, str | None] | None = None
    ) -> subprocess.CompletedProcess[str]:
        changed = {**os.environ, **(env or {})}
        return subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env={name: value for name, value in changed.items() if value is not None},
            input=stdin,
            capture_output=True,
            check=False,
            text=True,
            errors="surrogateescape",
        )

    return run


@pytest.fixture
def git(try_git: Callable[..., subprocess.CompletedProcess[str]]) -> Callable[..., str]:
    """The same, for what must work: its output without the last line break."""

    def run(folder: Path, *arguments: str, **options: object) -> str:
        done = try_git(folder, *arguments, **options)
        assert done.returncode == 0, f"git {arguments}: {done.stderr}"
        return done.stdout.removesuffix("\n")

    return run


@pytest.fixture
def repository(tmp_path: Path, git: Callable[..., str]) -> Path:
    """An empty repository with the branch main."""
    folder = tmp_path / "plans"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main", "--template=")
    return folder


@pytest.fixture
def commit(git: Callable[..., str]) -> Callable[..., str]:
    """Write a file and commit it alone, past all hooks: commit(repository, path, data, message)."""

    def run(
        repository: Path, path: str, data: bytes, message: str = "a draft", **options: object
    ) -> str:
        file = repository / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        git(repository, "add", "--", f":(literal){path}")
        git(repository, "commit", "-q", "--no-verify", "-F", "-", stdin=message, **options)
        return git(repository, "rev-parse", "HEAD")

    return run


@pytest.fixture
def plan_bytes() -> Callable[..., bytes]:
    """A small sound plan file: plan_bytes("alba-1", text="All firing stops.", ...)."""

    def make(
        draft: str = "alba-1",
        *,
        text: str = "All firing stops at noon.",
        plan: str = "lumen-river",
        tabled_by: str = "alba",
        based_on: str = "",
        date: str = "2031-04-12",
        extra: str = "",
    ) -> bytes:
        return f"""planver: 1
plan: {plan}
title: Plan for the Lumen River
lang: en
draft:
  id: {draft}
  title: Draft {draft}
  date: "{date}"
  tabled_by: [{tabled_by}]
  based_on: [{based_on}]
  wording: official
parties:
  - {{id: alba, name: Republic of Alba}}
  - {{id: bor, name: Federation of Bor}}
  - {{id: quartet, name: The Quartet, members: [cass, dorn]}}
  - {{id: cass, name: Cass}}
  - {{id: dorn, name: Dorn}}
points:
  - id: ceasefire
    text: >-
      {text}

  - id: bridge
    text: >-
      The bridge is opened.
    proposed_by: [bor]
{extra}""".encode()

    return make


@pytest.fixture
def nine(
    repository: Path,
    git: Callable[..., str],
    commit: Callable[..., str],
    plan_bytes: Callable[..., bytes],
) -> dict[str, str]:
    """Nine revisions of a plan file in `repository`, by name: what plain git shows a part of.

    The file is renamed on the way, a proposal on a branch is rejected with `merge -s ours` and its
    branch deleted, another is withdrawn on a branch that is never merged. Each draft has an hour of
    its own.
    """
    made: dict[str, str] = {}

    def draft(path: str, name: str, hour: str, based_on: str = "", by: str = "alba") -> str:
        text = f"All firing stops at {hour} on the day after signature."
        data = plan_bytes(name, text=text, tabled_by=by, based_on=based_on)
        return commit(repository, path, data, f"{name}: {hour}")

    def head() -> str:
        return git(repository, "rev-parse", "HEAD")

    first, moved = "lumen.plan.yaml", "talks/lumen.plan.yaml"
    made["table"] = draft(first, "alba-1", "noon")
    made["amend"] = draft(first, "alba-1", "06:00")
    git(repository, "switch", "-qc", "bor")
    made["proposal"] = draft(first, "bor-1", "07:00", "alba-1", by="bor")
    git(repository, "switch", "-q", "main")
    git(repository, "merge", "-q", "-s", "ours", "-m", "reject", "bor")
    made["reject"] = head()
    git(repository, "branch", "-qD", "bor")
    (repository / "talks").mkdir()
    git(repository, "mv", first, moved)
    git(repository, "commit", "-qm", "rename")
    made["rename"] = head()
    made["second"] = draft(moved, "alba-2", "08:00", "alba-1")
    git(repository, "switch", "-qc", "withdrawn")
    made["withdrawn"] = draft(moved, "alba-3", "09:00", "alba-2")
    git(repository, "revert", "--no-edit", "HEAD")
    made["revert"] = head()
    git(repository, "switch", "-q", "main")
    made["last"] = draft(moved, "alba-4", "10:00", "alba-2")
    return made


@pytest.fixture(scope="session")
def ssh_keys(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, "SshKey"]:
    """Keys to sign with: those of alba, of bor, and one that is nobody's."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("there is no ssh-keygen here")
    folder = tmp_path_factory.mktemp("ssh")
    return {name: SshKey.made(folder / name) for name in ("alba", "bor", "stray")}


@dataclass(frozen=True)
class SshKey:
    """An ssh key; `env` makes git sign with it."""

    file: Path
    fingerprint: str

    @classmethod
    def made(cls, file: Path) -> "SshKey":
        _run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(file))
        return cls(file, _run("ssh-keygen", "-l", "-f", f"{file}.pub").split()[1])

    @property
    def env(self) -> dict[str, str]:
        return _signing({"gpg.format": "ssh", "user.signingkey": str(self.file)})


@pytest.fixture
def gpg(monkeypatch: pytest.MonkeyPatch) -> Iterator["Gpg"]:
    """A keyring of its own; its path is short, for gpg's sockets stand in it."""
    if shutil.which("gpg") is None:
        pytest.skip("there is no gpg here")
    with TemporaryDirectory(prefix="pv") as home:
        monkeypatch.setenv("GNUPGHOME", home)
        yield Gpg(Path(home))
        _run("gpgconf", "--kill", "all")


@dataclass(frozen=True)
class Gpg:
    """The keyring in `home`."""

    home: Path

    def __call__(self, *arguments: str) -> str:
        return _run("gpg", "--batch", "--quiet", "--passphrase", "", *arguments)

    def key(self, name: str, *, use: str = "sign") -> str:
        """A key of that name, made on 1 January 2020, which never expires; its fingerprint."""
        clock = "--faked-system-time=20200101T000000"
        self(clock, "--quick-gen-key", f"{name} <{name}@example.org>", "ed25519", use, "never")
        return self.fingerprints(name)[0]

    def fingerprints(self, name: str) -> list[str]:
        listed = self("--with-colons", "--list-keys", f"{name}@example.org").splitlines()
        return [line.split(":")[9] for line in listed if line.startswith("fpr")]

    def env(self, fingerprint: str) -> dict[str, str]:
        """What makes git sign with a key."""
        return _signing({"gpg.format": "openpgp", "user.signingkey": fingerprint})


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return done.stdout


def _signing(settings: dict[str, str]) -> dict[str, str]:
    told = {"commit.gpgsign": "true", **settings}
    env = {"GIT_CONFIG_COUNT": str(len(told))}
    for at, (key, value) in enumerate(told.items()):
        env |= {f"GIT_CONFIG_KEY_{at}": key, f"GIT_CONFIG_VALUE_{at}": value}
    return env
