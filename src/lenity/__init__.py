"""lenity: a federal sentence as the law stood then and as it stands today."""

__version__ = "0.1.0"
