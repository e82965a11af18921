package org.kubosteward.boot;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import java.util.logging.Handler;
import org.jboss.logging.Logger;
import org.kubosteward.access.ListenerBounds;

/** Where the process begins; a wrong setting ends it with a line and not with a stack trace. */
@QuarkusMain
public final class Main {
  private Main() {}

  /** Runs until the process is told to stop. */
  public static void main(String... args) {
    ListenerBounds.install();
    Quarkus.run(
        null,
        (code, fault) -> {
          if (fault != null) {
            tell(fault);
          }
          ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, fault);
        },
        args);
  }

  @SuppressWarnings("SystemOut") // There may be no log yet, and this is for who started it.
  private static void tell(Throwable fault) {
    List<String> lines = StartError.lines(fault);
    if (lines.isEmpty()) {
      if (!InitialConfigurator.DELAYED_HANDLER.isActivated()) {
        InitialConfigurator.DELAYED_HANDLER.setHandlers(
            new Handler[] {InitialConfigurator.createDefaultHandler()});
      }
      Logger.getLogger("steward.start")
          .error("a fault of the plane's own", PlainThrowable.of(fault));
    }
    lines.forEach(System.err::println);
  }
}
