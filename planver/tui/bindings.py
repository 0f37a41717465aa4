"""The table of commands as Textual's bindings."""

from textual.binding import Binding, BindingType

from planver.tui.commands import Where, default_keys, on_screen
from planver.tui.keys import KeyTable


def bindings(where: Where) -> list[BindingType]:
    """Bindings of a screen with the keys as they come; `keymap` puts the user's own in place."""
    table = KeyTable()
    return [
        Binding(table.bound(command.id), command.action, command.label, show=False, id=command.id)
        for command in on_screen(where)
    ]


def keymap(table: KeyTable) -> dict[str, str]:
    """The keys the user changed, as Textual's keymap; all of them would cost 4 ms at every key."""
    usual = default_keys()
    return {
        command_id: table.bound(command_id)
        for command_id, keys in table.keys.items()
        if keys != usual[command_id]
    }
