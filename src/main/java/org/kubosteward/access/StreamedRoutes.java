package org.kubosteward.access;

import io.vertx.core.http.HttpMethod;

/**
 * The routes whose bodies are read as they come. Whoever names one bounds its body, and ends one
 * that does not come; every other body is bounded and read as a whole.
 */
public interface StreamedRoutes {
  /** Whether the request is for one of them. */
  boolean has(HttpMethod method, String path);
}
