package org.kubosteward.journal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.kubosteward.metrics.LabTool;
import org.kubosteward.text.FreePort;

/** A real PgBouncer on loopback, which gives each transaction a session of another. */
public final class PgBouncer implements AutoCloseable {
  private final Path log;
  private final int port;
  private final List<String> command;
  private Process process;

  /** Pools the databases of that server in transaction mode, so many sessions each. */
  public PgBouncer(Path directory, int server, int sessions)
      throws IOException, InterruptedException {
    port = FreePort.take();
    Path settings = directory.resolve("pgbouncer.ini");
    log = directory.resolve("pgbouncer.log");
    Files.writeString(
        settings,
        """
        [databases]
        * = host=127.0.0.1 port=%d user=postgres password=postgres
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = any
        pool_mode = transaction
        default_pool_size = %d
        query_wait_timeout = 2
        ignore_startup_parameters = extra_float_digits
        """
            .formatted(server, port, sessions));
    command = new ArrayList<>(List.of(new LabTool("pgbouncer").path()));
    if ("root".equals(System.getProperty("user.name"))) {
      // It refuses to run as root.
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
      command.addAll(List.of("-u", "nobody"));
    }
    command.add(settings.toString());
    process = start();
  }

  private Process start() throws IOException {
    Process started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Awaitility.await("PgBouncer, see " + log).atMost(Duration.ofSeconds(20)).until(this::answers);
    return started;
  }

  /** Starts it again, at the same address. */
  public void restart() throws IOException {
    close();
    process = start();
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Where the driver finds a database through it. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
