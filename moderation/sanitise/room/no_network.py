"""Takes the network, and other ways out, from this process and all it starts, by a kernel filter (seccomp).

A second line inside the walls, and the first where a host forbids namespaces. Sockets are refused but those
of the file system (AF_UNIX), which programs use among themselves; looking into other processes, mounting,
loading and io_uring (which opens sockets by another way) are refused as well.
"""

from __future__ import annotations

import ctypes
import platform
import signal
import struct

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 1, 38, 22, 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_AT, _MACHINE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_AF_UNIX = 1
_X32_CALLS = 0x40000000

# The kernel's tables (include/uapi/linux/audit.h and the calls' numbers of each machine): socket first, then
# ptrace, process_vm_readv, process_vm_writev, io_uring_setup, keyctl, add_key, request_key, bpf,
# perf_event_open, userfaultfd, mount, umount2, pivot_root, chroot, setns, unshare, kexec_load, init_module,
# finit_module, pidfd_getfd.
_MACHINES: dict[str, tuple[int, int, tuple[int, ...]]] = {
    "x86_64": (
        0xC000003E,
        41,
        (101, 310, 311, 425, 250, 248, 249, 321, 298, 323, 165, 166, 155, 161, 308, 272, 246, 175, 313, 438),
    ),
    "aarch64": (
        0xC00000B7,
        198,
        (117, 270, 271, 425, 219, 217, 218, 280, 241, 282, 40, 39, 41, 51, 268, 97, 104, 105, 273, 438),
    ),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def die_with_parent() -> None:
    """This process is killed when the one that started it ends, however it ends."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def leave_network() -> bool:
    """From here on no network for this process and its children. False where this machine's kernel or kind
    of processor is not known to us: then the walls alone stand."""
    known = _MACHINES.get(platform.machine())
    if known is None:
        return False
    kernel = ctypes.CDLL(None, use_errno=True)
    steps = _filter(*known)
    program = _Program(len(steps) // 8, steps)
    if kernel.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(kernel.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _filter(machine: int, socket: int, refused: tuple[int, ...]) -> bytes:
    """Steps of struct sock_filter: code, jump if true, jump if false, value."""
    steps: list[tuple[int, int, int, int]] = [
        (_LOAD, 0, 0, _MACHINE_AT),
        (_EQUAL, 1, 0, machine),
        (_RETURN, 0, 0, _REFUSE),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_AT_LEAST, 0, 1, _X32_CALLS),
        (_RETURN, 0, 0, _REFUSE),
    ]
    for number in refused:
        steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE)]
    steps += [
        (_EQUAL, 0, 3, socket),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_EQUAL, 1, 0, _AF_UNIX),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
