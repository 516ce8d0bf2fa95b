"""What a worker cannot do: open a connection, write a file, start a program, outlive its parent.

Linux holds it with seccomp (https://www.kernel.org/doc/html/latest/userspace-api/seccomp_filter.html).
Elsewhere a worker is a process that can be killed and has limits, and only the guard refuses
queries that call out.
"""

import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

__all__ = ["allow_memory", "allow_seconds", "confine", "die_with_parent", "is_confining"]

_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _FILTER_MODE = 1, 22, 38, 2
_LOAD, _EQUAL, _ANY_OF, _RETURN = 0x20, 0x15, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _THIRD_ARGUMENT = 0, 4, 32
"""Where these are in the data that a filter sees."""
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | 1, 0x80000000  # 1: EPERM
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True, slots=True)
class _Machine:
    """The numbers that one architecture has for what is refused."""

    architecture: int
    openat: int
    refused: tuple[int, ...]


# In both: socket connect bind listen execve execveat ptrace io_uring_setup process_vm_readv
# process_vm_writev; kill pidfd_send_signal bpf mount openat2 truncate; unlink, rename, link,
# symlink, mkdir, rmdir and chmod in all their forms. Only x86_64 has open and creat as well.
_MACHINES: Mapping[str, _Machine] = {
    "x86_64": _Machine(
        0xC000003E,
        257,
        (
            *(41, 42, 49, 50, 59, 322, 101, 425, 310, 311),
            *(62, 424, 321, 165, 437, 76, 2, 85),
            *(87, 263, 82, 264, 316, 86, 265, 88, 266, 83, 258, 84, 90, 268),
        ),
    ),
    "aarch64": _Machine(
        0xC00000B7,
        56,
        (
            *(198, 203, 200, 201, 221, 281, 117, 425, 270, 271),
            *(129, 424, 280, 40, 437, 45),
            *(35, 38, 276, 37, 36, 34, 53),
        ),
    ),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def is_confining() -> bool:
    """Tell whether this system can keep a worker from the network."""
    return sys.platform == "linux" and platform.machine() in _MACHINES


def confine() -> None:
    """Give up, for good, whatever a query has no need of; raises OSError where that fails."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if is_confining():
        program = _program(_MACHINES[platform.machine()])
        _prctl(_PR_SET_NO_NEW_PRIVS, 1)
        _prctl(_PR_SET_SECCOMP, _FILTER_MODE, ctypes.byref(program))


def _program(machine: _Machine) -> _Program:
    refused = [
        _step(_EQUAL, number, then=0, otherwise=1) + _step(_RETURN, _REFUSE)
        for number in machine.refused
    ]
    opening = (
        _step(_EQUAL, machine.openat, then=0, otherwise=3)
        + _step(_LOAD, _THIRD_ARGUMENT)
        + _step(_ANY_OF, _WRITING, then=0, otherwise=1)
        + _step(_RETURN, _REFUSE)
    )
    steps = b"".join(
        (
            _step(_LOAD, _ARCHITECTURE),
            _step(_EQUAL, machine.architecture, then=1),
            _step(_RETURN, _KILL),
            _step(_LOAD, _NUMBER),
            *refused,
            opening,
            _step(_RETURN, _ALLOW),
        )
    )
    return _Program(len(steps) // 8, steps)


def _step(code: int, operand: int, *, then: int = 0, otherwise: int = 0) -> bytes:
    """Return one step of a filter; jumps count the steps that are passed over."""
    return struct.pack("=HBBI", code, then, otherwise, operand)


def die_with_parent(parent: int) -> None:
    """Let the kernel end this process when the one that started it ends, or has ended already."""
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _prctl(what: int, *arguments: object) -> None:
    padded = [*arguments, *[0] * (4 - len(arguments))]
    values = [ctypes.c_ulong(each) if isinstance(each, int) else each for each in padded]
    if ctypes.CDLL(None, use_errno=True).prctl(what, *values):
        number = ctypes.get_errno()
        raise OSError(number, f"the worker cannot be confined: {os.strerror(number)}")


def allow_memory(more: int | None) -> None:
    """Let this process have so many bytes more than it has now; any number for None."""
    if sys.platform == "linux":
        pages = int(os.pread(_own_size(os.getpid()), 64, 0).split()[0])
        most = resource.RLIM_INFINITY if more is None else pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))


@cache
def _own_size(_process: int) -> int:
    """Return the open file in which the kernel tells how large this process is."""
    return os.open("/proc/self/statm", os.O_RDONLY)


def allow_seconds(wall: float) -> None:
    """Let the kernel end this process after so many seconds; 0 takes it back."""
    signal.setitimer(signal.ITIMER_REAL, wall)
