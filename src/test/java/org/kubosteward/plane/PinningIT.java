package org.kubosteward.plane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.demo.DemoFleet;
import org.kubosteward.demo.DemoNode;
import org.kubosteward.demo.DemoSpec;
import org.kubosteward.demo.KuboBinary;

/** The packaged plane as the remote pinning service of a real kubo. */
class PinningIT {
  private static final String TOKEN = "a token for kubo alone";
  private static final String ANY = "--status=queued,pinning,pinned,failed";

  private final Path directory;
  private KuboBinary kubo;
  private DemoFleet fleet;
  private PlaneProcess plane;

  PinningIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void startANodeAndAPlane() throws Exception {
    kubo = KuboBinary.obtain(line -> {});
    fleet = DemoFleet.start(kubo, DemoSpec.threeNodes().withNodes(1).in(directory.resolve("kubo")));
    plane =
        new PlaneProcess(directory.resolve("plane"))
            .over(fleet.nodes())
            .with("steward.api.tokens.\"kubo\".sha256", sha256(TOKEN))
            .with("steward.api.tokens.\"kubo\".scopes", "pin:read,pin:write")
            .with("steward.content.policies.\"single\".replicas-min", "1")
            // What is asked for stays queued, so that nothing moves under the lists.
            .with("steward.mode", "observe")
            .start();
    plane.await("a round", () -> plane.health().path("round").asLong() >= 1);
  }

  @AfterEach
  void close() {
    plane.close();
    fleet.close();
  }

  @Test
  void kuboAddsListsAndRemovesRemotePins() throws Exception {
    ipfs("pin", "remote", "service", "add", "steward", plane.api() + "/pinning", TOKEN);
    plane.await("the service to be valid", () -> stat().contains("0/0/0/0"));
    List<String> cids = new ArrayList<>();
    for (int n = 0; n < 13; n++) {
      Path file = Files.writeString(directory.resolve("file-" + n), "content " + n);
      cids.add(ipfs("add", "-Q", n % 2 == 0 ? "--cid-version=1" : "--cid-version=0", file + ""));
    }

    for (String cid : cids) {
      assertThat(remote("add", "--background", "--name=model-" + cids.indexOf(cid), cid))
          .contains(cid)
          .contains("queued");
    }

    assertThat(remote("ls", ANY).lines()).as("by two pages").hasSize(13);
    assertThat(remote("ls", ANY)).contains(cids);
    assertThat(remote("ls", "--status=pinned")).isEmpty();
    assertThat(remote("ls", ANY, "--name=model-3")).contains(cids.get(3)).hasLineCount(1);
    assertThat(remote("ls", ANY, "--cid=" + cids.get(4) + "," + cids.get(5))).hasLineCount(2);
    assertThat(stat()).contains("13/0/0/0");

    remote("rm", ANY, "--name=model-3");
    assertThat(remote("ls", ANY, "--cid=" + cids.get(3))).isEmpty();
    remote("rm", ANY, "--force");
    assertThat(remote("ls", ANY)).isEmpty();
  }

  private String stat() throws Exception {
    return ipfs("pin", "remote", "service", "ls", "--stat");
  }

  private String remote(String verb, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("pin", "remote", verb, "--service=steward"));
    all.addAll(List.of(arguments));
    return ipfs(all.toArray(String[]::new));
  }

  /** What the command prints, through the daemon of the node. */
  private String ipfs(String... arguments) throws Exception {
    DemoNode node = fleet.nodes().get(0);
    List<String> command = new ArrayList<>(List.of(kubo.executable().toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(directory, "ipfs", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().put("IPFS_PATH", node.repo().toString());
    Process process = builder.start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    String said = Files.readString(out, UTF_8).strip();
    assertThat(ended && process.exitValue() == 0).as("%s: %s", command, said).isTrue();
    return said;
  }

  private static String sha256(String text) throws Exception {
    byte[] bytes = text.getBytes(UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
