"""The fleet under faults: how soon every ordered pair exchanges again, with the plane and without."""
import os
import signal
import time

from . import cluster
from .report import seconds

GOAL = 5  # seconds from a pod's Ready until every ordered pair exchanges, with the plane: printed, see judge
MEASURED_LIMIT = 120  # that a recovery may take before it counts as never
STARTS = 4  # of pods by hand, where kubo alone stays blind


class Fleet:
    def __init__(self, lab, report, prober):
        self.lab, self.report, self.prober = lab, report, prober
        self.plane = None  # once it runs: then recoveries are judged, and its acts counted
        self.alone = None  # seconds that kubo alone took for the three faults of restarts()

    def judge(self, what, recovery):
        """A single recovery is measured: the prober's grid is a second, a machine under load adds more."""
        everything = recovery.all_pairs()
        late = None if everything is None else max(0.0, everything - recovery.ready)
        seen = f"{seconds(everything)} after the event, {seconds(late)} after Ready ({seconds(recovery.ready)})"
        slow = ", ".join(f"{pair} {seconds(at)}" for pair, at in recovery.pairs.items() if at is None or at - recovery.ready > GOAL)
        seen += f"; {slow}" if slow else ""
        if self.plane:
            self.report.check(f"{what}: all pairs exchange, plane on", "in the end", seen, late is not None)
            self.report.measure(f"goal: {GOAL} s after Ready", "met" if late is not None and late <= GOAL else "missed")
            self.report.measure("acts of the plane so far", self.plane.attempts())
        else:
            self.report.measure(f"{what}: all pairs exchange, kubo alone", seen)
        return MEASURED_LIMIT if late is None else late

    def restarts(self):
        """The same three faults without the plane and with it, side by side in one run."""
        # Killed first, deleted after: a new pod has no history of crashes that would delay the next kill.
        late = self.kill("kubo-2") + self.delete("kubo-2") + self.delete("kubo-1")
        if self.plane and self.alone is not None:
            self.report.check("the three together, after Ready", f"less than kubo alone: {seconds(self.alone)}", seconds(late), late < self.alone)
        elif not self.plane:
            self.alone = late
            self.report.measure("the three together, after Ready", seconds(late))

    def calm(self):
        """Every pair exchanges, and the plane has nothing left to say about the last fault."""
        self.calm_links()
        if self.plane:
            self.plane.await_ok()

    def calm_links(self):
        """Every pair exchanges. kubo alone may leave a direction blind for ever: then the blind pods start anew."""
        for _ in range(0 if self.plane else STARTS):
            try:
                return self.prober.await_exchange(MEASURED_LIMIT / STARTS)
            except cluster.Failed:
                blind = sorted({asker for _, asker in self.prober.blind()}) or list(self.prober.nodes)
                self.report.measure("started anew by hand, for kubo alone left them blind", ", ".join(blind))
                self.lab.kubectl("-n", cluster.FLEET, "delete", "pod", *blind)
        return self.prober.await_exchange(MEASURED_LIMIT)

    def ready_again(self, name, changed, limit=120):
        self.lab.await_(f"{name} Ready again", limit, lambda: (p := self.lab.kubos().get(name)) and p.ready and changed(p))
        return time.monotonic()

    def kill(self, name):
        self.calm()
        before = self.lab.kubos()[name]
        os.kill(self.lab.process(cluster.FLEET, name), signal.SIGKILL)
        event = time.monotonic()
        ready = self.ready_again(name, lambda p: p.restarts > before.restarts)
        return self.judge(f"kill -9 {name}", self.prober.recovery(event, ready, MEASURED_LIMIT))

    def delete(self, name):
        self.calm()
        before = self.lab.kubos()[name]
        event = time.monotonic()
        self.lab.kubectl("-n", cluster.FLEET, "delete", "pod", name, "--wait=false")
        ready = self.ready_again(name, lambda p: p.uid != before.uid)
        return self.judge(f"delete {name}", self.prober.recovery(event, ready, MEASURED_LIMIT))

    def partition(self, machine, length):
        self.calm_links()
        self.lab.run("partition", machine)
        try:
            time.sleep(length)  # the length of the fault is the subject
        finally:
            self.lab.run("heal", machine)
        event = time.monotonic()
        self.judge(f"partition of {machine}, {length} s, healed", self.prober.recovery(event, event, MEASURED_LIMIT))
        self.lab.await_(f"the pods of {machine} Ready again", 60, lambda: all(p.ready for p in self.lab.kubos().values()))

    def power_off(self, machine):
        """Longer than the machine's grace: Kubernetes has seen it too when it comes back."""
        self.calm_links()
        there = [p.name for p in self.lab.kubos().values() if p.machine == machine]
        self.lab.run("power-off", machine)
        time.sleep(45)
        self.lab.run("power-on", machine)
        event = time.monotonic()
        self.lab.await_(f"{', '.join(there)} Ready again", 180, lambda: all(self.lab.kubos()[name].ready for name in there))
        self.judge(f"{machine} off for 45 s", self.prober.recovery(event, time.monotonic(), MEASURED_LIMIT))
