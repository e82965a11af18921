"""The plane at work: discovery, a hung node, the budget, the leader."""
import json
import os
import pathlib
import signal
import time

from . import cluster
from .cluster import FLEET, PLANE

ROUNDS = 60  # seconds within which what the plane must see must be seen: some rounds


class Plane:
    def __init__(self, lab, report, token):
        self.lab, self.report, self.token = lab, report, token
        self.address = None  # of the plane that answered last: it is asked while the API server is away

    # --- asking it

    def ask(self, path):
        try:
            ready = [p for p in self.lab.planes().values() if p.ready]
            self.address = ready[0].ip if ready else self.address
        except OSError:
            pass
        if not self.address:
            raise cluster.Failed("no plane is Ready")
        status, body = self.lab.http(f"http://{self.address}:8080/api/v1/{path}", self.token)
        if status != 200:
            raise ValueError(f"/api/v1/{path} answered {status}: {body[:200]!r}")
        return json.loads(body)

    def metric(self, name, pod):
        _, body = self.lab.http(f"http://{self.lab.planes()[pod].ip}:9000/q/metrics")
        for line in body.decode().splitlines():
            if line.split("{")[0].split(" ")[0] == name:
                return float(line.rsplit(" ", 1)[1])
        return None

    def finding(self, code, subject):
        return next((f for f in self.ask("health")["findings"] if code in f["code"] and subject in f["subject"]), None)

    def decisions(self, code=""):
        found = self.ask(f"decisions?limit=50{code and '&code='}{code}")
        return found.get("decisions", found) if isinstance(found, dict) else found

    # --- scenarios

    def await_ready(self, replicas=1):
        return self.lab.await_(f"{replicas} planes Ready", 180, lambda: len(ps := self.lab.planes()) == replicas and all(p.ready for p in ps.values()))[1]

    def nodes_up(self):
        return sorted(n["name"] for n in self.ask("fleet")["nodes"] if n["up"])

    def discovery(self):
        self.report.measure("the plane is Ready after", f"{self.await_ready():.1f} s")
        self.lab.await_("three nodes up in /api/v1/fleet", ROUNDS, lambda: len(self.nodes_up()) == 3)
        nodes = self.nodes_up()
        self.report.check("/api/v1/fleet", "kubo-0, kubo-1, kubo-2 up", ", ".join(nodes), len(nodes) == 3)
        self.await_ok()
        self.report.check("/api/v1/health", "OK", self.ask("health")["status"])

    def await_ok(self):
        try:
            return self.lab.await_("health OK", 2 * ROUNDS, lambda: self.ask("health")["status"] == "OK")[1]
        except cluster.Failed as late:
            findings = "; ".join(f"{f['code']} {f['subject']} {f['evidence']}" for f in self.ask("health")["findings"])
            raise cluster.Failed(f"{late}: {findings}") from late

    def stranger(self):
        """A pod with the fleet's label whose sidecar is no kubo: told, never acted on. One that is over: no node."""
        # One after the other: while both are silent they are two of five, which is a storm.
        self.lab.kubectl("apply", "-f", cluster.PROJECT / "lab/kubernetes/over.yaml")
        self.lab.await_("the other pod is over", 60, lambda: self.lab.get(f"/api/v1/namespaces/{FLEET}/pods/over")["status"]["phase"] == "Failed")
        self.lab.kubectl("apply", "-f", cluster.PROJECT / "lab/kubernetes/stranger.yaml")
        try:
            self.lab.await_("the stranger runs", 60, lambda: (p := self.lab.kubos().get("stranger")) and p.ready)
            before = self.lab.kubos()["stranger"]
            finding, took = self.lab.await_("a finding about the stranger", 2 * ROUNDS, lambda: self.finding("", "stranger"), 1)
            self.report.check("a native sidecar is a node, and this one is no kubo", "a finding, not FOREIGN_POD",
                              f"{finding['code']} after {took:.0f} s", finding["code"] != "FOREIGN_POD")
            nodes = sorted(n["name"] for n in self.ask("fleet")["nodes"])
            self.report.check("a pod that is over", "no node", ", ".join(nodes), "over" not in nodes and "stranger" in nodes)
            time.sleep(30)  # two rounds, in which nothing must happen
            self.report.check("and not acted on", "same pod", "same pod" if self.lab.kubos()["stranger"].uid == before.uid else "another pod")
        finally:
            self.lab.kubectl("-n", FLEET, "delete", "pod", "stranger", "over", "--grace-period=1")

    def api_server_away(self):
        """A stopped API server accepts connections and answers nothing."""
        outer = int((cluster.STATE / "kube-apiserver.pid").read_text().split()[0])
        process = int(pathlib.Path(f"/proc/{outer}/task/{outer}/children").read_text().split()[0])
        before = self.ask("fleet")["round"]
        attempts = self.attempts()
        os.kill(process, signal.SIGSTOP)
        try:
            time.sleep(45)  # three rounds, and three times the lease
            fleet = self.ask("fleet")
            self.report.check("API server silent 45 s: rounds go on", "2 rounds or more", fleet["round"] - before, fleet["round"] - before >= 2)
            up = [n["name"] for n in fleet["nodes"] if n["up"]]
            self.report.check("kubo is still observed", 3, len(up))
        finally:
            os.kill(process, signal.SIGCONT)
        self.report.check("nothing was acted on", attempts, self.attempts())
        took = self.await_ok()
        self.report.check("recovers by itself", "health OK", f"OK {took:.0f} s after the API server", True)

    def attempts(self):
        return sum(len(d.get("attempts", [])) for d in self.decisions())

    def hang(self, name):
        """A stopped process answers no probe; the kernel still completes its handshakes."""
        before = self.lab.kubos()[name]
        process = self.lab.process(FLEET, name)
        os.kill(process, signal.SIGSTOP)
        event = time.monotonic()
        try:
            _, took = self.lab.await_("NODE_HUNG", 50, lambda: self.finding("NODE_HUNG", name), 1)
            self.report.check(f"{name} stopped: NODE_HUNG", "<= 50 s", f"{took:.1f} s", True)
            self.lab.await_("eviction", 40, lambda: (p := self.lab.kubos().get(name)) is None or p.uid != before.uid or p.leaving)
            self.report.check("evicted by the plane, before the kubelet's liveness", "yes", f"after {time.monotonic() - event:.1f} s",
                              (p := self.lab.kubos().get(name)) is None or p.restarts == before.restarts or p.uid != before.uid)
            self.lab.await_(f"{name} Ready again", 120, lambda: (p := self.lab.kubos().get(name)) and p.uid != before.uid and p.ready)
            self.report.check("Ready again", "<= 120 s", f"{time.monotonic() - event:.1f} s after the fault", True)
        finally:
            continue_(process)

    def storm(self, name):
        """Two thirds of the fleet were silent a moment ago: a node that hangs now is told, and left alone."""
        self.report.check("the fleet is found to recover", "FLEET_RECOVERING", "FLEET_RECOVERING" if self.finding("FLEET_RECOVERING", "fleet") else "no finding")
        before = self.lab.kubos()[name]
        process = self.lab.process(FLEET, name)
        os.kill(process, signal.SIGSTOP)
        try:
            self.lab.await_("NODE_HUNG", 50, lambda: self.finding("NODE_HUNG", name), 1)
            told, took = self.lab.await_("the refusal in the record", 30, lambda: [d for d in self.decisions("NODE_HUNG") if d.get("guard") == "storm-cooldown"], 1)
            self.report.check(f"{name} hangs in the storm's cool-down", "refused by storm-cooldown", told[0]["why"][:160], True)
            self.report.check("the pod is left alone", before.uid, self.lab.kubos()[name].uid)
        finally:
            continue_(process)
        self.lab.await_(f"{name} Ready", 120, lambda: (p := self.lab.kubos().get(name)) and p.ready)

    def budget_refuses(self, name):
        """With no budget an Eviction is refused; the plane says so and works around nothing."""
        budget = ["-n", FLEET, "patch", "pdb", "kubo", "--type=merge", "-p"]
        before = self.lab.kubos()[name]
        process = self.lab.process(FLEET, name)
        self.lab.kubectl(*budget, '{"spec": {"maxUnavailable": 0}}')
        try:
            refused = self.lab.kubectl("create", "--raw", f"/api/v1/namespaces/{FLEET}/pods/{name}/eviction", "-f", "-", "--as",
                                       f"system:serviceaccount:{PLANE}:{PLANE}", check=False,
                                       stdin=json.dumps({"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": name, "namespace": FLEET}}))
            self.report.check("an Eviction by the plane's account against the budget", "refused", refused.stderr.strip()[:120], "disruption budget" in refused.stderr)
            os.kill(process, signal.SIGSTOP)
            self.lab.await_("NODE_HUNG", 50, lambda: self.finding("NODE_HUNG", name), 1)
            told, took = self.lab.await_("the refusal in the record", 30, lambda: [d for d in self.decisions("NODE_HUNG") if "udget" in json.dumps(d)], 1)
            self.report.check("the plane tells of the refused eviction", "in the record", json.dumps(told[0])[:160], True)
            self.report.check("the pod is left alone", before.uid, self.lab.kubos()[name].uid)
        finally:
            self.lab.kubectl(*budget, '{"spec": {"maxUnavailable": 1}}')
            continue_(process)
        self.lab.await_(f"{name} Ready", 120, lambda: (p := self.lab.kubos().get(name)) and p.ready)

    def leader(self):
        lease = self.lab.get(f"/apis/coordination.k8s.io/v1/namespaces/{PLANE}/leases/kubo-steward")
        holder = (lease or {}).get("spec", {}).get("holderIdentity") or ""
        return next((name for name in self.lab.planes() if name in holder), None)

    def leaders(self):
        return sorted(name for name, p in self.lab.planes().items() if p.ready and self.metric("steward_leader", name) == 1)

    def epoch(self):
        """How often the Lease changed hands: what a plane writes under a lower one is refused."""
        lease = self.lab.get(f"/apis/coordination.k8s.io/v1/namespaces/{PLANE}/leases/kubo-steward")
        return (lease or {}).get("spec", {}).get("leaseTransitions", 0)

    def said(self, name, since):
        """What a plane logged in these last seconds of leading and of acting."""
        log = self.lab.kubectl("-n", PLANE, "logs", name, f"--since={int(since) + 1}s")
        return [line for line in log.splitlines() if "result=leading" in line or "result=begun" in line]

    def two_leaders(self):
        first, _ = self.lab.await_("a leader", ROUNDS, self.leader)
        os.kill(self.lab.process(PLANE, first), signal.SIGKILL)
        second, took = self.lab.await_("another leader after a kill", 60, lambda: (l := self.leader()) and l != first and l or (l == first and self.leaders() == [first]) and l)
        self.report.check("leader killed: a leader again", "<= 30 s", f"{took:.1f} s", took <= 30)
        self.await_ready(2)
        first = self.leader()
        process = self.lab.process(PLANE, first)
        os.kill(process, signal.SIGSTOP)
        try:
            second, took = self.lab.await_("another leader after a pause", 60, lambda: (l := self.leader()) and l != first and l)
            self.report.check("leader paused: another leads", "<= 30 s", f"{took:.1f} s", took <= 30)
            epoch = self.epoch()
        finally:
            continue_(process)
        # What the paused one does when it wakes is the subject: the Lease stays where it is, at no
        # moment do two say that they lead, and the one that woke begins nothing.
        woken = time.monotonic()
        holders, seen = set(), set()
        while time.monotonic() - woken < 20:
            seen.add(tuple(self.leaders()))
            holders.add((self.leader(), self.epoch()))
            time.sleep(0.5)
        self.report.check("the paused one does not lead when it wakes", f"only {second}", seen, seen <= {(second,), ()} and (second,) in seen)
        self.report.check("the Lease stays under one term", (second, epoch), holders, holders == {(second, epoch)})
        written = self.said(first, time.monotonic() - woken)
        self.report.check("nothing is begun under the earlier epoch", "no line", written, not written)


def continue_(process):
    try:
        os.kill(process, signal.SIGCONT)
    except ProcessLookupError:
        pass  # evicted, as it should be
