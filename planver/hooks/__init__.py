"""git's hooks: plan files are checked where drafts enter the repository."""
