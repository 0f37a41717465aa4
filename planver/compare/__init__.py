"""The pure core: which clause answers which, which words changed, and who put that forward."""
