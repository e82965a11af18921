package org.kubosteward.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.ActionKind;

/**
 * The values that the record keeps as JSON text. Written by hand, field by field: rows outlive the
 * classes, and a renamed component must not make them unreadable.
 */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Addresses of a sibling that an action keeps; kubo announces a handful. */
  private static final int ADDRESSES = 50;

  private Json() {}

  /** A subject as the names in it: none for the fleet, two for a node, four for a link. */
  static String subject(Subject subject) {
    ArrayNode names = MAPPER.createArrayNode();
    if (subject instanceof Subject.OfNode node) {
      add(names, node.id());
    } else if (subject instanceof Subject.OfLink link) {
      add(names, link.link().from());
      add(names, link.link().to());
    }
    return names.toString();
  }

  /** The subject that {@link #subject(Subject)} wrote. */
  static Optional<Subject> subject(String text) {
    return parse(text)
        .flatMap(
            names ->
                switch (names.size()) {
                  case 0 -> Optional.of(Subject.fleet());
                  case 2 -> Optional.of(Subject.of(id(names, 0)));
                  case 4 -> Optional.of(Subject.of(new Link(id(names, 0), id(names, 2))));
                  default -> Optional.empty();
                });
  }

  /** The code of that name; empty for one that a newer version wrote. */
  static Optional<Code> code(String name) {
    try {
      return Optional.of(Code.valueOf(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Evidence as an object of texts, each cut to its bound. */
  static String evidence(SortedMap<String, String> evidence) {
    ObjectNode object = MAPPER.createObjectNode();
    evidence.entrySet().stream()
        .limit(TextBounds.EVIDENCE_ENTRIES)
        .forEach(
            e ->
                object.put(
                    TextBounds.cut(e.getKey(), TextBounds.EVIDENCE_VALUE),
                    TextBounds.cut(e.getValue(), TextBounds.EVIDENCE_VALUE)));
    return object.toString();
  }

  /** The evidence that {@link #evidence(SortedMap)} wrote. */
  static SortedMap<String, String> evidence(String text) {
    SortedMap<String, String> evidence = new TreeMap<>();
    parse(text)
        .ifPresent(
            object ->
                object.properties().forEach(e -> evidence.put(e.getKey(), e.getValue().asText())));
    return Collections.unmodifiableSortedMap(evidence);
  }

  /** An action as its kind's label and its fields. */
  static String action(Action action) {
    ObjectNode object = MAPPER.createObjectNode();
    object.put("kind", action.kind().label());
    add(object.putArray("target"), action.target());
    action.sibling().ifPresent(peer -> add(object.putArray("peer"), peer));
    if (action instanceof Action.ReconnectPeer reconnect) {
      dialled(object, reconnect.peerId(), reconnect.addresses());
    } else if (action instanceof Action.RefreshLink refresh) {
      dialled(object, refresh.peerId(), refresh.addresses());
    } else if (action instanceof Action.RestartPod restart) {
      object.put("podUid", restart.podUid());
      restart.grace().ifPresent(grace -> object.put("graceSeconds", grace.toSeconds()));
    } else if (action instanceof Action.HealBlocks heal) {
      ArrayNode cids = object.putArray("cids");
      heal.cids().forEach(cids::add);
    } else if (action instanceof Action.GrowVolume grow) {
      object.put("claim", grow.claim());
      object.put("claimUid", grow.claimUid());
      object.put("fromBytes", grow.fromBytes());
      object.put("toBytes", grow.toBytes());
    }
    return object.toString();
  }

  /** The action that {@link #action(Action)} wrote; empty for a kind that we do not know. */
  static Optional<Action> action(String text) {
    return parse(text)
        .flatMap(
            object -> ActionKind.of(object.path("kind").asText()).map(kind -> read(kind, object)));
  }

  private static Action read(ActionKind kind, JsonNode object) {
    NodeId target = id(object.path("target"), 0);
    return switch (kind) {
      case RECONNECT_PEER ->
          new Action.ReconnectPeer(
              target,
              id(object.path("peer"), 0),
              object.path("peerId").asText(),
              addresses(object));
      case REFRESH_LINK ->
          new Action.RefreshLink(
              target,
              id(object.path("peer"), 0),
              object.path("peerId").asText(),
              addresses(object));
      case COLLECT_GARBAGE -> new Action.CollectGarbage(target);
      case RESTART_POD ->
          new Action.RestartPod(
              target,
              object.path("podUid").asText(),
              object.has("graceSeconds")
                  ? Optional.of(Duration.ofSeconds(object.path("graceSeconds").asLong()))
                  : Optional.empty());
      case GROW_VOLUME ->
          new Action.GrowVolume(
              target,
              object.path("claim").asText(),
              object.path("claimUid").asText(),
              object.path("fromBytes").asLong(),
              object.path("toBytes").asLong());
      case HEAL_BLOCKS -> new Action.HealBlocks(target, texts(object.path("cids")));
    };
  }

  private static void dialled(ObjectNode object, String peerId, List<String> addresses) {
    object.put("peerId", peerId);
    ArrayNode array = object.putArray("addresses");
    addresses.stream().limit(ADDRESSES).forEach(array::add);
  }

  private static List<String> addresses(JsonNode object) {
    return texts(object.path("addresses"));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static void add(ArrayNode names, NodeId id) {
    names.add(id.namespace()).add(id.name());
  }

  private static NodeId id(JsonNode names, int at) {
    return new NodeId(names.path(at).asText(), names.path(at + 1).asText());
  }

  private static Optional<JsonNode> parse(String text) {
    try {
      return Optional.of(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
