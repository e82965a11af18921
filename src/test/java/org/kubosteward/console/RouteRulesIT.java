package org.kubosteward.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.http.ManagementInterface;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.util.RuntimeResourceVisitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.access.MemoryKeys;
import org.kubosteward.access.Scope;
import org.kubosteward.journal.MemoryDatabase;

/**
 * Who may, on every route that this process serves: taken from its running routers and not from a
 * list. A route without a rule is open to nobody, and is found here.
 */
@QuarkusTest
@TestProfile(RouteRulesIT.BothPorts.class)
class RouteRulesIT {
  /** The console with its port of metrics and probes, and a token for each scope. */
  public static class BothPorts extends ConsoleProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> settings = new TreeMap<>(super.getConfigOverrides());
      settings.put("quarkus.management.enabled", "true");
      settings.put("quarkus.management.test-port", "0");
      for (Scope scope : Scope.values()) {
        String prefix = "steward.api.tokens.\"only-%s\".".formatted(scope.label());
        settings.put(prefix + "sha256", sha256(token(scope)));
        settings.put(prefix + "scopes", scope.label());
      }
      return settings;
    }

    static String token(Scope scope) {
      return "the token for " + scope.label() + " alone";
    }
  }

  /** Keeps the router of the port of metrics and probes, which is no bean. */
  @Singleton
  public static class Management {
    private Optional<Router> router = Optional.empty();

    void route(@Observes ManagementInterface management) {
      router = Optional.of(management.router());
    }
  }

  private static final Set<String> OPEN_BY_INTENT =
      Set.of("GET /login", "POST /login", "POST /logout", "POST /logout-everywhere");

  /** Refused for who asks, or for what is not said of it: by the rule in either case. */
  private static final Set<Integer> REFUSED = Set.of(401, 403);

  @Inject Router application;
  @Inject Management management;
  @Inject RecordedJournal journal;
  @Inject MemoryKeys keys;
  @Inject MemoryDatabase database;

  @BeforeEach
  void sickFleet() {
    journal.fill(Stories.sick());
    keys.clear();
    FixedWorld.now = Stories.NOW;
  }

  @Test
  void everyResourceRefusesWhoeverHasNoScopeOfItsRule() {
    Map<String, Method> served = served();
    assertThat(served).containsKeys("GET /", "GET /login", "DELETE /api/v1/keys/{id}");
    assertThat(served).containsKeys("GET /pinning/pins", "DELETE /pinning/pins/{requestid}");
    database.journal();
    served.forEach(
        (route, method) -> {
          Set<String> rule = annotation(method, RolesAllowed.class, RolesAllowed::value);
          boolean open = method.isAnnotationPresent(PermitAll.class);
          assertThat(open).as("%s is open", route).isEqualTo(OPEN_BY_INTENT.contains(route));
          assertThat(open || !rule.isEmpty()).as("%s has a rule", route).isTrue();
          assertThat(refused(route, method, given()))
              .as("anonymous on %s", route)
              .isEqualTo(!open || formWithoutAPage(route));
          for (Scope scope : Scope.values()) {
            boolean may = open || rule.contains(scope.label());
            assertThat(refused(route, method, bearer(scope)))
                .as("%s on %s", scope.label(), route)
                .isEqualTo(!may || formWithoutAPage(route));
          }
        });
  }

  @Test
  void noRouteOfThePortStandsBesideTheResources() {
    assertThat(paths(application))
        .as("a route of somebody else: name it in quarkus.http.auth.permission, and here")
        .isSubsetOf(Set.of("/", "/*", "/q", "/q/*"));
    for (String path :
        List.of("/q", "/q/openapi", "/q/health", "/metrics", "/favicon.ico", "/x", "/pin")) {
      for (RequestSpecification from : List.of(given(), bearer(Scope.ADMIN))) {
        assertThat(from.get(path).statusCode()).as(path).isEqualTo(404);
      }
    }
  }

  @Test
  void onThePortOfMetricsAndProbesNothingElseIsServedAndNoneOfItNeedsAToken() {
    Set<String> paths = paths(management.router.orElseThrow());
    assertThat(paths).contains("/q/metrics", "/q/health/live");
    for (String path : paths) {
      String asked = path.replace("*", "x");
      int status = given().get(management(asked)).statusCode();
      if (asked.matches("/q/metrics/?|/q/health(/.*)?")) {
        assertThat(REFUSED).as(asked).doesNotContain(status);
      } else {
        assertThat(status).as(asked).isEqualTo(404);
      }
    }
    given()
        .header("Authorization", "Bearer wrong")
        .get(management("/q/metrics"))
        .then()
        .statusCode(200);
    for (String path : List.of("/", "/q", "/q/info", "/api/v1/health", "/login")) {
      assertThat(given().get(management(path)).statusCode()).as(path).isEqualTo(404);
    }
  }

  private static String management(String path) {
    return "http://localhost:"
        + ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class)
        + path;
  }

  private static Set<String> paths(Router router) {
    Set<String> paths = new TreeSet<>();
    for (Route route : router.getRoutes()) {
      Optional.ofNullable(route.getPath()).ifPresent(paths::add);
    }
    return paths;
  }

  /** By verb and path, each with what was deployed for it. */
  private static Map<String, Method> served() {
    Map<String, Method> served = new TreeMap<>();
    RuntimeResourceVisitor.visitRuntimeResources(
        "",
        ResteasyReactiveRecorder.getCurrentDeployment().getClassMappers(),
        new RuntimeResourceVisitor() {
          @Override
          public void visitRuntimeResource(String verb, String path, RuntimeResource resource) {
            served.put(verb + " " + plain(path), resource.getLazyMethod().getMethod());
          }
        });
    return served;
  }

  private static String plain(String path) {
    String plain = ("/" + path).replaceAll("\\{(\\w+):[^}]*\\}+", "{$1}").replaceAll("/+", "/");
    return plain.length() > 1 && plain.endsWith("/")
        ? plain.substring(0, plain.length() - 1)
        : plain;
  }

  /** A form of the login that no page of ours sent is refused to everybody. */
  private static boolean formWithoutAPage(String route) {
    return OPEN_BY_INTENT.contains(route) && route.startsWith("POST");
  }

  /** Whoever looks with a browser and is not known is sent to the login. */
  private static boolean refused(String route, Method method, RequestSpecification from) {
    String[] parts = route.split(" ", 2);
    annotation(method, Consumes.class, Consumes::value).forEach(from::contentType);
    Response answer =
        from.redirects().follow(false).request(parts[0], parts[1].replaceAll("\\{\\w+}", "1"));
    return REFUSED.contains(answer.statusCode())
        || (answer.statusCode() == 303 && answer.header("Location").endsWith("login"));
  }

  private static <A extends Annotation> Set<String> annotation(
      Method method, Class<A> type, Function<A, String[]> values) {
    return Optional.ofNullable(method.getAnnotation(type))
        .map(values)
        .map(Set::of)
        .orElse(Set.of());
  }

  private static RequestSpecification bearer(Scope scope) {
    return given().header("Authorization", "Bearer " + BothPorts.token(scope));
  }
}
