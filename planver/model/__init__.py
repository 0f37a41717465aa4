"""Frozen data: what a plan, its drafts and the changes between them are made of."""
