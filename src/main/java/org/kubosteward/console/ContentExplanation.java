package org.kubosteward.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.kubosteward.content.ContentPicture;
import org.kubosteward.content.Copy;
import org.kubosteward.content.Host;
import org.kubosteward.content.Outlook;
import org.kubosteward.content.Refusal;
import org.kubosteward.content.Unfit;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Subject;
import org.kubosteward.ipld.Cid;

/**
 * {@code GET /api/v1/content/{cid}/why}: why a content has the copies that it has.
 *
 * @param plan what is done about it, and what stands in the way
 * @param nodes what speaks against each node, by name
 * @param findings what is found of its policy, with the decision about each
 */
record ContentExplanation(
    String cid,
    Instant at,
    ContentDetail.Policy policy,
    String verdict,
    String sentence,
    ContentDetail.Planned plan,
    List<Node> nodes,
    List<HealthAnswer.Item> findings) {

  /**
   * One node.
   *
   * @param state of the copy on it; null for none
   * @param next whether a copy that is still wanted would go there
   * @param refusal why no other copy goes there; null where one would
   * @param unfit why the node is not to get any copy now; null when it may
   */
  record Node(
      String node,
      String namespace,
      Optional<String> state,
      boolean next,
      Optional<ContentDetail.Barrier> refusal,
      Optional<ContentDetail.Barrier> unfit,
      Optional<Instant> retryAt) {

    static List<Node> all(Cid cid, ContentPicture picture, Outlook outlook) {
      SortedMap<NodeId, Copy> copies = picture.contents().copies(cid);
      List<Node> all = new ArrayList<>();
      for (Map.Entry<NodeId, Host> host : picture.hosts().byId().entrySet()) {
        NodeId id = host.getKey();
        Optional<Refusal> refusal = Optional.ofNullable(outlook.refused().get(id));
        Optional<Unfit> unfit = host.getValue().unfit();
        all.add(
            new Node(
                id.name(),
                id.namespace(),
                Optional.ofNullable(copies.get(id)).map(copy -> ContentWords.label(copy.state())),
                outlook.next().contains(id),
                refusal.map(
                    why -> new ContentDetail.Barrier(ContentWords.label(why), why.phrase())),
                unfit.map(
                    why -> new ContentDetail.Barrier(ContentWords.label(why.kind()), why.why())),
                Optional.ofNullable(outlook.retryAt().get(id))));
      }
      return all;
    }

    /** What speaks against it, for people. */
    public String sentence() {
      if (next) {
        return "a copy that is still wanted would go there";
      }
      String why = refusal.map(ContentDetail.Barrier::meaning).orElse("");
      return refusal
          .filter(barrier -> barrier.kind().equals(ContentWords.label(Refusal.UNFIT)))
          .flatMap(barrier -> unfit)
          .map(barrier -> why + ": " + barrier.meaning())
          .orElse(why);
    }
  }

  static List<HealthAnswer.Item> findings(String policy, RecordSnapshot dossier) {
    return dossier.findings().stream()
        .filter(finding -> finding.subject().equals(Subject.ofPolicy(policy)))
        .map(finding -> HealthAnswer.Item.of(finding, dossier.plan(), dossier.mutes()))
        .toList();
  }
}
