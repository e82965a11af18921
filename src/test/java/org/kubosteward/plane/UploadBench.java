package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.demo.DemoNode;
import org.kubosteward.demo.KuboBinary;

/**
 * An upload through the packaged plane beside {@code ipfs add} of a file like it: seconds,
 * CPU-seconds of everybody who works for it, and the memory of the plane. {@code
 * -Dupload.bytes=1073741824} is the whole measure.
 */
class UploadBench {
  private static final long BYTES = Long.getLong("upload.bytes", 256L << 20);
  private static final int RUNS = Integer.getInteger("upload.runs", 2);
  private static final Pattern TIMES = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s");

  /** What the kernel counts in a second, where nobody has built another kernel. */
  private static final double TICKS = 100;

  @Test
  void anUploadBesideIpfsAdd(@TempDir Path directory) throws Exception {
    try (ContentGround ground = new ContentGround(directory)) {
      ground.plane.compiledAsShipped();
      ground.start();
      for (int run = 0; run < RUNS; run++) {
        Path file = Files.createDirectories(directory.resolve("files")).resolve("f" + run);
        write(file, 2L * run);
        String told = uploaded(ground, file);
        write(file, 2L * run + 1);
        added(ground, file);
        Files.delete(file);
        assertThat(told).startsWith("bafy");
      }
    }
  }

  private static void write(Path file, long seed) throws IOException {
    Random dice = new Random(seed);
    byte[] piece = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long at = 0; at < BYTES; at += piece.length) {
        dice.nextBytes(piece);
        out.write(piece);
      }
    }
  }

  private static String uploaded(ContentGround ground, Path file) throws Exception {
    double nodes = nodes(ground);
    double plane = cpu(ground.plane.pid());
    long start = System.nanoTime();
    HttpResponse<byte[]> answer =
        ground.upload("?name=bench", "application/octet-stream", BodyPublishers.ofFile(file));
    double seconds = (System.nanoTime() - start) / 1e9;
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(answer.statusCode()).as(text).isEqualTo(201);
    double nodesUsed = nodes(ground) - nodes;
    double planeUsed = cpu(ground.plane.pid()) - plane;
    System.out.printf(
        "%4d MiB uploaded  %6.2f s; CPU-seconds: all %6.2f (plane %5.2f, nodes %5.2f); plane's RSS at most %d MiB%n",
        BYTES >> 20, seconds, nodesUsed + planeUsed, planeUsed, nodesUsed, rss(ground.plane.pid()));
    return ContentGround.JSON.readTree(text).path("cid").asText();
  }

  private static void added(ContentGround ground, Path file) throws Exception {
    String ipfs = KuboBinary.obtain(System.err::println).executable().toString();
    DemoNode node = ground.fleet.node("kubo-1");
    double nodes = nodes(ground);
    long start = System.nanoTime();
    ProcessBuilder builder =
        new ProcessBuilder(
            "bash",
            "-c",
            "\"$0\" add -Q --cid-version=1 --raw-leaves --chunker=size-1048576"
                + " --max-file-links=1024 \"$1\" && times",
            ipfs,
            file.toString());
    builder.environment().put("IPFS_PATH", node.repo().toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    double seconds = (System.nanoTime() - start) / 1e9;
    double tool = 0;
    Matcher times = TIMES.matcher(said);
    while (times.find()) {
      tool =
          Double.parseDouble(times.group(2))
              + Double.parseDouble(times.group(4))
              + 60.0 * (Integer.parseInt(times.group(1)) + Integer.parseInt(times.group(3)));
    }
    double nodesUsed = nodes(ground) - nodes;
    System.out.printf(
        "%4d MiB ipfs add  %6.2f s; CPU-seconds: all %6.2f (tool  %5.2f, nodes %5.2f)%n",
        BYTES >> 20, seconds, nodesUsed + tool, tool, nodesUsed);
  }

  private static double nodes(ContentGround ground) throws IOException {
    double all = 0;
    for (DemoNode node : ground.fleet.nodes()) {
      all += cpu(node.pid().orElseThrow());
    }
    return all;
  }

  private static double cpu(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
  }

  /** The most that it had, in MiB. */
  private static long rss(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
        >> 10;
  }
}
