package org.kubosteward.kubo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kubosteward.ipld.Cid;

/** Reads dag/import: a line for each root that was to be pinned, and one with what was read. */
final class ImportTally implements Lines.Tally<CarImport> {
  /** More roots than a CAR's head holds here are none that we sent. */
  private static final int MOST_ROOTS = 4096;

  private final List<Cid> pinned = new ArrayList<>();
  private @Nullable CarImport read;
  private @Nullable String refused;

  @Override
  public void line(String line) {
    Fields told = Fields.of(line.getBytes(StandardCharsets.UTF_8), "Root", "Stats");
    told.objectIfAny("Root").ifPresent(this::root);
    told.objectIfAny("Stats")
        .ifPresent(
            stats ->
                read =
                    new CarImport(
                        stats.count("BlockCount"), stats.count("BlockBytesCount"), List.of()));
  }

  private void root(Fields root) {
    Cid cid = HeldPinTally.cid(root.object("Cid").text("/"));
    String error = root.textIfAny("PinErrorMsg").orElse("");
    if (error.isEmpty() && pinned.size() < MOST_ROOTS) {
      pinned.add(cid);
    } else if (refused == null) {
      refused = error.isEmpty() ? "more than %d roots".formatted(MOST_ROOTS) : error;
    }
  }

  @Override
  public CarImport end() {
    if (refused != null) {
      throw UnusableAnswerException.told(FaultKind.REJECTED, "not pinned: " + refused);
    }
    if (read == null) {
      throw UnusableAnswerException.malformed("Stats is missing");
    }
    return new CarImport(read.blocks(), read.bytes(), pinned);
  }
}
