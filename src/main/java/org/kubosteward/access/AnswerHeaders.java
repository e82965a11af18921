package org.kubosteward.access;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What every answer of ours tells the browser: keep nothing, load and run only our own. */
public class AnswerHeaders {
  private static final String POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  /** Adds them to what our resources answer, and to what nobody serves. */
  @ServerResponseFilter
  public void add(ContainerResponseContext response, ResourceInfo resource) {
    if (resource.getResourceClass() != null && !GateFilter.ours(resource)) {
      return;
    }
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.putSingle("Cache-Control", "no-store");
    headers.putSingle("Content-Security-Policy", POLICY);
    headers.putSingle("X-Content-Type-Options", "nosniff");
    headers.putSingle("Referrer-Policy", "same-origin");
  }
}
