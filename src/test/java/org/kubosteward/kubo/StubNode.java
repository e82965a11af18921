package org.kubosteward.kubo;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that reads requests and answers them with the bytes a test gives it. */
final class StubNode implements AutoCloseable {

  /** One request as it came in: header names in lower case, a character for each body byte. */
  record Request(int connection, String line, Map<String, String> headers, String body) {}

  /** Answers one request by writing whatever it likes. */
  interface Script {
    void answer(Request request, AnswerReaders wire) throws IOException;
  }

  /** The connection a script writes to. */
  static final class AnswerReaders {
    private final Socket socket;

    private AnswerReaders(Socket socket) {
      this.socket = socket;
    }

    void write(String text) throws IOException {
      write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    }

    void json(String body) throws IOException {
      write(
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
              + body.getBytes(StandardCharsets.UTF_8).length
              + "\r\n\r\n"
              + body);
    }

    void status(int status, String type, String body) throws IOException {
      write(
          "HTTP/1.1 "
              + status
              + " Word\r\nContent-Type: "
              + type
              + "\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
    }

    void chunkedHead() throws IOException {
      write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n");
      write("Trailer: X-Stream-Error\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    void chunk(String text) throws IOException {
      write(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    void lastChunk(String trailer) throws IOException {
      write("0\r\n" + (trailer.isEmpty() ? "" : "X-Stream-Error: " + trailer + "\r\n") + "\r\n");
    }

    void close() throws IOException {
      socket.close();
    }

    /** Waits until the other side has closed the connection. */
    void awaitClose() throws IOException {
      try {
        while (socket.getInputStream().read() >= 0) {
          // Nothing more is expected; whatever comes is not of interest.
        }
      } catch (IOException reset) {
        // A reset is a close, too.
      }
    }
  }

  /** One that answers everything with this, by a clock that is so far ahead. */
  static StubNode dated(String body, Duration ahead) throws IOException {
    return new StubNode(
        (request, wire) ->
            wire.write(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: "
                    + RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plus(ahead))
                    + "\r\nContent-Length: "
                    + body.length()
                    + "\r\n\r\n"
                    + body));
  }

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger closedByPeer = new AtomicInteger();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  StubNode(Script script) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(() -> accept(script));
  }

  private void accept(Script script) {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        int number = connections.incrementAndGet();
        threads.execute(() -> serve(socket, number, script));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket, int number, Script script) {
    try (socket) {
      InputStream in = socket.getInputStream();
      for (Optional<Request> next = read(in, number); next.isPresent(); next = read(in, number)) {
        requests.add(next.get());
        script.answer(next.get(), new AnswerReaders(socket));
      }
      closedByPeer.incrementAndGet();
    } catch (IOException gone) {
      closedByPeer.incrementAndGet();
    }
  }

  private static Optional<Request> read(InputStream in, int number) throws IOException {
    String line = line(in);
    if (line.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(java.util.Locale.ROOT),
          header.substring(colon + 1).strip());
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return Optional.of(new Request(number, line, headers, text));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  KuboEndpoint endpoint() {
    return endpoint(Optional.empty());
  }

  KuboEndpoint endpoint(Optional<String> authorization) {
    return new KuboEndpoint(URI.create("http://127.0.0.1:" + port()), authorization);
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  int closedByPeer() {
    return closedByPeer.get();
  }

  List<Request> requests() {
    return requests;
  }

  void closeConnections() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    closeConnections();
    threads.shutdownNow();
  }
}
