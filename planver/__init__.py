"""planver follows a negotiated text: drafts as points in git, compared clause by clause."""

__version__ = "0.1.0"
