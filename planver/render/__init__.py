"""Values to text: for terminals, pipes, screen readers, programs and documents."""
