"""The table of commands as a page of the documentation: docs/keys.md."""

from planver.tui.commands import Where, by_group, on_screen
from planver.tui.keys import positions, shown

_HEAD = """\
# Keys of `planver review`

This page is made from the table of commands in `planver/tui/commands.py` by
`make docs`.

Letters also work by their place on a Russian or Ukrainian keyboard; these are in the last column.
"""

_TAIL = """\
## Your own keys

Write them into `~/.config/planver/keys.toml` (or `planver/keys.toml` under `$XDG_CONFIG_HOME`), by
the name of the command:

```toml
[keys]
next-change = ["n", "ctrl+n"]
reviewed = "m"
```

Keys are letters and signs as they are typed, or `space`, `enter`, `escape`, `tab`, `backspace`,
`up`, `down`, `left`, `right`, `home`, `end`, `pageup`, `pagedown`, `f1` to `f24`; put `ctrl+`,
`alt+` or `shift+` before them. What cannot be used is left out, and planver says so when it starts.
"""


def keys_markdown() -> str:
    """The page."""
    parts = [_HEAD]
    for where in (Where.REVIEW, Where.WHO, Where.HISTORY, Where.DRAFTS, Where.HELP):
        parts.append(f"## {where.capitalize()}\n")
        for group, members in by_group(tuple(on_screen(where))):
            parts.append(f"### {group}\n")
            rows = ["| keys | command | | Cyrillic |", "|---|---|---|---|"]
            for command in members:
                keys = ", ".join(f"`{shown(key)}`" for key in command.keys)
                twins = " ".join(f"`{twin}`" for key in command.keys for twin in positions(key))
                rows.append(f"| {keys} | `{command.id}` | {command.help} | {twins} |")
            parts.append("\n".join(rows) + "\n")
    return "\n".join([*parts, _TAIL])
