"""The base of every part of a case file."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """Frozen, and closed: a field that the format does not know is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)
