package org.kubosteward.plane;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kubosteward.demo.DemoNode;

/** A node on a copy of the key of another, as on a volume that was cloned. */
final class ClonedIdentity {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DemoNode node;
  private final byte[] own;

  private ClonedIdentity(DemoNode node, byte[] own) {
    this.node = node;
    this.own = own;
  }

  /** From now on {@code node} bears the identity of {@code other}; it is started anew. */
  static ClonedIdentity of(DemoNode other, DemoNode node) {
    try {
      byte[] own = Files.readAllBytes(config(node));
      ObjectNode mixed = (ObjectNode) JSON.readTree(own);
      mixed.set("Identity", JSON.readTree(config(other).toFile()).path("Identity"));
      startedWith(node, JSON.writeValueAsBytes(mixed));
      return new ClonedIdentity(node, own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on it bears its own again. */
  void giveBack() {
    try {
      startedWith(node, own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void startedWith(DemoNode node, byte[] config) throws IOException {
    node.stop();
    Files.write(config(node), config);
    node.start();
  }

  private static Path config(DemoNode node) {
    return node.repo().resolve("config");
  }
}
