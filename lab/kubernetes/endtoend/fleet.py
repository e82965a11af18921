"""The fleet under faults: how soon every ordered pair exchanges again, with the plane and without."""
import os
import signal
import time

from . import cluster
from .report import seconds

AFTER_READY = 5  # seconds from a pod's Ready until every ordered pair must exchange, with the plane
AFTER_HEAL = 10  # seconds from a partition's end
MEASURED_LIMIT = 120  # that a recovery may take before it counts as never


class Fleet:
    def __init__(self, lab, report, prober):
        self.lab, self.report, self.prober = lab, report, prober

    def judge(self, what, plane, recovery, goal):
        everything = recovery.all_pairs()
        late = None if everything is None else max(0.0, everything - recovery.ready)
        seen = f"{seconds(everything)} after the event, {seconds(late)} after {'the heal' if goal == AFTER_HEAL else 'Ready'} ({seconds(recovery.ready)})"
        slow = ", ".join(f"{pair} {seconds(at)}" for pair, at in recovery.pairs.items() if at is None or at - recovery.ready > goal)
        seen += f"; {slow}" if slow else ""
        if plane:
            # The grid of the prober: a pair is asked once a second, an unlucky question takes two more.
            self.report.check(f"{what}: all pairs exchange, plane on", f"<= {goal} s after", seen, late is not None and late <= goal)
        else:
            self.report.measure(f"{what}: all pairs exchange, kubo alone", seen)

    def ready_again(self, name, changed, limit=120):
        self.lab.await_(f"{name} Ready again", limit, lambda: (p := self.lab.kubos().get(name)) and p.ready and changed(p))
        return time.monotonic()

    def kill(self, name, plane):
        self.prober.await_exchange(MEASURED_LIMIT)
        before = self.lab.kubos()[name]
        os.kill(self.lab.process(cluster.FLEET, name), signal.SIGKILL)
        event = time.monotonic()
        ready = self.ready_again(name, lambda p: p.restarts > before.restarts)
        self.judge(f"kill -9 {name}", plane, self.prober.recovery(event, ready, MEASURED_LIMIT), AFTER_READY)

    def delete(self, name, plane):
        self.prober.await_exchange(MEASURED_LIMIT)
        before = self.lab.kubos()[name]
        event = time.monotonic()
        self.lab.kubectl("-n", cluster.FLEET, "delete", "pod", name, "--wait=false")
        ready = self.ready_again(name, lambda p: p.uid != before.uid)
        self.judge(f"delete {name}", plane, self.prober.recovery(event, ready, MEASURED_LIMIT), AFTER_READY)

    def partition(self, machine, length, plane):
        self.prober.await_exchange(MEASURED_LIMIT)
        self.lab.run("partition", machine)
        try:
            time.sleep(length)  # the length of the fault is the subject
        finally:
            self.lab.run("heal", machine)
        event = time.monotonic()
        self.judge(f"partition of {machine}, {length} s", plane, self.prober.recovery(event, event, MEASURED_LIMIT), AFTER_HEAL)
        self.lab.await_(f"the pods of {machine} Ready again", 60, lambda: all(p.ready for p in self.lab.kubos().values()))

    def power_off(self, machine, plane):
        """Longer than the machine's grace: Kubernetes has seen it too when it comes back."""
        self.prober.await_exchange(MEASURED_LIMIT)
        there = [p.name for p in self.lab.kubos().values() if p.machine == machine]
        self.lab.run("power-off", machine)
        time.sleep(45)
        self.lab.run("power-on", machine)
        event = time.monotonic()
        self.lab.await_(f"{', '.join(there)} Ready again", 180, lambda: all(self.lab.kubos()[name].ready for name in there))
        self.judge(f"{machine} off for 45 s", plane, self.prober.recovery(event, time.monotonic(), MEASURED_LIMIT), AFTER_READY)
