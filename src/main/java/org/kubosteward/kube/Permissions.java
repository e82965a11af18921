package org.kubosteward.kube;

import java.util.List;

/**
 * What the API server said when asked what we may do.
 *
 * @param missing what it would deny
 * @param unknown why some of it could not be learned, a sentence each
 */
public record Permissions(List<Verb> missing, List<String> unknown) {
  public Permissions {
    missing = List.copyOf(missing);
    unknown = List.copyOf(unknown);
  }
}
