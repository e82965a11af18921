package org.kubosteward.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.kubosteward.access.Problem;
import org.kubosteward.access.Rejected;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Trait;

/**
 * An action that somebody has in mind, checked: every wrong field is named at once.
 *
 * @param peer the other node, of an action between two
 */
record DryRunRequest(ActionKind action, NodeId node, Optional<NodeId> peer) {
  private static final Set<String> FIELDS = Set.of("action", "node", "peer");

  /**
   * What the fields ask for.
   *
   * @throws Rejected naming every field that is wrong
   */
  static DryRunRequest read(Map<String, String> given, FleetSnapshot picture) {
    Map<String, String> fields = new TreeMap<>(given);
    fields.values().removeIf(String::isBlank);
    List<Problem.FieldError> errors = new ArrayList<>();
    fields.keySet().stream()
        .filter(name -> !FIELDS.contains(name))
        .forEach(
            name ->
                errors.add(
                    new Problem.FieldError(
                        IntentRequest.shortened(name),
                        "is not a field" + Nearest.hint(name, FIELDS))));
    Optional<String> label = text(fields, "action");
    Optional<ActionKind> action = label.flatMap(ActionKind::of);
    if (action.isEmpty()) {
      errors.add(
          new Problem.FieldError(
              "action",
              label.map(l -> "\"" + IntentRequest.shortened(l) + "\" is none of ").orElse("one of ")
                  + String.join(", ", IntentRequest.ACTIONS)
                  + label.map(l -> Nearest.hint(l, IntentRequest.ACTIONS)).orElse("")));
    }
    Optional<NodeId> node = node("node", fields, picture, errors);
    Optional<NodeId> peer = Optional.empty();
    if (fields.containsKey("peer") || action.filter(kind -> kind.is(Trait.LINK)).isPresent()) {
      peer = node("peer", fields, picture, errors);
    }
    if (peer.isPresent() && peer.equals(node)) {
      errors.add(new Problem.FieldError("peer", "is the node itself; name the other one"));
    }
    if (peer.isPresent() && action.filter(kind -> !kind.is(Trait.LINK)).isPresent()) {
      errors.add(new Problem.FieldError("peer", label.orElse("") + " is about one node"));
    }
    if (!errors.isEmpty() || action.isEmpty() || node.isEmpty()) {
      throw new Rejected(Problem.invalid(errors));
    }
    return new DryRunRequest(action.get(), node.get(), peer);
  }

  private static Optional<NodeId> node(
      String field,
      Map<String, String> fields,
      FleetSnapshot picture,
      List<Problem.FieldError> errors) {
    List<String> names = picture.nodes().keySet().stream().map(NodeId::name).toList();
    Optional<String> name = text(fields, field);
    Optional<NodeId> found =
        name.flatMap(
            n -> picture.nodes().keySet().stream().filter(id -> id.name().equals(n)).findFirst());
    if (found.isEmpty()) {
      errors.add(
          new Problem.FieldError(
              field,
              name.map(
                      n ->
                          "\"%s\" is no node of this fleet%s"
                              .formatted(IntentRequest.shortened(n), Nearest.hint(n, names)))
                  .orElse("is missing: name a node of this fleet")));
    }
    return found;
  }

  private static Optional<String> text(Map<String, String> fields, String name) {
    return Optional.ofNullable(fields.get(name)).map(String::strip);
  }
}
