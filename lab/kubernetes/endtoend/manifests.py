"""The manifests before anything runs: rendered, judged by the API server and by the linters."""
import pathlib
import shutil

from . import cluster
from .cluster import FLEET, PLANE, PROJECT

# What the plane may and may not do; (verb, resource, namespace): allowed.
RIGHTS = {
    ("get", "pods", FLEET): True,
    ("list", "pods", FLEET): True,
    ("watch", "pods", FLEET): True,
    ("create", "pods/eviction", FLEET): True,
    ("get", "statefulsets.apps", FLEET): True,
    ("list", "poddisruptionbudgets.policy", FLEET): True,
    ("patch", "persistentvolumeclaims", FLEET): True,
    ("create", "events", FLEET): True,
    ("create", "leases.coordination.k8s.io", PLANE): True,
    ("update", "leases.coordination.k8s.io/kubo-steward", PLANE): True,
    ("update", "leases.coordination.k8s.io/other", PLANE): False,
    ("delete", "pods", FLEET): False,
    ("deletecollection", "pods", FLEET): False,
    ("create", "pods", FLEET): False,
    ("patch", "pods", FLEET): False,
    ("create", "pods/exec", FLEET): False,
    ("create", "pods/portforward", FLEET): False,
    ("get", "pods/proxy", FLEET): False,
    ("delete", "persistentvolumeclaims", FLEET): False,
    ("create", "persistentvolumeclaims", FLEET): False,
    ("delete", "persistentvolumes", ""): False,
    ("delete", "statefulsets.apps", FLEET): False,
    ("patch", "statefulsets.apps", FLEET): False,
    ("get", "secrets", FLEET): False,
    ("list", "secrets", PLANE): False,
    ("get", "configmaps", FLEET): False,
    ("patch", "configmaps", FLEET): False,
    ("get", "pods", "kube-system"): False,
    ("create", "pods/eviction", "kube-system"): False,
    ("get", "nodes", ""): False,
    ("get", "nodes/proxy", ""): False,
    ("impersonate", "serviceaccounts", PLANE): False,
    ("bind", "roles.rbac.authorization.k8s.io", FLEET): False,
    ("escalate", "roles.rbac.authorization.k8s.io", FLEET): False,
    ("*", "*", FLEET): False,
}

# kube-score's findings that are meant, and why. ID of its check: reason.
MEANT = {
    "container-image-pull-policy": "images are pinned by tag or digest; Always would need the registry at every restart",
    "container-resources": "no CPU limit on purpose: throttling looks like a hang",
    "container-ephemeral-storage-request-and-limit": "emptyDirs carry a sizeLimit, logs are rotated by the kubelet",
    "pod-probes-identical": "liveness waits longer than readiness at the same address; what it misses the plane sees",
    "container-security-context-user-group-id": "volumes made before carry group 1000; the ids are fixed and not 0",
    "deployment-has-poddisruptionbudget": "one replica has nothing to budget; the ha overlay has one",
    "deployment-has-host-podantiaffinity": "one replica has nothing to spread; the ha overlay spreads",
    "statefulset-has-host-podantiaffinity": "preferred, so that a fleet of three starts on two machines",
    "deployment-replicas": "one replica writes one H2 file; the ha overlay has two",
    "pod-topology-spread-constraints": "the fleet has them; one plane has nothing to spread",
    "service-targets-pod": "overlays without the plane's pods are not deployed on their own",
    "networkpolicy-targets-pod": "default-deny selects all pods on purpose",
    "label-values": "checked by the API server",
}


