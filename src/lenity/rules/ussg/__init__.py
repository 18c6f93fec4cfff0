"""The Guidelines Manual, one file a section or a chapter's worth of small ones."""
