"""Foreign numbered text in, an outline and a list of doubts out: no disk, no git, no screen."""
