package org.kubosteward.kubo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kubosteward.kubo.SwarmPeers.Direction;
import org.kubosteward.kubo.SwarmPeers.Peer;

/**
 * Reads {@code swarm/peers} while it comes in and holds no more than one peer of it: a thousand
 * nodes with a thousand peers each answer at the same time.
 */
final class PeerIntake<T> implements Intake<T> {
  private static final JsonFactory JSON = new JsonFactory();

  /** Where in the answer the next token stands. */
  private enum Place {
    BEFORE,
    FIELDS,
    LIST,
    PEER,
    AFTER
  }

  private final PeerTally<T> tally;
  private final BodyDigest digest = new BodyDigest();
  private final JsonParser json;
  private final ByteArrayFeeder feeder;
  private Place place = Place.BEFORE;
  private String field = "";
  private boolean listed;
  private int index;
  private int skipped;
  private Draft draft = new Draft();

  PeerIntake(PeerTally<T> tally) {
    this.tally = tally;
    try {
      this.json = JSON.createNonBlockingByteArrayParser();
    } catch (IOException impossible) {
      throw new IllegalStateException("Nothing is read yet", impossible);
    }
    this.feeder = (ByteArrayFeeder) json.getNonBlockingInputFeeder();
  }

  @Override
  public void take(Buffer chunk) {
    byte[] bytes = chunk.getBytes();
    digest.add(bytes);
    try {
      feeder.feedInput(bytes, 0, bytes.length);
      read();
    } catch (JsonProcessingException broken) {
      throw UnusableAnswerException.malformed(
          "the answer is not JSON: " + broken.getOriginalMessage());
    } catch (IOException broken) {
      throw UnusableAnswerException.malformed("the answer is not JSON: " + broken.getMessage());
    }
  }

  @Override
  public T end() {
    feeder.endOfInput();
    try {
      read();
      json.close();
    } catch (IOException broken) {
      throw UnusableAnswerException.malformed("the answer is not JSON: it is cut off");
    }
    if (place == Place.BEFORE) {
      throw UnusableAnswerException.malformed("the answer is empty");
    }
    if (!listed) {
      throw UnusableAnswerException.malformed("Peers is missing");
    }
    return tally.end(digest.value());
  }

  private void read() throws IOException {
    JsonToken token = json.nextToken();
    while (token != null && token != JsonToken.NOT_AVAILABLE) {
      token(token);
      token = json.nextToken();
    }
  }

  private void token(JsonToken token) throws IOException {
    if (skipped > 0) {
      skipped += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      return;
    }
    switch (place) {
      case BEFORE -> {
        expect(token == JsonToken.START_OBJECT, "the answer is not an object");
        place = Place.FIELDS;
      }
      case FIELDS -> ofAnswer(token);
      case LIST -> ofList(token);
      case PEER -> ofPeer(token);
      case AFTER ->
          throw UnusableAnswerException.malformed("there is more behind the answer's end");
    }
  }

  private void ofAnswer(JsonToken token) throws IOException {
    if (token == JsonToken.FIELD_NAME) {
      field = json.currentName();
    } else if (token == JsonToken.END_OBJECT) {
      place = Place.AFTER;
    } else if (field.equals("Peers")) {
      listed = true;
      if (token != JsonToken.VALUE_NULL) {
        expect(token == JsonToken.START_ARRAY, "Peers is not a list");
        place = Place.LIST;
      }
    } else {
      skipped = token.isStructStart() ? 1 : 0;
    }
  }

  private void ofList(JsonToken token) {
    if (token == JsonToken.END_ARRAY) {
      place = Place.FIELDS;
      return;
    }
    expect(token == JsonToken.START_OBJECT, "Peers[" + index + "] is not an object");
    draft = new Draft();
    place = Place.PEER;
  }

  private void ofPeer(JsonToken token) throws IOException {
    if (token == JsonToken.FIELD_NAME) {
      field = json.currentName();
    } else if (token == JsonToken.END_OBJECT) {
      tally.peer(draft.peer(index++));
      place = Place.LIST;
    } else {
      switch (field) {
        case "Peer" -> draft.peer = text(token);
        case "Addr" -> draft.addr = text(token);
        case "Direction" -> draft.direction = direction(token);
        default -> skipped = token.isStructStart() ? 1 : 0;
      }
    }
  }

  private String text(JsonToken token) throws IOException {
    expect(token == JsonToken.VALUE_STRING, "Peers[" + index + "]." + field + " is not a string");
    return json.getText();
  }

  /** libp2p's numbers, seen on 0.43: the dialled one says 1, the dialler 2; 0 is not written. */
  private Direction direction(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return Direction.UNKNOWN;
    }
    boolean fits = token == JsonToken.VALUE_NUMBER_INT && !json.getText().startsWith("-");
    expect(fits, "Peers[" + index + "].Direction is not a whole number from zero up");
    return switch (json.getText()) {
      case "1" -> Direction.IN;
      case "2" -> Direction.OUT;
      default -> Direction.UNKNOWN;
    };
  }

  private static void expect(boolean fits, String otherwise) {
    if (!fits) {
      throw UnusableAnswerException.malformed(otherwise);
    }
  }

  /** What was read of one peer so far. */
  private static final class Draft {
    private @Nullable String peer;
    private @Nullable String addr;
    private Direction direction = Direction.UNKNOWN;

    Peer peer(int index) {
      return new Peer(there(peer, index, "Peer"), there(addr, index, "Addr"), direction);
    }

    private static String there(@Nullable String value, int index, String name) {
      return Optional.ofNullable(value)
          .orElseThrow(
              () ->
                  UnusableAnswerException.malformed(
                      "Peers[" + index + "]." + name + " is missing"));
    }
  }
}
