"""The statutes, one file a subject of title 18 or 21."""
