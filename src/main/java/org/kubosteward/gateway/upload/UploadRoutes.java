package org.kubosteward.gateway.upload;

import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.util.Set;
import org.kubosteward.access.StreamedRoutes;

/** The routes of uploads: their bodies are as large as a content is. */
@Singleton
public class UploadRoutes implements StreamedRoutes {
  /** Where content comes in. */
  static final String CONTENT = "/api/v1/content";

  /** Where resumable uploads are, below {@link #CONTENT}. */
  static final String UPLOADS = "/uploads";

  private static final Set<HttpMethod> WHOLE = Set.of(HttpMethod.PUT, HttpMethod.POST);

  @Override
  public boolean has(HttpMethod method, String path) {
    String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (plain.equals(CONTENT)) {
      return WHOLE.contains(method);
    }
    if (plain.equals(CONTENT + UPLOADS)) {
      return method.equals(HttpMethod.POST);
    }
    return method.equals(HttpMethod.PATCH) && plain.startsWith(CONTENT + UPLOADS + "/");
  }
}
