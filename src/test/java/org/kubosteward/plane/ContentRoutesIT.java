package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.demo.DemoNode;

/** Content through the packaged plane into real nodes and out of them again. */
class ContentRoutesIT {
  private static final String BINARY = "application/octet-stream";
  private static final String TAR = "application/x-tar";
  private static final String PART = "application/offset+octet-stream";
  private static final String UPLOADS = "/api/v1/content/uploads";
  private static final Duration SOON = Duration.ofSeconds(30);

  private static ContentGround ground;
  private static Path files;

  @BeforeAll
  static void startThePlane(@TempDir Path directory) throws Exception {
    files = Files.createDirectory(directory.resolve("files"));
    ground = new ContentGround(directory).start();
  }

  @AfterAll
  static void stop() {
    if (ground != null) {
      ground.close();
    }
  }

  private static JsonNode json(HttpResponse<byte[]> answer) throws Exception {
    return ContentGround.JSON.readTree(answer.body());
  }

  private static JsonNode taken(HttpResponse<byte[]> answer) throws Exception {
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
    return json(answer);
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void aFileGoesInAndComesOutUnderTheNameThatKuboHasForIt() throws Exception {
    byte[] bytes = ContentGround.random(1, (5 << 20) + 77);
    Path file = Files.write(files.resolve("five"), bytes);

    HttpResponse<byte[]> answer =
        ground.upload("?name=five", BINARY, BodyPublishers.ofByteArray(bytes));
    JsonNode taken = taken(answer);
    String cid = taken.path("cid").asText();

    assertThat(cid).isEqualTo(ground.add(file));
    assertThat(header(answer, "Location")).isEqualTo("/api/v1/content/" + cid);
    assertThat(taken.path("size").asLong()).isEqualTo(bytes.length);
    assertThat(taken.path("blocks").asLong()).isEqualTo(7);
    assertThat(taken.path("node").asText()).contains("kubo-");
    assertThat(ground.pinNames(cid)).containsExactly("five");
    HttpResponse<byte[]> whole = ground.download(cid + "/data?filename=five.json");
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(bytes);
    assertThat(header(whole, "Content-Type")).startsWith("application/json");
    assertThat(header(whole, "Content-Disposition")).startsWith("attachment; filename=\"five.json");
    assertThat(header(whole, "Content-Security-Policy")).contains("sandbox");
    assertThat(header(whole, "ETag")).isEqualTo('"' + cid + '"');
  }

  @Test
  void partsOfAFileAreGivenAndWhoHasItIsNotGivenItAgain() throws Exception {
    byte[] bytes = ContentGround.random(2, (3 << 20) + 5);
    String cid =
        taken(ground.upload("", BINARY, BodyPublishers.ofByteArray(bytes))).path("cid").asText();
    String data = cid + "/data";

    HttpResponse<byte[]> middle = ground.download(data, "Range", "bytes=1048570-2097160");
    assertThat(middle.statusCode()).isEqualTo(206);
    assertThat(middle.body()).isEqualTo(Arrays.copyOfRange(bytes, 1_048_570, 2_097_161));
    assertThat(header(middle, "Content-Range")).isEqualTo("bytes 1048570-2097160/" + bytes.length);
    assertThat(ground.download(data, "Range", "bytes=-5").body())
        .isEqualTo(Arrays.copyOfRange(bytes, bytes.length - 5, bytes.length));
    HttpResponse<byte[]> beyond = ground.download(data, "Range", "bytes=9999999-");
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(header(beyond, "Content-Range")).isEqualTo("bytes */" + bytes.length);
    HttpResponse<byte[]> known = ground.download(data, "If-None-Match", '"' + cid + '"');
    assertThat(known.statusCode()).isEqualTo(304);
    HttpResponse<byte[]> head =
        ground.send(
            ground
                .request(ContentGround.READER, "/api/v1/content/" + data)
                .method("HEAD", BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(header(head, "Content-Length")).isEqualTo(Integer.toString(bytes.length));
    assertThat(header(head, "Accept-Ranges")).isEqualTo("bytes");
  }

  @Test
  void aFileWithoutBytesHasTheNameOfAllSuchFiles() throws Exception {
    JsonNode taken = taken(ground.upload("", BINARY, BodyPublishers.noBody()));

    String cid = taken.path("cid").asText();
    assertThat(cid).isEqualTo("bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku");
    assertThat(ground.download(cid + "/data").body()).isEmpty();
  }

  @Test
  void aTarBecomesTheDirectoryThatKuboMakesOfTheSameFiles() throws Exception {
    Path directory = Files.createDirectory(files.resolve("tree"));
    Files.createDirectories(directory.resolve("a/b"));
    Files.createDirectory(directory.resolve("empty"));
    Files.write(directory.resolve("a/b/large"), ContentGround.random(3, 2_500_000));
    Files.writeString(directory.resolve("a/small.txt"), "small");
    Files.writeString(directory.resolve("ünicode name"), "x");
    Files.createSymbolicLink(directory.resolve("link"), Path.of("a/small.txt"));
    byte[] tar =
        new ProcessBuilder("tar", "-C", directory.toString(), "-cf", "-", ".")
            .start()
            .getInputStream()
            .readAllBytes();

    JsonNode taken = taken(ground.upload("?name=tree", TAR, BodyPublishers.ofByteArray(tar)));

    String cid = taken.path("cid").asText();
    assertThat(cid).isEqualTo(ground.add(directory, "-r"));
    assertThat(taken.path("size").asLong()).isEqualTo(2_500_006);
    assertThat(text(ground.download(cid + "/data/a/small.txt"))).isEqualTo("small");
    JsonNode listing = json(ground.download(cid + "/data"));
    assertThat(listing.path("complete").asBoolean()).isTrue();
    assertThat(listing.path("entries").findValuesAsText("name"))
        .containsExactlyInAnyOrder("a", "empty", "link", "ünicode name");
    assertThat(ground.download(cid + "/data/a/none").statusCode()).isEqualTo(404);
    assertThat(ground.download(cid + "/data/link").statusCode()).isEqualTo(422);
  }

  @Test
  void aTarWithWhatCannotBeContentIsRefusedAndNothingIsPinned() throws Exception {
    int pins = ground.pins();
    assertRefused(tar("/etc/passwd", TarConstants.LF_NORMAL), "absolute path");
    assertRefused(tar("a/../../b", TarConstants.LF_NORMAL), "leads out of the directory");
    assertRefused(tar("hard", TarConstants.LF_LINK), "hard link");
    assertRefused(tar("device", TarConstants.LF_CHR), "device");
    assertRefused(ContentGround.random(4, 5000), "no tar");
    assertRefused(new byte[0], "is empty");
    assertThat(ground.pins()).isEqualTo(pins);
  }

  private static void assertRefused(byte[] tar, String why) throws Exception {
    HttpResponse<byte[]> answer = ground.upload("", TAR, BodyPublishers.ofByteArray(tar));
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(400);
    assertThat(json(answer).path("detail").asText()).contains(why);
  }

  private static byte[] tar(String name, byte type) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
      entry.setLinkName("target");
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  @Test
  void whatIsNotThereIsRefusedWithAListOfWhatIs() throws Exception {
    HttpResponse<byte[]> policy = ground.upload("?policy=x", BINARY, BodyPublishers.noBody());
    assertThat(policy.statusCode()).isEqualTo(400);
    assertThat(text(policy)).contains("no policy 'x'; use default");
    HttpResponse<byte[]> profile = ground.upload("?profile=x", BINARY, BodyPublishers.noBody());
    assertThat(profile.statusCode()).isEqualTo(400);
    assertThat(text(profile)).contains("unixfs-v0-2015, unixfs-v1-2025");
  }

  @Test
  void whoMayNotPinIsTurnedAwayBeforeTheBodyWasRead() throws Exception {
    byte[] part = new byte[1 << 20];
    try (Socket socket =
        ground.begin("PUT", "/api/v1/content", 1L << 40, part, "X-Nothing", "else")) {
      assertThat(socket.isConnected()).isTrue();
      assertThat(ground.upload("", BINARY, BodyPublishers.noBody()).statusCode()).isEqualTo(201);
    }
    HttpResponse<byte[]> reader =
        ground.send(
            ground
                .request(ContentGround.READER, "/api/v1/content")
                .PUT(BodyPublishers.ofByteArray(part)));
    assertThat(reader.statusCode()).isEqualTo(403);
    HttpResponse<byte[]> tooLarge =
        ground.send(
            ground
                .request(ContentGround.WRITER, "/api/v1/intents")
                .POST(BodyPublishers.ofByteArray(part)));
    assertThat(tooLarge.statusCode()).as("other bodies are as small as before").isEqualTo(413);
  }

  @Test
  void ofAnUploadThatIsCutNothingIsPinned() throws Exception {
    int pins = ground.pins();
    byte[] part = ContentGround.random(5, 3 << 20);
    try (Socket socket = ground.begin("PUT", "/api/v1/content?name=cut", 10L << 20, part)) {
      await().atMost(SOON).until(() -> ground.imports() > 0);
      assertThat(socket.isConnected()).isTrue();
    }

    await().atMost(SOON).until(() -> ground.imports() == 0);
    assertThat(ground.pins()).isEqualTo(pins);
  }

  @Test
  void aFileInPartsGoesOnWhereItWasCut() throws Exception {
    byte[] bytes = ContentGround.random(6, (4 << 20) + 123);
    Path file = Files.write(files.resolve("parts"), bytes);
    HttpResponse<byte[]> made =
        ground.tus(
            "POST",
            UPLOADS,
            new byte[0],
            "Upload-Length",
            Integer.toString(bytes.length),
            "Upload-Metadata",
            "filename "
                + Base64.getEncoder().encodeToString("parts".getBytes(StandardCharsets.UTF_8)));
    assertThat(made.statusCode()).as(text(made)).isEqualTo(201);
    String at = header(made, "Location");
    assertThat(at).startsWith(UPLOADS + "/");

    HttpResponse<byte[]> first =
        part(at, 0, Arrays.copyOf(bytes, 1_500_000), sha256(Arrays.copyOf(bytes, 1_500_000)));
    assertThat(first.statusCode()).as(text(first)).isEqualTo(204);
    assertThat(header(first, "Upload-Offset")).isEqualTo("1500000");
    assertThat(part(at, 7, new byte[10], "").statusCode()).isEqualTo(409);
    HttpResponse<byte[]> wrong = part(at, 1_500_000, new byte[100_000], sha256(new byte[1]));
    assertThat(wrong.statusCode()).isEqualTo(460);
    assertThat(offset(at)).isEqualTo(1_500_000);

    byte[] cut = Arrays.copyOfRange(bytes, 1_500_000, 3_000_000);
    try (Socket socket =
        ground.begin(
            "PATCH",
            at,
            bytes.length - 1_500_000,
            cut,
            "Tus-Resumable",
            "1.0.0",
            "Upload-Offset",
            "1500000",
            "Content-Type",
            PART)) {
      await().atMost(SOON).until(() -> ground.imports() > 0);
      assertThat(part(at, 1_500_000, new byte[1], "").statusCode()).isEqualTo(423);
      assertThat(socket.isConnected()).isTrue();
    }
    await().atMost(SOON).until(() -> offset(at) > 1_500_000);
    int offset = offset(at);
    assertThat(offset).isLessThanOrEqualTo(3_000_000);
    // The new offset shows before the part that was cut has let go.
    HttpResponse<byte[]> last =
        await()
            .atMost(SOON)
            .until(
                () -> part(at, offset, Arrays.copyOfRange(bytes, offset, bytes.length), ""),
                told -> told.statusCode() != 423);

    assertThat(last.statusCode()).as(text(last)).isEqualTo(204);
    assertThat(offset(at)).isEqualTo(bytes.length);
    String cid = ground.add(file);
    assertThat(header(last, "Content-Location")).isEqualTo("/api/v1/content/" + cid);
    assertThat(ground.pinNames(cid)).containsExactly("parts");
    assertThat(ground.download(cid + "/data").body()).isEqualTo(bytes);
    assertThat(ground.tus("DELETE", at, new byte[0]).statusCode()).isEqualTo(204);
    assertThat(ground.tus("DELETE", at, new byte[0]).statusCode()).isEqualTo(404);
  }

  private static HttpResponse<byte[]> part(String at, int offset, byte[] bytes, String checksum)
      throws Exception {
    return checksum.isEmpty()
        ? ground.tus(
            "PATCH", at, bytes, "Upload-Offset", Integer.toString(offset), "Content-Type", PART)
        : ground.tus(
            "PATCH",
            at,
            bytes,
            "Upload-Offset",
            Integer.toString(offset),
            "Content-Type",
            PART,
            "Upload-Checksum",
            checksum);
  }

  private static String sha256(byte[] bytes) throws Exception {
    return "sha256 "
        + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static int offset(String at) throws Exception {
    return Integer.parseInt(header(ground.tus("HEAD", at, new byte[0]), "Upload-Offset"));
  }

  @Test
  void theProtocolSaysWhatItCanDoAndWantsItsVersion() throws Exception {
    HttpResponse<byte[]> options = ground.tus("OPTIONS", UPLOADS, new byte[0]);
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(header(options, "Tus-Max-Size")).isEqualTo(Long.toString(1L << 40));
    assertThat(header(options, "Tus-Checksum-Algorithm")).isEqualTo("sha1,sha256");
    HttpResponse<byte[]> other =
        ground.send(
            ground
                .request(ContentGround.WRITER, UPLOADS)
                .header("Upload-Length", "5")
                .POST(BodyPublishers.noBody()));
    assertThat(other.statusCode()).isEqualTo(412);
    assertThat(header(other, "Tus-Version")).isEqualTo("1.0.0");
    assertThat(ground.tus("POST", UPLOADS, new byte[0]).statusCode()).isEqualTo(400);
    HttpResponse<byte[]> whole =
        ground.tus(
            "POST",
            UPLOADS,
            "hello".getBytes(StandardCharsets.UTF_8),
            "Upload-Length",
            "5",
            "Content-Type",
            PART);
    assertThat(whole.statusCode()).as(text(whole)).isEqualTo(201);
    assertThat(header(whole, "Upload-Offset")).isEqualTo("5");
    assertThat(header(whole, "Content-Location")).startsWith("/api/v1/content/bafkrei");
  }

  @Test
  void aBlockThatIsDamagedOnOneNodeIsReadFromAnother() throws Exception {
    byte[] bytes = ContentGround.random(7, (2 << 20) + 9);
    JsonNode taken = taken(ground.upload("", BINARY, BodyPublishers.ofByteArray(bytes)));
    String cid = taken.path("cid").asText();
    for (DemoNode node : ground.fleet.nodes()) {
      Set<Path> before = Flatfs.files(node);
      ground.rpc(node, "pin/add?arg=" + cid + "&progress=false");
      if (taken.path("node").asText().endsWith("/" + node.name())) {
        continue;
      }
      Flatfs.corrupt(Flatfs.leaf(node, before));
    }

    for (int n = 0; n < 3; n++) {
      assertThat(ground.download(cid + "/data").body()).isEqualTo(bytes);
    }
  }

  @Test
  void whatNobodyHasOrIsNoCidIsToldSo() throws Exception {
    HttpResponse<byte[]> nobody =
        ground.download("bafkreifzjut3te7nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e/data");
    assertThat(nobody.statusCode()).as(text(nobody)).isEqualTo(404);
    assertThat(text(nobody)).contains("kubo-1 does not hold it", "kubo-3 does not hold it");
    assertThat(ground.download("hello/data").statusCode()).isEqualTo(400);
  }
}
