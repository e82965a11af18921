"""Whether blocks cross between each two nodes: what connected peers and green probes do not show.

For each ordered pair A>B, a fresh random block is put on A and asked for by B alone. One block a pair:
a third node that had it too would relay, and hide a blind direction.
"""
import dataclasses
import json
import os
import threading
import time

from . import cluster

EVERY = 1.0  # seconds between two probes of a pair
FETCH = "2s"  # that one fetch may take
TIMEOUT = 4.0  # that a node which does not answer may take


@dataclasses.dataclass(frozen=True)
class Probe:
    began: float
    ended: float
    crossed: bool


@dataclasses.dataclass(frozen=True)
class Recovery:
    """Seconds after the event; None is never."""
    ready: float | None
    pairs: dict

    def all_pairs(self):
        return None if None in self.pairs.values() else max(self.pairs.values())


class Prober:
    """Probes every ordered pair of the fleet all the time, from construction to close()."""

    def __init__(self, lab, token):
        self.lab, self.token = lab, token
        self.closing = threading.Event()
        self.nodes = lab.kubos()
        self.probes = {(a, b): [] for a in self.nodes for b in self.nodes if a != b}
        self.running = [lab.inside(self.probe_pair, pair, number / len(self.probes))
                        for number, pair in enumerate(self.probes)]
        self.watcher = threading.Thread(target=self.watch, daemon=True)
        self.watcher.start()

    def close(self):
        self.closing.set()
        for running in self.running:
            running.result()
        self.watcher.join()

    def watch(self):
        while not self.closing.wait(0.25):
            try:
                self.nodes = self.lab.kubos() or self.nodes
            except OSError:
                continue  # the API server is away: the last addresses will do

    def probe_pair(self, pair, delay):
        self.closing.wait(delay)
        while not self.closing.is_set():
            began = time.monotonic()
            try:
                crossed = self.crosses(*pair)
            except (OSError, KeyError, cluster.http.client.HTTPException):
                crossed = False
            self.probes[pair].append(Probe(began, time.monotonic(), crossed))
            self.closing.wait(max(0.0, began + EVERY - time.monotonic()))

    def crosses(self, giver, asker):
        block = os.urandom(256)
        cid = self.put(giver, block)
        return cid is not None and self.read(asker, cid) == block

    def put(self, name, block, pin="false"):
        form = b"--x\r\nContent-Disposition: form-data; name=\"data\"; filename=\"b\"\r\n\r\n" + block + b"\r\n--x--\r\n"
        status, answer = self.rpc(name, f"block/put?cid-codec=raw&pin={pin}", form, "multipart/form-data; boundary=x")
        return json.loads(answer)["Key"] if status == 200 else None

    def read(self, name, cid):
        status, answer = self.rpc(name, f"block/get?arg={cid}&timeout={FETCH}")
        return answer if status == 200 else None

    def rpc(self, name, command, body=b"", kind=None):
        return cluster.dial(f"http://{self.nodes[name].ip}:5001/api/v0/{command}", self.token, body, kind, TIMEOUT)

    def blind(self, since=0):
        """The pairs whose last two probes did not both cross, or began no later than this."""
        return [pair for pair, probes in self.probes.items()
                if len([p for p in list(probes)[-2:] if p.began > since and p.crossed]) < 2]

    def exchanging_since(self, since):
        """Whether the last two probes of every pair crossed, and began later than this."""
        return not self.blind(since)

    def await_exchange(self, seconds):
        return self.lab.await_("every ordered pair exchanging", seconds, lambda: self.exchanging_since(0))[1]

    def recovery(self, event, settled, limit):
        """Waits until all pairs exchange after `settled` (monotonic), and tells when each did after `event`."""
        try:
            self.lab.await_("exchange", limit, lambda: self.exchanging_since(settled))
        except cluster.Failed:
            pass
        return Recovery(settled - event, {f"{a[-1]}>{b[-1]}": self.healed(probes, event) for (a, b), probes in self.probes.items()})

    @staticmethod
    def healed(probes, event):
        after = [p for p in list(probes) if p.ended > event]
        failures = [n for n, p in enumerate(after) if not p.crossed]
        if not failures:
            return 0.0
        return None if failures[-1] + 1 == len(after) else after[failures[-1] + 1].ended - event
