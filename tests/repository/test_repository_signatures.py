"""Signatures on revisions, checked with the real programs: whether they fit, and by which key."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from planver.model.signature import Check, Signature
from planver.repository.reader import Reader
from planver.repository.signatures import parted, signature
from tests.conftest import Gpg, SshKey

Git = Callable[..., str]
SshKeys = Mapping[str, SshKey]

PLAN = "lumen.plan.yaml"


@dataclass(frozen=True)
class Plans:
    """A repository to record in; `env` says with which key."""

    folder: Path
    git: Git
    commit: Callable[..., str]
    plan_bytes: Callable[..., bytes]

    def record(self, env: Mapping[str, str] | None = None, draft: str = "alba-1") -> str:
        return self.commit(self.folder, f"{draft}.plan.yaml", self.plan_bytes(draft), env=env)

    def amended(self, oid: str, before: str, after: str) -> str:
        """The same commit, signature and all, with one text in it put in place of another."""
        body = self.git(self.folder, "cat-file", "commit", oid) + "\n"
        assert before in body
        return self.write(body.replace(before, after, 1))

    def write(self, body: str) -> str:
        """A commit of these very bytes."""
        arguments = ("hash-object", "-t", "commit", "-w", "--literally", "--stdin")
        return self.git(self.folder, *arguments, stdin=body)

    def checked(self, oid: str) -> Signature | None:
        with Reader.open(self.folder) as reader:
            return signature(reader, oid)

    def told(self, oid: str) -> Check:
        found = self.checked(oid)
        assert found is not None
        return found.check


@pytest.fixture
def plans(
    repository: Path, git: Git, commit: Callable[..., str], plan_bytes: Callable[..., bytes]
) -> Plans:
    return Plans(repository, git, commit, plan_bytes)


def test_a_revision_without_a_signature_has_none(plans: Plans) -> None:
    assert plans.checked(plans.record()) is None


def test_an_ssh_signature_names_its_key(plans: Plans, ssh_keys: SshKeys, git: Git) -> None:
    bor = ssh_keys["bor"]
    oid = plans.record(bor.env)
    assert plans.checked(oid) == Signature(check=Check.FITS, keys=(bor.fingerprint,))


def test_a_merge_is_checked_as_any_other(plans: Plans, ssh_keys: SshKeys, git: Git) -> None:
    plans.record()
    git(plans.folder, "branch", "aside")
    plans.record(draft="alba-2")
    git(plans.folder, "checkout", "-q", "aside")
    plans.record(draft="alba-3")
    git(plans.folder, "merge", "-q", "-m", "merge", "main", env=ssh_keys["bor"].env)
    merge = git(plans.folder, "rev-parse", "HEAD")
    assert plans.told(merge) is Check.FITS
    one, other = git(plans.folder, "rev-parse", "HEAD^1", "HEAD^2").split()
    assert plans.told(plans.amended(merge, one, other)) is Check.BAD


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a draft", "another draft"),
        ("Ada Author", "Bea Author"),
        ("author ", f"parent {'1' * 40}\nauthor "),
    ],
)
def test_what_was_changed_after_signing_is_bad(
    plans: Plans,
    ssh_keys: SshKeys,
    before: str,
    after: str,
) -> None:
    oid = plans.record(ssh_keys["alba"].env)
    assert plans.checked(plans.amended(oid, before, after)) == Signature(check=Check.BAD)


def test_a_signature_made_for_something_else_is_bad(
    plans: Plans, ssh_keys: SshKeys, tmp_path: Path
) -> None:
    """Of the very bytes of the commit, but signed as a file."""
    oid = plans.record(ssh_keys["alba"].env)
    with Reader.open(plans.folder) as reader:
        payload, (text,) = parted(reader.commit(oid))
    file = tmp_path / "payload"
    file.write_bytes(payload)
    subprocess.run(
        ["ssh-keygen", "-q", "-Y", "sign", "-n", "file", "-f", ssh_keys["alba"].file, file],
        check=True,
        capture_output=True,
    )
    lines = [one.decode().rstrip().replace("\n", "\n ") for one in (text, _sig(file))]
    assert plans.told(plans.amended(oid, *lines)) is Check.BAD


def _sig(file: Path) -> bytes:
    return file.with_name(f"{file.name}.sig").read_bytes()


def test_a_signature_that_is_garbage_or_twice_is_never_good(
    plans: Plans,
    ssh_keys: SshKeys,
) -> None:
    oid = plans.record(ssh_keys["alba"].env)
    ssh = "gpgsig -----BEGIN SSH SIGNATURE-----"
    assert plans.told(plans.amended(oid, ssh, f"{ssh}\n xx")) is Check.BAD
    twice = plans.amended(oid, ssh, f"{ssh}\n xx\n{ssh}")
    assert plans.told(twice) is Check.IMPOSSIBLE
    mime = plans.amended(oid, "SSH SIGNATURE", "SIGNED MESSAGE")
    assert plans.told(mime) is Check.IMPOSSIBLE


@pytest.mark.parametrize("header", ["gpgsig-sha256 x", "gpgsig-sha256 x\n y"])
def test_a_header_put_in_front_of_a_parent_to_hide_it_is_bad(
    plans: Plans, ssh_keys: SshKeys, git: Git, header: str
) -> None:
    """What was signed fits still, and git sees no second parent: whose text did the merge take?"""
    plans.record()
    git(plans.folder, "branch", "aside")
    plans.record(draft="alba-2")
    git(plans.folder, "checkout", "-q", "aside")
    plans.record(draft="alba-3")
    git(plans.folder, "merge", "-q", "-m", "merge", "main", env=ssh_keys["bor"].env)
    merge, second = git(plans.folder, "rev-parse", "HEAD", "HEAD^2").split()
    hidden = plans.amended(merge, f"parent {second}", f"{header}\nparent {second}")
    assert len(git(plans.folder, "log", "-1", "--format=%P", hidden).split()) == 1
    assert plans.told(hidden) is Check.BAD
    beyond = plans.amended(merge, "\ngpgsig ", f"\n{header}\ngpgsig ")  # as git itself does
    assert plans.told(beyond) is Check.FITS


def test_what_was_signed_is_what_git_signs() -> None:
    commit = (
        b"tree 1\nmergetag object 2\n gpgsig no\n more\ngpgsig-sha256 -a\n b\ngpgsig -c\n d\n \n"
        b"encoding x\n\nmessage\n\ngpgsig -e\n f\n"
    )
    payload, found = parted(commit)
    assert found == (b"-c\nd\n\n",)
    assert payload == (
        b"tree 1\nmergetag object 2\n gpgsig no\n more\nencoding x\n\nmessage\n\ngpgsig -e\n f\n"
    )


def test_a_gpg_signature_names_the_key_and_the_primary_key(plans: Plans, gpg: Gpg) -> None:
    primary = gpg.key("alba", use="cert")
    gpg("--faked-system-time=20200101T000000", "--quick-add-key", primary, "ed25519", "sign")
    subkey = gpg.fingerprints("alba")[1]
    oid = plans.record(gpg.env(primary))
    assert plans.checked(oid) == Signature(check=Check.FITS, keys=(subkey, primary))
    assert plans.told(plans.amended(oid, "a draft", "my draft")) is Check.BAD


def test_gpg_keys_that_expired_were_revoked_or_are_not_at_hand(
    plans: Plans,
    gpg: Gpg,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    old, key = gpg.key("alba"), gpg.key("bor")
    late, oid = plans.record(gpg.env(old)), plans.record(gpg.env(key), "alba-2")
    gpg("--faked-system-time=20200102T000000", "--quick-set-expire", old, "2020-01-03")
    assert plans.checked(late) == Signature(check=Check.EXPIRED, keys=(old,))
    assert plans.told(oid) is Check.FITS
    revocation = (gpg.home / "openpgp-revocs.d" / f"{key}.rev").read_text()
    (tmp_path / "revocation").write_text(revocation.replace(":-----", "-----"))
    gpg("--import", str(tmp_path / "revocation"))
    assert plans.checked(oid) == Signature(check=Check.REVOKED, keys=(key,))
    empty = tmp_path / "empty"
    empty.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(empty))
    assert plans.checked(oid) == Signature(check=Check.KEY_MISSING, keys=(key,))
    monkeypatch.setenv("GNUPGHOME", str(tmp_path / "nowhere"))
    assert plans.checked(oid) == Signature(check=Check.KEY_MISSING)
    assert not (tmp_path / "nowhere").exists()
    monkeypatch.setenv("GNUPGHOME", str(gpg.home))


def test_gpg_signatures_of_two_or_with_a_text_of_their_own_are_never_good(
    plans: Plans, gpg: Gpg, tmp_path: Path
) -> None:
    alba, bor = gpg.key("alba"), gpg.key("bor")
    oid = plans.record()
    with Reader.open(plans.folder) as reader:
        payload = reader.commit(oid)
    file = tmp_path / "payload"
    file.write_bytes(payload)

    def with_signature(*arguments: str) -> Check:
        out = tmp_path / "signature"
        gpg("--yes", "--armor", "-o", str(out), *arguments, str(file))
        text = out.read_text().replace("PGP MESSAGE", "PGP SIGNATURE").rstrip()
        header = "gpgsig " + text.replace("\n", "\n ")
        signed = payload.decode().replace("\n\n", f"\n{header}\n\n", 1)
        return plans.told(plans.write(signed))

    assert with_signature("-u", alba, "--detach-sign") is Check.FITS
    assert with_signature("-u", alba, "-u", bor, "--detach-sign") is Check.IMPOSSIBLE
    assert with_signature("-u", alba, "--sign") is Check.IMPOSSIBLE
    file.write_bytes(b"something else\n")
    assert with_signature("-u", alba, "--sign") is Check.IMPOSSIBLE
    assert with_signature("-u", alba, "--detach-sign") is Check.BAD


def test_without_the_program_nothing_is_verified(
    plans: Plans,
    ssh_keys: SshKeys,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    oid = plans.record(ssh_keys["alba"].env)
    git = shutil.which("git")
    (tmp_path / "git").symlink_to(git or "")
    monkeypatch.setenv("PATH", str(tmp_path))
    found = plans.checked(oid)
    assert found is not None
    assert found.check is Check.IMPOSSIBLE
    assert "ssh-keygen" in found.why
    assert "was not found" in found.why


@pytest.mark.parametrize(
    "script",
    [
        "echo 'unknown option -- Y' >&2; exit 1",
        "echo Could not verify signature.; echo unsupported key type >&2; exit 255",
        "echo 'Good \"git\" signature with RSA key SHA256:short'",
        "printf 'Good \"git\" signature with RSA key SHA256:%043d' 0; exit 1",
        "kill -9 $$",
    ],
)
def test_an_ssh_keygen_that_cannot_is_not_taken_for_a_verdict(
    plans: Plans,
    ssh_keys: SshKeys,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    script: str,
) -> None:
    oid = plans.record(ssh_keys["alba"].env)
    _instead(tmp_path / "bin", "ssh-keygen", script, monkeypatch)
    assert plans.told(oid) is Check.IMPOSSIBLE


def _instead(folder: Path, name: str, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


@pytest.mark.parametrize(
    "said",
    [
        "",
        "GOODSIG 00 Alba",
        "GOODSIG 00 Alba\n[GNUPG:] VALIDSIG 1234 0 0",
        "GOODSIG 00 A\n[GNUPG:] GOODSIG 00 B",
        f"GOODSIG 00 A\n[GNUPG:] PLAINTEXT 62 0\n[GNUPG:] VALIDSIG {'A' * 40} 0 {'A' * 40}",
        f"ERRSIG 00 22 8 00 0 4 {'A' * 40}",
    ],
)
def test_a_gpg_that_says_too_little_or_too_much_is_not_taken_for_a_verdict(
    plans: Plans,
    gpg: Gpg,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    said: str,
) -> None:
    oid = plans.record(gpg.env(gpg.key("alba")))
    with monkeypatch.context() as patch:
        _instead(tmp_path / "bin", "gpg", f"echo '[GNUPG:] {said}'", patch)
        assert plans.told(oid) is Check.IMPOSSIBLE


def test_a_program_that_never_ends_is_given_up(
    plans: Plans,
    ssh_keys: SshKeys,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    oid = plans.record(ssh_keys["alba"].env)
    _instead(tmp_path / "bin", "ssh-keygen", "exec sleep 60", monkeypatch)
    monkeypatch.setattr("planver.repository.signatures.PATIENCE_SECONDS", 0.2)
    assert plans.told(oid) is Check.IMPOSSIBLE


def test_hostile_settings_run_nothing_and_mislead_nobody(
    plans: Plans,
    ssh_keys: SshKeys,
    gpg: Gpg,
    try_git: Callable[..., subprocess.CompletedProcess[str]],
    tmp_path: Path,
) -> None:
    ran, script = tmp_path / "ran", tmp_path / "canary.sh"
    script.write_text(
        f"#!/bin/sh\ntouch '{ran}'\necho '[GNUPG:] GOODSIG 0 x'\n"
        f"echo '[GNUPG:] VALIDSIG {'A' * 40} {'A' * 40}'\n"
    )
    script.chmod(0o755)
    key = gpg.key("alba")
    by_ssh = plans.record(ssh_keys["bor"].env, "alba-1")
    by_gpg = plans.record(gpg.env(key), "alba-2")
    for name in (
        "gpg.program", "gpg.openpgp.program", "gpg.ssh.program", "gpg.x509.program",
        "gpg.ssh.defaultKeyCommand", "gpg.ssh.allowedSignersFile", "gpg.ssh.revocationFile",
    ):  # fmt: skip
        plans.git(plans.folder, "config", name, str(script))
    plans.git(plans.folder, "config", "gpg.minTrustLevel", "ultimate")
    plans.git(plans.folder, "config", "log.showSignature", "true")
    for found, keys in ((by_ssh, (ssh_keys["bor"].fingerprint,)), (by_gpg, (key,))):
        assert plans.checked(found) == Signature(check=Check.FITS, keys=keys)
    assert not ran.exists()
    try_git(plans.folder, "verify-commit", by_gpg)
    assert ran.exists()  # the trap works
