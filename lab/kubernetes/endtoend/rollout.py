"""An update of the fleet by deleting its pods one by one (OnDelete): the set's current revision stays old."""
import json

from . import cluster
from .cluster import FLEET

SET = f"/apis/apps/v1/namespaces/{FLEET}/statefulsets/kubo"
REVISION = "controller-revision-hash"


class Rollout:
    def __init__(self, lab, report, fleet):
        self.lab, self.report, self.fleet = lab, report, fleet

    def begin(self):
        patch = {"spec": {"updateStrategy": {"type": "OnDelete", "rollingUpdate": None},
                          "template": {"metadata": {"annotations": {"lab": "updated by deletion"}}}}}
        self.lab.kubectl("-n", FLEET, "patch", "statefulset", "kubo", "--type=merge", "-p", json.dumps(patch))
        self.lab.await_("the controller has seen it", 30, lambda: self.revisions()[0] != self.revisions()[1])

    def revisions(self):
        status = self.lab.get(SET)["status"]
        return status["currentRevision"], status["updateRevision"]

    def behind(self):
        """The pods that were not deleted since, from the last to the first."""
        pods = self.lab.get(f"/api/v1/namespaces/{FLEET}/pods?labelSelector={REVISION}")["items"]
        wanted = self.revisions()[1]
        return sorted((p["metadata"]["name"] for p in pods if p["metadata"]["labels"][REVISION] != wanted
                       and p["metadata"]["labels"]["app.kubernetes.io/name"] == "kubo"), reverse=True)

    def finish(self):
        self.begin()
        for name in self.behind():
            self.fleet.delete(name)
        current, wanted = self.revisions()
        self.report.check("updated by deletion: pods behind, and the set's own current revision", "none, and the old one",
                          f"{', '.join(self.behind()) or 'none'}, and {'the old one' if current != wanted else 'the new one'}",
                          not self.behind() and current != wanted)
        self.fleet.calm()
