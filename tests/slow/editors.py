"""Processes that write into a register, to be killed or to compete: each says on its standard output what was acknowledged.

``python -m tests.slow.editors URL NAME SECONDS THREADS``: as many editors at once, until the time is up or the process dies.
"""

import os
import random
import sys
import threading
import time

from dashboard.register.actor import Actor, Role
from dashboard.register.store import Conflict, Register

SHARED = 5  # clusters that all write into


def edit(register: Register, name: str, until: float) -> None:
    """Save new records and changes of shared ones, a token each; a conflict is looked at and decided, then saved again."""
    actor, chance, number = Actor(f"{name}@region.example", Role.editor), random.Random(name), 0
    while time.monotonic() < until:
        number += 1
        token = f"{name}-{number}"
        if chance.random() < 0.4:
            register.save(actor, "cluster", {"name_sv": token, "purpose": "x" * chance.randrange(2000)}, token=token)
        else:
            change(register, actor, f"K{chance.randrange(SHARED) + 1:04}", token)
        os.write(1, f"{token}\n".encode())  # acknowledged: from now on it must never be lost


def change(register: Register, actor: Actor, key: str, token: str) -> None:
    """Write the token into a shared record, however often somebody is quicker."""
    record = register.get(actor, "cluster", key)
    while record:
        try:
            register.save(actor, "cluster", {"purpose": token}, key, record["version"], token)
            return
        except Conflict as told:
            record = told.theirs


def main(url: str, name: str, seconds: str, threads: str) -> None:
    """As the module says."""
    register, until = Register(url), time.monotonic() + float(seconds)
    editors = [threading.Thread(target=edit, args=(register, f"{name}{n}", until)) for n in range(int(threads))]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
