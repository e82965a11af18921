package org.kubosteward.plane;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Passes bytes on between the plane and a node, and sets every time in what the node answers back:
 * the {@code Date} of the answer and the start of each command. The lengths stay, so that nothing
 * else need be read. A node's own clock cannot be set: it is the machine's.
 */
final class LateClock implements AutoCloseable {
  private static final Pattern DATE = Pattern.compile("(?<=\r\nDate: )[^\r\n]{29}(?=\r\n)");
  private static final Pattern START =
      Pattern.compile("(?<=\"StartTime\":\")(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)");
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);
  private static final int CHUNK = 64 * 1024;

  private final ServerSocket server;
  private final URI node;
  private final Duration behind;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  LateClock(InetSocketAddress at, URI node, Duration behind) {
    this.node = node;
    this.behind = behind;
    try {
      server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(at);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        between(server.accept());
      } catch (IOException closed) {
        // Seen by whoever looks whether it is closed.
      }
    }
  }

  private void between(Socket plane) throws IOException {
    try {
      Socket kubo = new Socket(node.getHost(), node.getPort());
      threads.execute(() -> pass(plane, kubo, false));
      threads.execute(() -> pass(kubo, plane, true));
    } catch (IOException refused) {
      plane.close();
    }
  }

  private void pass(Socket from, Socket to, boolean answers) {
    byte[] chunk = new byte[CHUNK];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int read = in.read(chunk);
      while (read >= 0) {
        String text = new String(chunk, 0, read, StandardCharsets.ISO_8859_1);
        out.write((answers ? late(text) : text).getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        read = in.read(chunk);
      }
    } catch (IOException gone) {
      // One of the two hung up.
    }
  }

  private String late(String answer) {
    String dated =
        DATE.matcher(answer)
            .replaceAll(at -> HTTP.format(ZonedDateTime.parse(at.group(), HTTP).minus(behind)));
    return START
        .matcher(dated)
        .replaceAll(at -> SECONDS.format(LocalDateTime.parse(at.group()).minus(behind)));
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