class Manifests:
    def __init__(self, lab, report, source):
        """A copy, with secrets of its own: the checkout's are never touched."""
        self.lab, self.report = lab, report
        self.home = PROJECT / "target/lab/kubernetes"
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(source, self.home, ignore=without_secrets)
        shutil.copytree(PROJECT / "lab/kubernetes/overlay", self.home / "overlays/endtoend")
        settings = self.home / "overlays/endtoend/application.properties"
        settings.write_text((self.home / "base/plane/application.properties").read_text() + settings.read_text())
        ipfs = lab.output([PROJECT / "lab/get", "ipfs"])
        lab.output(["env", f"IPFS={ipfs}", self.home / "generate-secrets", "--cluster"])
        self.rpc_token = (self.home / "secrets/rpc-token").read_text().strip()
        self.operator_token = (self.home / "secrets/operator-token").read_text().strip()

    def overlays(self):
        return sorted(path.parent for path in (self.home / "overlays").glob("*/kustomization.yaml"))

    def render(self, overlay):
        return self.lab.kubectl("kustomize", overlay)

    def dry_run(self):
        """Every overlay, by the API server, unknown fields and Pod Security warnings included."""
        objects = self.render(self.home / "overlays/lab").split("\n---\n")
        namespaces = [o for o in objects if "\nkind: Namespace\n" in f"\n{o}\n"]
        self.lab.kubectl("apply", "-f", "-", stdin="\n---\n".join(namespaces))
        for overlay in self.overlays():
            rendered = self.render(overlay)
            done = self.lab.kubectl("apply", "--dry-run=server", "--validate=strict", "-f", "-", stdin=rendered, check=False)
            wrong = [line for line in done.stderr.splitlines() if "missing the kubectl.kubernetes.io/last-applied" not in line]
            count = len(done.stdout.splitlines())
            self.report.check(f"overlays/{overlay.name} accepted", "all, no warning",
                              f"{count} objects" if not wrong else "; ".join(wrong)[:400],
                              done.returncode == 0 and not wrong)

    def network_policies(self):
        kinds = self.lab.kubectl("get", "networkpolicy", "-A", "-o", "name").splitlines()
        self.report.check("NetworkPolicies accepted (kube-proxy alone enforces none: rendered, not proven)",
                          ">= 3", len(kinds), len(kinds) >= 3)

    def rights(self):
        wrong = []
        for (verb, resource, namespace), allowed in RIGHTS.items():
            place = ["-n", namespace] if namespace else []
            kind, _, rest = resource.partition("/")
            # TYPE/NAME names an object, except where it is a subresource.
            ask = [kind, f"--subresource={rest}"] if kind in ("pods", "nodes") and rest else [resource]
            answer = self.lab.kubectl("auth", "can-i", verb, *ask, *place,
                                      f"--as=system:serviceaccount:{PLANE}:{PLANE}", check=False).stdout.strip()
            if (answer == "yes") != allowed:
                wrong.append(f"{verb} {resource}{f' in {namespace}' if namespace else ''}: {answer}")
        denied = sum(not allowed for allowed in RIGHTS.values())
        self.report.check("rights of the plane", f"{len(RIGHTS) - denied} allowed, {denied} denied",
                          "; ".join(wrong) or "as expected", not wrong)

    def linters(self):
        """kube-score on the overlays for production. kubeconform would need schemas from the Internet;
        the strict dry run above is the same schema, asked of the API server itself."""
        score = self.lab.output([PROJECT / "lab/get", "kube-score"])
        for name in ("default", "ha"):
            if not (self.home / "overlays" / name).is_dir():
                continue
            done = self.lab.output([score, "score", "--output-format", "ci", "--kubernetes-version", "v1.36", "-"],
                                   self.render(self.home / "overlays" / name), check=False)
            lines = [line for line in done.stdout.splitlines() if line.startswith(("[CRITICAL]", "[WARNING]"))]
            self.report.check(f"kube-score on overlays/{name}", "every finding explained", "; ".join(lines)[:600] or "clean", not lines)


def without_secrets(directory, names):
    """Of secrets/ only what says how they are made."""
    here = pathlib.Path(directory)
    return [name for name in names if "secrets" in here.parts and (here / name).is_file() and not name.endswith(".yaml")]
