package org.kubosteward.plane;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections with half a body each; one that is closed is opened anew. */
final class HalfBodies implements AutoCloseable {
  private static final String HALF =
      "POST %s HTTP/1.1\r\nHost: plane\r\nSec-Fetch-Site: same-origin\r\n"
          + "Content-Type: %s\r\nContent-Length: 1000\r\n\r\nto";

  private final URI api;
  private final List<Socket> open = new ArrayList<>();
  private int opened;

  /** Opens so many. */
  HalfBodies(URI api, int connections) throws IOException {
    this.api = api;
    for (int i = 0; i < connections; i++) {
      open.add(another());
    }
  }

  /** Opens those anew that the plane has closed. */
  void keepUp() throws IOException {
    for (int i = 0; i < open.size(); i++) {
      if (closed(open.get(i))) {
        open.get(i).close();
        open.set(i, another());
      }
    }
  }

  /** How many there were, with those that were opened anew. */
  int opened() {
    return opened;
  }

  private Socket another() throws IOException {
    boolean login = opened++ % 2 == 0;
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.getPort());
    String request =
        login
            ? HALF.formatted("/login", "application/x-www-form-urlencoded")
            : HALF.formatted("/api/v1/dry-run", "application/json");
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static boolean closed(Socket socket) {
    try {
      socket.setSoTimeout(1);
      while (socket.getInputStream().available() > 0) {
        socket.getInputStream().skip(socket.getInputStream().available());
      }
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }
}
