"""Whether the signature on a revision fits it, and which key made it.

git's own check takes the program to start from the settings of the repository. So it is not asked:
`ssh-keygen` and `gpg` get the bytes of the commit, and no setting of the repository is read.
"""

import os
import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from planver.model.signature import Check, Signature
from planver.repository.guard import Answer, on_path, scrubbed
from planver.repository.reader import Reader

# A keyring that another program has locked, or keys on a device, must not keep planver for ever.
PATIENCE_SECONDS = 30

_SIGNATURE = b"gpgsig"
# The signature of the same commit under SHA-256 ids; git leaves it out of what is signed.
_OTHER_SIGNATURE = b"gpgsig-sha256"

# git puts signatures last. One further up hides the parents behind it from git, and leaves what was
# signed as it was: somebody put it there afterwards.
_MISPLACED = re.compile(rb"^gpgsig.*\ncommitter ", re.MULTILINE | re.DOTALL)

# What `-Y check-novalidate` says of a signature that fits, whoever made it.
_GOOD_SSH = re.compile(rb'Good "git" signature with \S+ key (SHA256:[A-Za-z0-9+/]{43})\s*')

# Nothing is fetched, no trust is reckoned: whose a key is, the plan file says.
_GPG = (
    "--batch", "--no-tty", "--no-auto-key-retrieve", "--disable-dirmngr", "--trust-model=always",
    "--status-fd=1", "--verify",
)  # fmt: skip

_OUTCOMES = {
    b"GOODSIG": Check.FITS,
    b"EXPSIG": Check.EXPIRED,
    b"EXPKEYSIG": Check.EXPIRED,
    b"REVKEYSIG": Check.REVOKED,
    b"BADSIG": Check.BAD,
    b"ERRSIG": Check.IMPOSSIBLE,
}

_GPG_FINGERPRINT = re.compile(rb"[0-9A-F]{40}|[0-9A-F]{64}")


def signature(reader: Reader, oid: str) -> Signature | None:
    """What checking the signature on a commit tells; None where it has none.

    Starts a program for a commit that is signed, none for one that is not. Raises RepositoryError
    where there is no such commit.
    """
    commit = reader.commit(oid)
    payload, found = parted(commit)
    if not found:
        return None
    if _MISPLACED.search(commit.partition(b"\n\n")[0]):
        return Signature(check=Check.BAD)
    if len(found) > 1:
        return _impossible("the revision carries several signatures")
    kind = found[0].lstrip().partition(b"\n")[0].strip()
    if kind == b"-----BEGIN SSH SIGNATURE-----":
        return _checked("ssh-keygen", _ssh, found[0], payload)
    if kind == b"-----BEGIN PGP SIGNATURE-----":
        return _checked("gpg", _gpg, found[0], payload)
    return _impossible("it is of a kind that planver does not check")


def parted(commit: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """The commit as it was signed, without signatures; and the signatures."""
    head, gap, message = commit.partition(b"\n\n")
    kept: list[bytes] = []
    found: list[list[bytes]] = []
    into = kept
    for line in head.split(b"\n"):
        if line.startswith(b" "):
            into.append(line if into is kept else line[1:])
            continue
        name, _, value = line.partition(b" ")
        if name not in (_SIGNATURE, _OTHER_SIGNATURE):
            into = kept
            kept.append(line)
            continue
        into = [value]
        if name == _SIGNATURE:
            found.append(into)
    payload = b"\n".join(kept) + gap + message
    return payload, tuple(b"\n".join((*lines, b"")) for lines in found)


def _impossible(why: str, keys: tuple[str, ...] = ()) -> Signature:
    return Signature(check=Check.IMPOSSIBLE, why=why, keys=keys)


_Checker = Callable[[str, str, bytes], Signature]


def _checked(name: str, check: _Checker, text: bytes, payload: bytes) -> Signature:
    program = on_path(name)
    if program is None:
        return _impossible(f"the program {name}, which checks such signatures, was not found")
    try:
        with TemporaryDirectory(prefix="planver-") as folder:
            file = Path(folder, "signature")
            file.write_bytes(text)
            return check(program, str(file), payload)
    except (OSError, subprocess.TimeoutExpired):
        return _impossible(f"the program {name}, which checks such signatures, did not work")


def _ssh(program: str, file: str, payload: bytes) -> Signature:
    answer = _run([program, "-Y", "check-novalidate", "-n", "git", "-s", file], payload)
    good = _GOOD_SSH.fullmatch(answer.out)
    if answer.code == 0 and good:
        return Signature(check=Check.FITS, keys=(good[1].decode(),))
    if b"Could not verify signature" in answer.out and b"unsupported" not in answer.err:
        return Signature(check=Check.BAD)
    return _impossible("this ssh-keygen cannot check signatures of this kind; it may be too old")


def _gpg(program: str, file: str, payload: bytes) -> Signature:
    if not _has_keyring():
        return Signature(check=Check.KEY_MISSING)
    answer = _run([program, *_GPG, file, "-"], payload)
    told = [
        line.removeprefix(b"[GNUPG:] ").split(b" ")
        for line in answer.out.splitlines()
        if line.startswith(b"[GNUPG:] ")
    ]
    if any(words[0] == b"NODATA" for words in told):
        return Signature(check=Check.BAD)
    verdicts = [words for words in told if words[0] in _OUTCOMES]
    # A text of its own means that something else was signed, and handed over with the signature.
    if len(verdicts) != 1 or any(words[0] == b"PLAINTEXT" for words in told):
        return _impossible("gpg cannot make sense of it, or it is several signatures in one")
    check = _OUTCOMES[verdicts[0][0]]
    if check is Check.BAD:
        return Signature(check=check)
    if check is Check.IMPOSSIBLE:
        claimed = _fingerprints(verdicts[0][-1:])
        if any(words[0] == b"NO_PUBKEY" for words in told):
            return Signature(check=Check.KEY_MISSING, keys=claimed)
        return _impossible("gpg cannot check signatures of this kind", claimed)
    keys = [_fingerprints((words[1], words[-1])) for words in told if words[0] == b"VALIDSIG"]
    if len(keys) != 1 or not keys[0]:
        return _impossible("gpg did not say which key made it")
    return Signature(check=check, keys=keys[0])


def _fingerprints(words: Sequence[bytes]) -> tuple[str, ...]:
    """Those that are fingerprints, each once."""
    found = (word.decode() for word in words if _GPG_FINGERPRINT.fullmatch(word))
    return tuple(dict.fromkeys(found))


def _has_keyring() -> bool:
    """Whether the user has keys to check with: gpg would make a keyring, and leave it there."""
    home = os.environ.get("GNUPGHOME") or os.path.expanduser("~/.gnupg")  # noqa: PTH111
    return os.name == "nt" or Path(home).is_dir()


def _run(command: Sequence[str], payload: bytes) -> Answer:
    done = subprocess.run(
        command,
        env=scrubbed() | {"LC_ALL": "C", "LANGUAGE": "C"},
        input=payload,
        capture_output=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    return Answer(code=done.returncode, out=done.stdout, err=done.stderr)
