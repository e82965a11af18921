package org.kubosteward.kube;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which right each request to an API server needs, as the server itself reads a request. */
final class UsedRights {
  private static final Pattern RESOURCE =
      Pattern.compile(
          "/(?:api|apis/(?<group>[^/]+))/v1(?:/namespaces/(?<namespace>[^/]+))?"
              + "/(?<kind>[^/]+)(?:/(?<name>[^/]+))?(?:/(?<sub>[^/]+))?");

  /** Kubernetes itself lets everyone who has a token ask this: system:basic-user. */
  private static final Set<String> EVERYONES = Set.of(KubeApi.REVIEWS);

  private UsedRights() {}

  /** One right a line, in the words of {@link Verb}. */
  static Set<String> of(List<StubApi.Request> requests) {
    Set<String> used = new TreeSet<>();
    requests.stream()
        .filter(request -> !EVERYONES.contains(request.path()))
        .forEach(request -> used.add(right(request).toString()));
    return used;
  }

  private static Verb right(StubApi.Request request) {
    if (request.path().equals("/stats/summary")) {
      // A kubelet asks the API server whether its caller may do this.
      return new Verb("", "", "nodes/stats", "get");
    }
    Matcher path = RESOURCE.matcher(request.path());
    if (!path.matches()) {
      throw new AssertionError("No right is known for " + request);
    }
    Optional<String> name = Optional.ofNullable(path.group("name"));
    String kind = path.group("kind");
    return new Verb(
        part(path, "namespace"),
        part(path, "group"),
        path.group("sub") == null ? kind : kind + "/" + path.group("sub"),
        verb(request, name.isPresent()),
        // The one object that the plane knows by name before it has seen it.
        name.filter(n -> kind.equals("leases")));
  }

  private static String part(Matcher path, String group) {
    return Optional.ofNullable(path.group(group)).orElse("");
  }

  private static String verb(StubApi.Request request, boolean named) {
    return switch (request.method()) {
      case "GET" -> request.isWatch() ? "watch" : named ? "get" : "list";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> named ? "delete" : "deletecollection";
      default -> throw new AssertionError("No verb is known for " + request);
    };
  }
}
