"""Remembering what was worked out of a release, which never changes unless it is written to."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

from graph.release import Release
from server.written import EngineStore

__all__ = ["remembered"]

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")
_Function = Callable[Concatenate[Release, _Parameters], _Result]


def remembered(
    most: int,
) -> Callable[[_Function[_Parameters, _Result]], _Function[_Parameters, _Result]]:
    """Keep the last results of a function of a release and of what can be hashed."""

    def decorate(function: _Function[_Parameters, _Result]) -> _Function[_Parameters, _Result]:
        kept = lru_cache(maxsize=most)(function)

        @wraps(function)
        def found(
            release: Release, /, *args: _Parameters.args, **kwargs: _Parameters.kwargs
        ) -> _Result:
            if isinstance(release.store, EngineStore):
                return function(release, *args, **kwargs)
            return kept(release, *args, **kwargs)  # type: ignore[arg-type]

        return found

    return decorate
