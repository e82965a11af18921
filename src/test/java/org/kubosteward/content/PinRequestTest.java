package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.kubosteward.content.Given.NOW;
import static org.kubosteward.content.Given.cid;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PinRequestTest {
  @Test
  void whatTheApiAllowsIsTaken() {
    Map<String, String> meta =
        IntStream.range(0, PinRequest.META_MOST)
            .boxed()
            .collect(Collectors.toMap(i -> "key" + i, i -> "v"));
    PinRequest request =
        new PinRequest(
            "r1",
            cid(1),
            "n".repeat(PinRequest.NAME_MOST),
            origins(PinRequest.ORIGINS_MOST),
            meta,
            NOW,
            "default");

    assertThat(request.origins()).hasSize(20);
    assertThat(request.meta()).hasSize(1000);
  }

  @Test
  void aRequestNeedNotHaveAName() {
    assertThat(request("", List.of(), Map.of()).name()).isEmpty();
  }

  @Test
  void aNameThatKuboWouldRefuseIsRefusedWithTheBound() {
    refused("n".repeat(256), List.of(), Map.of(), "256 characters", "255");
  }

  @Test
  void tooManyOriginsAreRefused() {
    refused("", origins(21), Map.of(), "21 origins", "20");
  }

  @Test
  void anOriginNamedTwiceIsRefused() {
    refused("", List.of("/dns4/a/tcp/1", "/dns4/a/tcp/1"), Map.of(), "twice");
  }

  @Test
  void anOriginThatIsNoMultiaddressIsRefused() {
    refused("", List.of("http://example.com"), Map.of(), "multiaddress");
    refused("", List.of("/" + "a".repeat(512)), Map.of(), "512");
  }

  @Test
  void tooMuchMetaIsRefused() {
    Map<String, String> many =
        IntStream.rangeClosed(0, 1000).boxed().collect(Collectors.toMap(i -> "k" + i, i -> ""));
    refused("", List.of(), many, "1001 entries");
    refused("", List.of(), Map.of("k", "v".repeat(64 << 10)), "65537 characters", "65536");
  }

  @Test
  void anIdAndAPolicyAreNeeded() {
    assertThatExceptionOfType(InvalidSpec.class)
        .isThrownBy(() -> new PinRequest(" ", cid(1), "", List.of(), Map.of(), NOW, "default"))
        .withMessageContaining("id");
    assertThatExceptionOfType(InvalidSpec.class)
        .isThrownBy(() -> new PinRequest("r1", cid(1), "", List.of(), Map.of(), NOW, ""))
        .withMessageContaining("r1 names no policy");
  }

  @Test
  void whatItWasMadeOfMayChangeAndItDoesNot() {
    Map<String, String> meta = new HashMap<>(Map.of("b", "1", "a", "2"));
    PinRequest request = request("", List.of(), meta);
    meta.clear();

    assertThat(request.meta()).containsExactly(Map.entry("a", "2"), Map.entry("b", "1"));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> request.meta().put("c", "3"));
  }

  private static PinRequest request(String name, List<String> origins, Map<String, String> meta) {
    return new PinRequest("r1", cid(1), name, origins, meta, NOW, "default");
  }

  private static void refused(
      String name, List<String> origins, Map<String, String> meta, String... says) {
    assertThatExceptionOfType(InvalidSpec.class)
        .isThrownBy(() -> request(name, origins, meta))
        .satisfies(refusal -> assertThat(refusal.getMessage()).contains(says));
  }

  private static List<String> origins(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "/ip4/10.0.0." + i + "/tcp/4001")
        .collect(Collectors.collectingAndThen(Collectors.toList(), Collections::unmodifiableList));
  }
}
