"""The sample plan as a repository to try planver on."""

from pathlib import Path

import planver
from planver.errors import PlanverError
from planver.planfile.parse import parse
from planver.planfile.source import PLAN_SUFFIX
from planver.repository.demo import Demo, build
from planver.workflow.reading import draft_of

SAMPLE = "ukraine-2025"


def demo(directory: Path) -> Demo:
    """Replay the sample drafts into a new repository in `directory`.

    Raises RepositoryError where the folder has content.
    """
    drafts = []
    for path in sorted(sample_folder().glob(f"*{PLAN_SUFFIX}")):
        data = path.read_bytes()
        drafts.append((draft_of(parse(data), path.name), data))
    return build(directory, drafts)


def sample_folder() -> Path:
    """Where the sample drafts stand: inside an installed package, or in the source tree."""
    package = Path(planver.__file__).parent
    for folder in (package / "plans" / SAMPLE, package.parent / "plans" / SAMPLE):
        if folder.is_dir():
            return folder
    raise PlanverError("The sample plan is missing from this installation.", "Reinstall planver.")
