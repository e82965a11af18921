package org.kubosteward.console;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.house.Sources;

/** Every route of the resources, read from their annotations. */
final class Routes {
  private Routes() {}

  /** One of them. */
  record Route(String verb, String path, Method method) {
    String name() {
      return verb + " " + path;
    }

    boolean reads() {
      return verb.equals("GET");
    }

    boolean open() {
      return method.isAnnotationPresent(PermitAll.class);
    }

    /** The scopes of which one suffices; none for a route that is open, or has no rule. */
    Set<String> scopes() {
      return types(
          Optional.ofNullable(method.getAnnotation(RolesAllowed.class)).map(RolesAllowed::value));
    }

    boolean api() {
      return path.startsWith("/api") || path.equals("/status") || pinning();
    }

    /** For programs of others, which send a token each time. */
    boolean pinning() {
      return path.startsWith("/pinning");
    }

    Set<String> consumes() {
      return types(Optional.ofNullable(method.getAnnotation(Consumes.class)).map(Consumes::value));
    }

    Set<String> produces() {
      return types(
          Stream.<AnnotatedElement>of(method, method.getDeclaringClass())
              .flatMap(e -> Optional.ofNullable(e.getAnnotation(Produces.class)).stream())
              .findFirst()
              .map(Produces::value));
    }

    private static Set<String> types(Optional<String[]> declared) {
      return declared.stream().flatMap(Arrays::stream).collect(Collectors.toSet());
    }

    /** {@code query limit} and the like. */
    Set<String> parameters() {
      Set<String> names = new TreeSet<>();
      for (Parameter parameter : method.getParameters()) {
        Optional.ofNullable(parameter.getAnnotation(QueryParam.class))
            .ifPresent(query -> names.add("query " + query.value()));
        Optional.ofNullable(parameter.getAnnotation(PathParam.class))
            .ifPresent(part -> names.add("path " + part.value()));
      }
      return names;
    }
  }

  /** All, by name. */
  static Map<String, Route> all() {
    Map<String, Route> routes = new TreeMap<>();
    new ClassFileImporter()
        .withImportOption(Sources::ofTheProduct).importPackages("org.kubosteward").stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .flatMap(type -> Arrays.stream(type.reflect().getDeclaredMethods()))
            .forEach(
                method ->
                    verb(method)
                        .map(verb -> new Route(verb, path(method), method))
                        .ifPresent(route -> routes.put(route.name(), route)));
    return routes;
  }

  private static Optional<String> verb(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(a -> a.annotationType().getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .map(HttpMethod::value)
        .findFirst();
  }

  /** Without the patterns of its parts: {@code /decisions/{id}}. */
  private static String path(Method method) {
    String path =
        Stream.of(method.getDeclaringClass(), method)
            .flatMap(e -> Optional.ofNullable(e.getAnnotation(Path.class)).stream())
            .map(Path::value)
            .collect(Collectors.joining("/"));
    String plain = ("/" + path).replaceAll("\\{(\\w+):[^}]*\\}+", "{$1}").replaceAll("/+", "/");
    return plain.length() > 1 && plain.endsWith("/")
        ? plain.substring(0, plain.length() - 1)
        : plain;
  }
}
