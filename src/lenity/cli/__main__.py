"""`python -m lenity.cli`."""

import sys

from lenity.cli import main

sys.exit(main())
