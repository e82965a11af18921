package org.kubosteward.console;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.kubosteward.console.UploadsShown.Upload;

/** Puts a named state of content in front of whoever looks at the console. */
public class ContentStage {
  /** A token that may read. */
  public static final String TOKEN = ConsoleProfile.ADMIN;

  private static final Map<String, Supplier<Story>> STATES =
      Map.of(
          "nothing", ContentStories::nothing,
          "kept", ContentStories::kept,
          "replicating", ContentStories::replicating,
          "at-risk", ContentStories::atRisk,
          "damaged", ContentStories::damaged,
          "lost", ContentStories::lost,
          "many", () -> ContentStories.many(130));

  private final RecordedJournal journal;
  private final MemoryBooks books;

  ContentStage(RecordedJournal journal, MemoryBooks books) {
    this.journal = journal;
    this.books = books;
  }

  /** Shows that state; some contents have names, one of them an awkward one. */
  public void show(String state) {
    FixedWorld.now = Stories.NOW;
    FixedWorld.uploads =
        state.equals("replicating")
            ? List.of(
                new Upload(
                    "weights.safetensors",
                    "alice",
                    Stories.K1,
                    300 * ContentStories.MIB,
                    OptionalLong.of(1_000 * ContentStories.MIB),
                    41 * ContentStories.MIB,
                    Stories.at(8)))
            : List.of();
    books.clear();
    books.ask(ContentStories.cid(1), "llama-3-8b", "alice");
    books.ask(ContentStories.cid(1), "llama", "key:ci");
    books.ask(ContentStories.cid(20), "mistral-7b-instruct", "alice");
    books.ask(ContentStories.cid(22), "<script>alert(1)</script>", "bob");
    books.ask(ContentStories.cid(30), "whisper-large", "bob");
    journal.fill(Objects.requireNonNull(STATES.get(state), state).get());
  }

  /** The CID of the content of that number. */
  public String cid(int number) {
    return ContentStories.cid(number).toString();
  }
}
