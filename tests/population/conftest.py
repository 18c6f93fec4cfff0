"""Tests of the population room; the folder is on the path for its own helpers."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
