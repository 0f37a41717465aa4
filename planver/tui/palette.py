"""The command palette, fed from the table of commands."""

from collections.abc import Awaitable, Callable

from textual.command import DiscoveryHit, Hit, Hits, Provider

from planver.tui.commands import Command, Where, on_screen
from planver.tui.screens.base import PlanScreen


class TableCommands(Provider):
    """The commands of the screen the palette was opened on."""

    def _commands(self) -> list[tuple[str, Command]]:
        screen = self.screen
        if not isinstance(screen, PlanScreen):
            return []
        table = screen.review_app.key_table
        return [
            (f"{command.label.capitalize()} ({table.first(command.id)})", command)
            for command in on_screen(screen.where or Where.REVIEW)
            if command.id != "command-palette"
        ]

    async def discover(self) -> Hits:
        """All commands, before anything is typed."""
        for text, command in self._commands():
            yield DiscoveryHit(text, self._runner(command), help=command.help)

    async def search(self, query: str) -> Hits:
        """Commands whose name or help has the words."""
        matcher = self.matcher(query)
        for text, command in self._commands():
            in_help = query.casefold() in command.help.casefold()
            score = matcher.match(text) or (0.1 if in_help else 0)
            if score > 0:
                yield Hit(score, matcher.highlight(text), self._runner(command), help=command.help)

    def _runner(self, command: Command) -> Callable[[], Awaitable[None]]:
        screen = self.screen

        async def run() -> None:
            await screen.run_action(command.action)

        return run
