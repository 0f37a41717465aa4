"""Hypothesis profiles: quick by default, thorough where CI is set."""

import os

from hypothesis import HealthCheck, settings

_slow_to_draw = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "quick", max_examples=60, deadline=None, suppress_health_check=_slow_to_draw
)
settings.register_profile(
    "thorough", max_examples=600, deadline=None, suppress_health_check=_slow_to_draw
)
settings.load_profile("thorough" if os.environ.get("CI") else "quick")
