"""Speed and weight, as ratios to bare twins measured in the same run. Never a part of the tests."""
