package org.kubosteward.access;

import jakarta.ws.rs.core.Response;

/**
 * The way from a path of ours to the root, relative: it holds under any prefix that a proxy puts
 * before it, and never names the host that the client claims to have asked.
 */
public final class Root {
  /** From the page itself, and from all that lies beside it. */
  public static final String HERE = "./";

  private Root() {}

  /** From that path. */
  public static String from(String path) {
    long deep = path.chars().skip(1).filter(c -> c == '/').count();
    return HERE + "../".repeat((int) Math.min(deep, 20));
  }

  /** An answer that sends there. It is no URI, which the runtime would complete with the host. */
  public static Response.ResponseBuilder see(String relative) {
    return Response.status(Response.Status.SEE_OTHER).header("Location", relative);
  }
}
