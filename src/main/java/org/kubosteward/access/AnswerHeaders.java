package org.kubosteward.access;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * What every answer of ours tells the browser: keep nothing, load and run only our own. A resource
 * that says another thing itself is left with it.
 */
public class AnswerHeaders {
  private static final String POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  private static final String HOUSE = "org.kubosteward.";

  /** By name. */
  static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control",
          "no-store",
          "Content-Security-Policy",
          POLICY,
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "same-origin");

  /** Adds them to what our resources answer, and to what nobody serves. */
  @ServerResponseFilter
  public void add(ContainerResponseContext response, ResourceInfo resource) {
    if (resource.getResourceClass() == null
        || resource.getResourceClass().getPackageName().startsWith(HOUSE)) {
      HEADERS.forEach((name, value) -> response.getHeaders().putIfAbsent(name, List.of(value)));
    }
  }
}
