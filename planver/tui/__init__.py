"""The review on a full screen. Only this package loads textual."""
