package org.kubosteward.kube;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire to an API server that can be cut, and can go silent without being cut. */
final class Relay implements AutoCloseable {
  private static final int BUFFER = 64 << 10;

  private final URI target;
  private final int port;
  private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
  private ServerSocket door;

  /** Whether bytes pass; while they do not, connections stand and say nothing. */
  private boolean frozen;

  Relay(URI target) {
    this.target = target;
    this.door = open(0);
    this.port = door.getLocalPort();
    accept(door);
  }

  int port() {
    return port;
  }

  /** As when the API server died: every connection is reset, new ones are refused. */
  void cut() {
    closeQuietly(door);
    ends.forEach(Relay::closeQuietly);
    ends.clear();
  }

  /** As when it is back. */
  void mend() {
    door = open(port);
    accept(door);
  }

  /** As when the API server is stopped, or a firewall forgot us: nothing passes, nothing ends. */
  synchronized void freeze() {
    frozen = true;
  }

  synchronized void thaw() {
    frozen = false;
    notifyAll();
  }

  @Override
  public void close() {
    cut();
    thaw();
  }

  private static ServerSocket open(int port) {
    try {
      ServerSocket door = new ServerSocket();
      door.setReuseAddress(true);
      door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return door;
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }

  private void accept(ServerSocket at) {
    daemon(
        () -> {
          while (true) {
            Socket in = at.accept();
            ends.add(in);
            Socket out = new Socket(target.getHost(), target.getPort());
            ends.add(out);
            daemon(() -> pump(in, out));
            daemon(() -> pump(out, in));
          }
        });
  }

  private void pump(Socket from, Socket to) throws IOException {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        awaitThaw();
        out.write(buffer, 0, read);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private synchronized void awaitThaw() throws InterruptedException {
    while (frozen) {
      wait();
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // Cutting is what this is for.
              }
            },
            "relay");
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(Closeable end) {
    try {
      end.close();
    } catch (IOException closed) {
      // It is as closed as it will be.
    }
  }
}
