"""Keys: how they are written for people, where they sit on Cyrillic keyboards, and the user's own.

The user's own keys stand in ``$XDG_CONFIG_HOME/planver/keys.toml``:

    [keys]
    next-change = ["n", "ctrl+n"]
"""

import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from msgspec import Struct, field

from planver.tui.commands import COMMANDS, Where, command, default_keys, on_screen

Keys = Mapping[str, tuple[str, ...]]

# What the same keys type on the Russian and Ukrainian layouts; where these differ, both are given.
_LATIN = "qwertyuiopasdfghjklzxcvbnm.,"
_CYRILLIC = ("йцукенгшщзфывапролдячсмитьюб", "йцукенгшщзфівапролдячсмитьюб")

_SHOWN = {
    "space": "Space", "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End",
    "enter": "Enter", "escape": "Esc", "tab": "Tab", "backspace": "Backspace",
    "up": "Up", "down": "Down", "left": "Left", "right": "Right", "comma": ",",
}  # fmt: skip
_MODIFIERS = ("ctrl", "alt", "shift", "super", "meta")
_NAMED = {*_SHOWN, "insert", "delete", *(f"f{number}" for number in range(1, 25))}


class KeyTable(Struct, frozen=True):
    """The keys in force, and what was wrong with the user's own."""

    keys: Keys = field(default_factory=default_keys)
    problems: tuple[str, ...] = ()

    def first(self, command_id: str) -> str:
        """The first key of a command, as people write it; empty where it has none."""
        return next((shown(key) for key in self.keys[command_id]), "")

    def bound(self, command_id: str) -> str:
        """The keys of a command as Textual binds them, Cyrillic positions among them."""
        return ",".join(_textual(key) for key in with_positions(self.keys[command_id]))


def shown(key: str) -> str:
    """A key as people write it: ``PgDn``, ``Ctrl+P``, ``N``."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    named = _SHOWN.get(last, last.upper() if modifiers or last[1:].isdigit() else last)
    return "+".join([*(part.capitalize() for part in modifiers), named])


def positions(key: str) -> tuple[str, ...]:
    """What the key of a letter types on Cyrillic layouts; empty for other keys."""
    place = _LATIN.find(key.lower()) if len(key) == 1 else -1
    if place < 0:
        return ()
    letters = dict.fromkeys(layout[place] for layout in _CYRILLIC)
    return tuple(letter.upper() if key.isupper() else letter for letter in letters)


def with_positions(keys: Iterable[str]) -> tuple[str, ...]:
    """The keys, and their Cyrillic positions after them."""
    keys = tuple(keys)
    return (*keys, *(twin for key in keys for twin in positions(key)))


def _textual(key: str) -> str:
    return "comma" if key == "," else key


def config_file() -> Path:
    """Where the user's own keys stand."""
    home = os.environ.get("XDG_CONFIG_HOME")
    return Path(home or Path.home() / ".config") / "planver" / "keys.toml"


def read_keys(path: Path) -> KeyTable:
    """The keys with the user's own; whatever cannot be used is left out and told."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return KeyTable()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return KeyTable(problems=(f"{path} cannot be read: {error}.",))
    problems: list[str] = []
    chosen = written.get("keys", {})
    if not isinstance(chosen, dict) or set(written) - {"keys"}:
        problems.append(f"{path}: keys stand under a line that says [keys], and nothing else.")
    wanted: dict[str, tuple[str, ...]] = {}
    for name, value in chosen.items() if isinstance(chosen, dict) else ():
        keys, problem = _entry(name, value)
        if problem:
            problems.append(f"{path}: {problem}")
        else:
            wanted[name] = keys
    return _without_clashes(wanted, path, problems)


def _entry(name: str, value: object) -> tuple[tuple[str, ...], str]:
    """The keys of one line of the file, or what is wrong with it."""
    if command(name) is None:
        near = get_close_matches(name, [known.id for known in COMMANDS], 1)
        return (), f"there is no command {name!r}" + (
            f"; did you mean {near[0]!r}?" if near else "."
        )
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(key, str) for key in listed):
        return (), f"{name} takes a key in quotes, or several in square brackets."
    for key in listed:
        if not _is_key(key):
            return (
                (),
                f"{name}: {key!r} is no key; write a letter, or for instance pagedown, ctrl+n.",
            )
    if not listed:
        return (), f"{name} needs at least one key."
    return tuple(listed), ""


def _is_key(key: str) -> bool:
    if len(key) == 1:
        return key.isprintable() and key != " "
    *modifiers, last = key.split("+")
    known = last in _NAMED or (bool(modifiers) and len(last) == 1 and last.isalnum())
    return known and all(part in _MODIFIERS for part in modifiers)


def _without_clashes(
    wanted: dict[str, tuple[str, ...]], path: Path, problems: list[str]
) -> KeyTable:
    """Drop the user's choices that would give one key two meanings on a screen."""
    while True:
        keys = {**default_keys(), **wanted}
        clash = next(_clashes(keys, wanted), None)
        if clash is None:
            return KeyTable(keys, tuple(problems))
        name, other, key = clash
        del wanted[name]
        problems.append(f"{path}: {name} cannot have {shown(key)!r}, which is {other}.")


def _clashes(keys: Keys, wanted: Keys) -> Iterator[tuple[str, str, str]]:
    for where in Where:
        taken: dict[str, str] = {}
        for known in on_screen(where):
            for key in with_positions(keys[known.id]):
                other = taken.setdefault(key, known.id)
                if other != known.id:
                    if known.id in wanted:
                        yield known.id, other, key
                    elif other in wanted:
                        yield other, known.id, key
