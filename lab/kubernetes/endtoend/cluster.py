"""The lab cluster as the scenarios see it: kubectl, the API, faults, and HTTP to pods."""
import concurrent.futures
import ctypes
import dataclasses
import http.client
import json
import os
import pathlib
import ssl
import subprocess
import time
import urllib.error
import urllib.request

PROJECT = pathlib.Path(__file__).resolve().parents[3]
STATE = pathlib.Path(os.environ.get("KUBO_STEWARD_LAB") or PROJECT / "target/lab/cluster")
PORT = int(os.environ.get("KUBO_STEWARD_LAB_PORT") or 16443)
FLEET = "ipfs"
PLANE = "kubo-steward"
CLONE_NEWNET = 0x40000000
COMMAND = 300  # seconds that a command may take


class Failed(Exception):
    """The scenario cannot go on; the message says what was not seen."""


@dataclasses.dataclass(frozen=True)
class Pod:
    name: str
    uid: str
    ip: str
    machine: str
    ready: bool
    restarts: int
    leaving: bool


def pod(item):
    status = item["status"]
    containers = status.get("containerStatuses", [])
    return Pod(item["metadata"]["name"], item["metadata"]["uid"], status.get("podIP", ""),
               item["spec"].get("nodeName", ""),
               any(c["type"] == "Ready" and c["status"] == "True" for c in status.get("conditions", [])),
               sum(c["restartCount"] for c in containers), "deletionTimestamp" in item["metadata"])


class Cluster:
    def __init__(self):
        self.threads = None
        self.kubeconfig = STATE / "kubeconfig/admin.conf"

    # --- the machine room

    def run(self, *arguments, check=True):
        """lab/cluster ARGUMENT...; its output."""
        return self.output([PROJECT / "lab/cluster", *arguments], check=check)

    def output(self, command, stdin=None, check=True):
        try:
            done = subprocess.run(list(map(str, command)), input=stdin, text=True, capture_output=True, timeout=COMMAND)
        except subprocess.TimeoutExpired as late:
            raise Failed(f"{' '.join(map(str, command))}: no end within {COMMAND} s") from late
        if check and done.returncode:
            raise Failed(f"{' '.join(map(str, command))}: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout.strip() if check else done

    def up(self):
        subprocess.run([PROJECT / "lab/cluster", "up", "full", "2"], check=True)
        self.attach()

    def attach(self):
        self.kubectl_path = self.output([PROJECT / "lab/get", "kubectl"])
        network = int((STATE / "control-plane.pid").read_text().split()[0])
        # Pods can be dialled only from the lab's network: the threads that dial move into it.
        self.threads = concurrent.futures.ThreadPoolExecutor(64, initializer=self.enter, initargs=(network,))
        tls = ssl.create_default_context(cafile=STATE / "pki/ca.crt")
        tls.load_cert_chain(STATE / "pki/admin.crt", STATE / "pki/admin.key")
        self.tls = tls

    def down(self):
        if self.threads:
            self.threads.shutdown(wait=True, cancel_futures=True)
        subprocess.run([PROJECT / "lab/cluster", "down"], check=True)

    @staticmethod
    def enter(pid):
        libc = ctypes.CDLL(None, use_errno=True)
        with open(f"/proc/{pid}/ns/net") as namespace:
            if libc.setns(namespace.fileno(), CLONE_NEWNET):
                raise OSError(ctypes.get_errno(), "cannot enter the lab's network")

    # --- Kubernetes

    def kubectl(self, *arguments, stdin=None, check=True):
        return self.output([self.kubectl_path, "--kubeconfig", self.kubeconfig, *arguments], stdin, check)

    def get(self, path):
        connection = http.client.HTTPSConnection("127.0.0.1", PORT, context=self.tls, timeout=10)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            body = response.read()
            return json.loads(body) if response.status == 200 else None
        finally:
            connection.close()

    def pods(self, namespace, selector):
        found = self.get(f"/api/v1/namespaces/{namespace}/pods?labelSelector={urllib.request.quote(selector)}")
        return {p.name: p for p in sorted(map(pod, (found or {}).get("items", [])), key=lambda p: p.name)}

    def kubos(self):
        return self.pods(FLEET, "app.kubernetes.io/name=kubo")

    def planes(self):
        return self.pods(PLANE, "app.kubernetes.io/name=kubo-steward,app.kubernetes.io/component=plane")

    def process(self, namespace, name):
        """The process id, on this machine, of a pod's main container."""
        return int(self.run("pid", namespace, name))

    # --- HTTP inside the lab's network

    def inside(self, call, *arguments):
        return self.threads.submit(call, *arguments)

    def http(self, url, token=None, body=None, kind=None, timeout=5):
        return self.inside(dial, url, token, body, kind, timeout).result()

    def await_(self, what, seconds, seen, every=0.25):
        """Waits until seen() is something true, and returns it with the seconds it took."""
        start = time.monotonic()
        last = None
        while time.monotonic() - start < seconds:
            try:
                last = seen()
            except (OSError, http.client.HTTPException, ValueError):
                last = None  # not there yet, or not answering
            if last:
                return last, time.monotonic() - start
            time.sleep(every)
        raise Failed(f"{what}: not within {seconds} s")


def dial(url, token, body, kind, timeout):
    """Status and body; called in a thread of the lab's network."""
    request = urllib.request.Request(url, data=body, method="GET" if body is None else "POST")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    if kind:
        request.add_header("Content-Type", kind)
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=timeout) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read()
