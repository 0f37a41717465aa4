"""Plan files: bytes to draft and back, the rules they keep, and their schema.

Nothing is loaded with the package: most commands only read, and each room costs start-up time.
"""
