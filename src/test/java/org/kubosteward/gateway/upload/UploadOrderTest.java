package org.kubosteward.gateway.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kubosteward.ipld.ImportProfile;

class UploadOrderTest {
  /** Keeps content in memory. */
  static final class MemoryKept implements KeptContent {
    final List<Wanted> wanted = new ArrayList<>();

    @Override
    public Set<String> policies() {
      return Set.of("default", "models");
    }

    @Override
    public String usual() {
      return "default";
    }

    @Override
    public void want(Wanted content) {
      wanted.add(content);
    }
  }

  private final MemoryKept kept = new MemoryKept();

  @Test
  void whatIsNotSaidIsAsUsual() {
    assertThat(UploadOrder.of(kept, null, null, null, "ann"))
        .isEqualTo(new UploadOrder("", "default", ImportProfile.UNIXFS_V1_2025, "ann"));
    assertThat(UploadOrder.of(kept, "m", "models", "unixfs-v0-2015", "ann"))
        .isEqualTo(new UploadOrder("m", "models", ImportProfile.UNIXFS_V0_2015, "ann"));
  }

  @Test
  void whatThereIsNotIsRefusedWithAListOfWhatThereIs() {
    assertThatThrownBy(() -> UploadOrder.of(kept, null, "x", null, "ann"))
        .hasMessage("there is no policy 'x'; use default, models");
    assertThatThrownBy(() -> UploadOrder.of(kept, null, null, "x", "ann"))
        .hasMessage("there is no profile 'x'; use unixfs-v0-2015, unixfs-v1-2025");
  }

  @Test
  void aNameIsOneThatKuboTakesForAPin() {
    assertThat(UploadOrder.of(kept, "ñ".repeat(127), null, null, "ann").name()).hasSize(127);
    assertThatThrownBy(() -> UploadOrder.of(kept, "ñ".repeat(128), null, null, "ann"))
        .hasMessage("the name has more than 255 bytes");
    assertThatThrownBy(() -> UploadOrder.of(kept, "a\nb", null, null, "ann"))
        .hasMessageContaining("control characters");
  }
}
