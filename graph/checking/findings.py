"""What a check hands back."""

from dataclasses import dataclass

__all__ = ["Finding"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be, in words."""

    check: str
    message: str
