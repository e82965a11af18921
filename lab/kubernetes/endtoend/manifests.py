"""The manifests before anything runs: rendered, judged by the API server and by the linters."""
import json
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
    ("list", "statefulsets.apps", FLEET): True,
    ("patch", "persistentvolumeclaims", FLEET): True,
    ("create", "events.events.k8s.io", FLEET): True,
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
    ("get", "statefulsets.apps", FLEET): False,
    ("list", "poddisruptionbudgets.policy", FLEET): False,
    ("create", "events", FLEET): False,
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

# What kube-score finds that is meant, and why.
MEANT = {
    "CPU limit is not set": "throttling looks like a hang; the request is what guarantees a share",
    "Ephemeral Storage limit is not set": "the file system is read-only, emptyDirs carry a sizeLimit, logs are the kubelet's",
    "Ephemeral Storage request is not set": "as its limit",
    "ImagePullPolicy is not set to Always": "tags are never reused and digests may be pinned: a restart must not need the registry",
    "The container is running with a low user ID": "1000 owns /data/ipfs in kubo's own image, and volumes made with it",
    "The container running with a low group ID": "as the user",
    "Container has the same readiness and liveness probe": "the same cheap question, liveness waits five times as long; the plane sees what it misses",
    "Deployment few replicas": "one replica owns one H2 file; overlays/ha has two",
    "Deployment update strategy": "Recreate, for two processes must not open one H2 file; overlays/ha rolls",
}


class Manifests:
    def __init__(self, lab, report, source):
        """A copy, with secrets of its own: the checkout's are never touched."""
        self.lab, self.report = lab, report
        self.home = PROJECT / "target/lab/kubernetes"
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(source, self.home, ignore=without_secrets)
        for own in sorted((PROJECT / "lab/kubernetes/overlays").iterdir()):
            shutil.copytree(own, self.home / "overlays" / own.name)
        settings = self.home / "overlays/endtoend/application.properties"
        settings.write_text((self.home / "base/plane/application.properties").read_text() + settings.read_text())
        self.forgotten = lab.kubectl("kustomize", self.home / "overlays/default", check=False).stderr
        ipfs = lab.output([PROJECT / "lab/get", "ipfs"])
        lab.output(["env", f"IPFS={ipfs}", self.home / "generate-secrets", "--cluster"])
        self.rpc_token = (self.home / "secrets/rpc-operator-token").read_text().strip()
        self.operator_token = (self.home / "secrets/operator-token").read_text().strip()

    def overlays(self):
        return sorted(path.parent for path in (self.home / "overlays").glob("*/kustomization.yaml"))

    def render(self, overlay):
        return self.lab.kubectl("kustomize", overlay)

    def dry_run(self):
        """Every overlay, by the API server, unknown fields and Pod Security warnings included."""
        self.report.check("generate-secrets forgotten, kubectl names it", "run-kubernetes-generate-secrets-first",
                          self.forgotten.strip()[-120:], "run-kubernetes-generate-secrets-first" in self.forgotten)
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
        """Both judge the overlays for production; kubeconform by schemas of the running API server,
        for the published ones are on the Internet."""
        score, conform = (self.lab.output([PROJECT / "lab/get", tool]) for tool in ("kube-score", "kubeconform"))
        schemas = self.home.parent / "schemas"
        write_schemas(self.lab.get("/openapi/v2"), schemas)
        for overlay in self.overlays():
            rendered = self.render(overlay)
            done = self.lab.output([conform, "-strict", "-summary", "-schema-location",
                                    f"{schemas}/{{{{.ResourceKind}}}}{{{{.KindSuffix}}}}.json", "-"], rendered, check=False)
            self.report.check(f"kubeconform -strict on overlays/{overlay.name}", "no error", done.stdout.strip()[-300:], done.returncode == 0)
            if overlay.name.startswith(("lab", "endtoend")):
                continue
            done = self.lab.output([score, "score", "--output-format", "json", "--kubernetes-version", "v1.36", "-"], rendered, check=False)
            found = {f"{o['object_meta']['name']}: {comment['summary']}" for o in json.loads(done.stdout) for check in o["checks"]
                     if not check["skipped"] and check["grade"] < 10 for comment in check["comments"] or []}
            unmeant = sorted(f for f in found if f.split(": ", 1)[1] not in MEANT)
            self.report.check(f"kube-score on overlays/{overlay.name}", "every finding explained",
                              "; ".join(unmeant) or f"{len(found)} findings, all of them meant", not unmeant)


def write_schemas(openapi, into):
    """A file a kind, as kubeconform looks for them; fields that the API server does not know are errors."""
    definitions = openapi["definitions"]
    for name, definition in definitions.items():
        if definition.get("format") == "int-or-string" or name.endswith(".resource.Quantity"):
            definitions[name] = {"oneOf": [{"type": "string"}, {"type": "number"}]}
        elif "properties" in definition and not definition.get("x-kubernetes-preserve-unknown-fields"):
            definition.setdefault("additionalProperties", False)
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    (into / "definitions.json").write_text(json.dumps({"definitions": definitions}))
    for name, definition in definitions.items():
        for kind in definition.get("x-kubernetes-group-version-kind", []):
            group = f"-{kind['group'].split('.')[0]}" if kind["group"] else ""
            path = into / f"{kind['kind'].lower()}{group}-{kind['version']}.json"
            path.write_text(json.dumps({"$ref": f"definitions.json#/definitions/{name}"}))


def without_secrets(directory, names):
    """Of secrets/ only what says how they are made."""
    here = pathlib.Path(directory)
    return [name for name in names if "secrets" in here.parts and (here / name).is_file() and not name.endswith(".yaml")]
