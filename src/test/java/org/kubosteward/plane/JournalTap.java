package org.kubosteward.plane;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Stands between the plane and PostgreSQL and reads along: knows when an intent, an outcome or a
 * verification is about to be written and when the database has committed it, and can do something
 * at that very moment instead of passing the bytes on.
 */
final class JournalTap implements AutoCloseable {
  /** Asks the driver to name each statement by its text, in the clear. */
  private static final String PLAIN = "?prepareThreshold=0&sslmode=disable&gssEncMode=disable";

  private static final int MOST_BYTES = 64 << 20;

  private final ServerSocket server;
  private final int database;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Instant> intents = new CopyOnWriteArrayList<>();
  private final AtomicReference<Trap> trap = new AtomicReference<>();
  private final AtomicReference<String> begun = new AtomicReference<>("");

  /** What is written of an attempt, by the words that write it. */
  enum Writing {
    INTENT("INSERT INTO attempt "),
    OUTCOME("UPDATE attempt SET ended_at"),
    VERIFICATION("UPDATE attempt SET verified_at");

    private final String words;

    Writing(String words) {
      this.words = words;
    }

    static Optional<Writing> of(String statement) {
      return Stream.of(values()).filter(w -> statement.contains(w.words)).findFirst();
    }
  }

  private record Trap(Writing writing, boolean committed, String action, Runnable deed) {}

  JournalTap(int database) {
    this.database = database;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  String url(String name) {
    return "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + "/" + name + PLAIN;
  }

  /** Once, instead of passing on the statement that writes it of an attempt of that action. */
  void before(Writing writing, String action, Runnable deed) {
    trap.set(new Trap(writing, false, action, deed));
  }

  /** Once, instead of passing on the word of the database that it has committed it. */
  void after(Writing writing, String action, Runnable deed) {
    trap.set(new Trap(writing, true, action, deed));
  }

  /** When the database had committed the first intent, the second, ... */
  List<Instant> intents() {
    return List.copyOf(intents);
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket client = server.accept();
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), database);
        client.setTcpNoDelay(true);
        behind.setTcpNoDelay(true);
        Conversation one = new Conversation(client, behind);
        threads.execute(() -> one.run(one::questions));
        threads.execute(() -> one.run(one::answers));
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  /**
   * Only the intent names the action. What is written later is of the attempt that was begun last:
   * on one node an attempt is verified before the next begins.
   */
  private boolean sprung(Writing writing, boolean committed) {
    Trap set = trap.get();
    if (set == null || set.writing() != writing || set.committed() != committed) {
      return false;
    }
    if (!begun.get().contains("\"kind\":\"%s\"".formatted(set.action()))) {
      return false;
    }
    if (!trap.compareAndSet(set, null)) {
      return false;
    }
    set.deed().run();
    return true;
  }

  private final class Conversation {
    private final Socket client;
    private final Socket behind;
    private final AtomicReference<Writing> written = new AtomicReference<>();

    Conversation(Socket client, Socket behind) {
      this.client = client;
      this.behind = behind;
    }

    private interface Half {
      void go() throws IOException;
    }

    void run(Half half) {
      try (client;
          behind) {
        half.go();
      } catch (IOException ended) {
        // One side hung up; so does the other.
      }
    }

    void questions() throws IOException {
      DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(behind.getOutputStream()));
      pass(out, -1, body(in));
      Optional<Writing> writing = Optional.empty();
      while (true) {
        int type = in.read();
        if (type < 0) {
          return;
        }
        byte[] body = body(in);
        if (type == 'P') {
          writing = Writing.of(new String(body, StandardCharsets.UTF_8));
        }
        // The statement comes first and then its values; nothing is done before those.
        if (type == 'B' && writing.isPresent()) {
          if (writing.get() == Writing.INTENT) {
            begun.set(new String(body, StandardCharsets.UTF_8));
          }
          if (sprung(writing.get(), false)) {
            return;
          }
          written.set(writing.get());
        }
        pass(out, type, body);
        if (in.available() == 0) {
          out.flush();
        }
      }
    }

    void answers() throws IOException {
      DataInputStream in = new DataInputStream(new BufferedInputStream(behind.getInputStream()));
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
      while (true) {
        int type = in.read();
        if (type < 0) {
          return;
        }
        byte[] body = body(in);
        if (type == 'C' && new String(body, StandardCharsets.UTF_8).startsWith("ROLLBACK")) {
          written.set(null);
        }
        if (type == 'C' && new String(body, StandardCharsets.UTF_8).startsWith("COMMIT")) {
          Writing done = written.getAndSet(null);
          if (done == Writing.INTENT) {
            intents.add(Instant.now());
          }
          if (done != null && sprung(done, true)) {
            return;
          }
        }
        pass(out, type, body);
        if (in.available() == 0) {
          out.flush();
        }
      }
    }

    private static byte[] body(DataInputStream in) throws IOException {
      int length = in.readInt() - Integer.BYTES;
      if (length < 0 || length > MOST_BYTES) {
        throw new IOException("no message of PostgreSQL: " + length + " bytes");
      }
      byte[] body = new byte[length];
      in.readFully(body);
      return body;
    }

    /** The first message of a client has no type. */
    private static void pass(DataOutputStream out, int type, byte[] body) throws IOException {
      if (type >= 0) {
        out.writeByte(type);
      }
      out.writeInt(body.length + Integer.BYTES);
      out.write(body);
      if (type < 0) {
        out.flush();
      }
    }
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
