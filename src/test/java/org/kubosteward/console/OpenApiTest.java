package org.kubosteward.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.kubosteward.access.Problem;
import org.kubosteward.access.Scope;
import org.kubosteward.console.Routes.Route;
import org.kubosteward.content.CopyState;
import org.kubosteward.content.PinStatus;
import org.kubosteward.content.Verdict;
import org.kubosteward.fleet.Commands;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Provide;
import org.kubosteward.fleet.Volume;
import org.kubosteward.fleet.Workload;
import org.kubosteward.gateway.upload.UploadAnswer;
import org.kubosteward.health.Level;
import org.kubosteward.health.Status;
import org.kubosteward.pinning.PinAnswer;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Mode;
import org.kubosteward.roster.RosterAnswer;
import org.kubosteward.roster.RosterNode;
import org.kubosteward.roster.Use;

/** The OpenAPI document and the code say the same; OpenApiIT compares it with answers. */
class OpenApiTest {
  private static final Map<String, Class<? extends Record>> ANSWERS =
      Map.ofEntries(
          Map.entry("Problem", Problem.class),
          Map.entry("FieldError", Problem.FieldError.class),
          Map.entry("Health", HealthAnswer.class),
          Map.entry("Leader", HealthAnswer.Led.class),
          Map.entry("Finding", HealthAnswer.Item.class),
          Map.entry("Decided", HealthAnswer.Decided.class),
          Map.entry("Fleet", FleetAnswer.class),
          Map.entry("Link", FleetAnswer.LinkAnswer.class),
          Map.entry("Node", NodeAnswer.class),
          Map.entry("Repo", NodeAnswer.Repo.class),
          Map.entry("Bandwidth", NodeAnswer.Traffic.class),
          Map.entry("Pins", NodeAnswer.Kept.class),
          Map.entry("Provide", Provide.class),
          Map.entry("Command", Commands.Running.class),
          Map.entry("Pod", Pod.class),
          Map.entry("Ending", Pod.Ending.class),
          Map.entry("Workload", Workload.class),
          Map.entry("Volume", Volume.class),
          Map.entry("VolumeFill", Volume.Fill.class),
          Map.entry("Reading", NodeAnswer.Answered.class),
          Map.entry("Silence", SilenceAnswer.class),
          Map.entry("Uploaded", UploadAnswer.class),
          Map.entry("Roster", RosterAnswer.class),
          Map.entry("RosterNode", RosterNode.class),
          Map.entry("Contents", ContentAnswer.All.class),
          Map.entry("ContentItem", ContentAnswer.class),
          Map.entry("Content", ContentDetail.class),
          Map.entry("KeptUnder", ContentDetail.Policy.class),
          Map.entry("ContentRequest", ContentDetail.Request.class),
          Map.entry("ContentCopy", CopyAnswer.class),
          Map.entry("ContentTransfer", CopyAnswer.Transfer.class),
          Map.entry("ContentDamage", CopyAnswer.Damage.class),
          Map.entry("ContentPlan", ContentDetail.Planned.class),
          Map.entry("Barrier", ContentDetail.Barrier.class),
          Map.entry("ContentWhy", ContentExplanation.class),
          Map.entry("ContentNode", ContentExplanation.Node.class),
          Map.entry("Rounds", RoundsAnswer.class),
          Map.entry("Round", RoundsAnswer.Figures.class),
          Map.entry("RoundNode", RoundsAnswer.Node.class),
          Map.entry("Decisions", DecisionAnswer.All.class),
          Map.entry("Decision", DecisionAnswer.class),
          Map.entry("Attempt", AttemptAnswer.class),
          Map.entry("Guard", GuardAnswer.class),
          Map.entry("Explanation", Explanation.class),
          Map.entry("Wanted", Explanation.Wanted.class),
          Map.entry("Allowance", Explanation.Left.class),
          Map.entry("Rehearsal", DryRunAnswer.class),
          Map.entry("Cause", DryRunAnswer.Cause.class),
          Map.entry("PinObject", PinAnswer.Pin.class),
          Map.entry("PinStatus", PinAnswer.class),
          Map.entry("PinResults", PinAnswer.Results.class),
          Map.entry("Keys", KeyAnswer.All.class),
          Map.entry("Key", KeyAnswer.class),
          Map.entry("MadeKey", KeyAnswer.Made.class),
          Map.entry("Intents", IntentAnswer.All.class),
          Map.entry("Intent", IntentAnswer.class),
          Map.entry("Covered", IntentAnswer.Covered.class),
          Map.entry("ScrapeGroup", ScrapeTargets.Group.class),
          Map.entry("ScrapeLabels", ScrapeTargets.Labels.class));

  /** Read once for all tests: going over every class for its routes takes seconds. */
  private static final Contract CONTRACT = Contract.read();

  private static final Map<String, Route> ROUTES = Routes.all();

  @Test
  void everyRouteHasAnEntryAndEveryEntryARoute() {
    assertThat(ROUTES).containsKeys("GET /", "POST /api/v1/intents", "DELETE /api/v1/intents/{id}");
    assertThat(CONTRACT.operations().keySet()).containsExactlyInAnyOrderElementsOf(ROUTES.keySet());
  }

  @Test
  void everyEntrySaysWhoMayAndWhatItTakes() {
    ROUTES.forEach(
        (name, route) -> {
          JsonNode entry = entry(name);
          assertThat(roles(entry)).as(name).isEqualTo(scopes(route));
          assertThat(parameters(entry)).as(name).isEqualTo(route.parameters());
          assertThat(names(entry.path("requestBody").path("content")))
              .as(name)
              .isEqualTo(route.consumes());
        });
  }

  @Test
  void everyEntryHasTheStatusesOfItsKindOfRoute() {
    ROUTES.forEach(
        (name, route) -> {
          Set<String> expected = new HashSet<>(Set.of("400", "421", "500"));
          if (!route.open()) {
            // Whoever comes with a key while the journal is away.
            expected.addAll(Set.of("403", "429", "503"));
            expected.add(route.reads() && !route.api() ? "303" : "401");
          }
          if (!route.reads()) {
            expected.addAll(Set.of("408", "413", "403"));
          }
          if (!route.consumes().isEmpty()) {
            expected.add("415");
          }
          if (route.parameters().stream().anyMatch(given -> given.startsWith("path "))) {
            expected.add("404");
          }
          assertThat(CONTRACT.statuses(entry(name))).as(name).containsAll(expected);
        });
  }

  @Test
  void everyEntryAnswersInTheTypeOfItsResource() {
    ROUTES.forEach(
        (name, route) ->
            CONTRACT.statuses(entry(name)).stream()
                .filter(status -> status.startsWith("2") && !status.equals("204"))
                .map(status -> CONTRACT.resolved(entry(name).path("responses").path(status)))
                .filter(answer -> answer.has("content") || !name.startsWith("DELETE"))
                .forEach(
                    answer ->
                        assertThat(names(answer.path("content")))
                            .as(name)
                            .isEqualTo(route.produces())));
  }

  @Test
  void everyReferenceLeadsToWhatIsThereAndNothingIsLeftOver() {
    assertThat(CONTRACT.references())
        .isNotEmpty()
        .allSatisfy(
            reference ->
                assertThat(CONTRACT.document().at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
    Set<String> referred = new TreeSet<>(CONTRACT.references());
    for (String kind : List.of("schemas", "responses")) {
      assertThat(names(CONTRACT.document().path("components").path(kind)))
          .allSatisfy(name -> assertThat(referred).contains("#/components/" + kind + "/" + name));
    }
  }

  @Test
  void theSchemasHaveTheFieldsOfTheAnswers() {
    ANSWERS.forEach(
        (name, answer) -> {
          JsonNode schema = schema(name);
          RecordComponent[] parts = answer.getRecordComponents();
          assertThat(names(schema.path("properties")))
              .as(name)
              .isEqualTo(Arrays.stream(parts).map(OpenApiTest::field).collect(Collectors.toSet()));
          assertThat(texts(schema.path("required")))
              .as("what of %s is always there", name)
              .isEqualTo(
                  Arrays.stream(parts)
                      .filter(part -> !leftOut(part))
                      .map(OpenApiTest::field)
                      .collect(Collectors.toSet()));
          assertThat(schema.path("additionalProperties").asBoolean(true)).as(name).isFalse();
        });
  }

  @Test
  void theWordsOfClosedListsAreThoseOfTheCode() {
    assertThat(words(schema("Status"))).isEqualTo(names(Status.values()));
    assertThat(words(schema("Severity")))
        .isEqualTo(Stream.of(Level.values()).map(Level::severity).collect(Collectors.toSet()));
    assertThat(words(schema("Mode"))).isEqualTo(labels(Mode.values()));
    assertThat(words(schema("IntentKind"))).isEqualTo(labels(Intent.Kind.values()));
    assertThat(words(property("Attempt", "result"))).isEqualTo(labels(Attempt.Result.values()));
    assertThat(words(property("Attempt", "verification")))
        .isEqualTo(labels(Attempt.Verification.values()));
    assertThat(words(property("Decision", "kind"))).isEqualTo(labels(Decision.Kind.values()));
    assertThat(words(property("Decided", "kind"))).isEqualTo(labels(Decision.Kind.values()));
    assertThat(words(property("RosterNode", "use")))
        .isEqualTo(Stream.of(Use.values()).map(Use::label).collect(Collectors.toSet()));
    assertThat(words(schema("Scope")))
        .isEqualTo(Stream.of(Scope.values()).map(Scope::label).collect(Collectors.toSet()));
    assertThat(words(property("PinStatus", "status"))).isEqualTo(labels(PinStatus.values()));
    assertThat(words(schema("Verdict"))).isEqualTo(labels(Verdict.values()));
    assertThat(words(property("ContentCopy", "state"))).isEqualTo(labels(CopyState.values()));
    assertThat(words(property("ContentRequest", "status"))).isEqualTo(labels(PinStatus.values()));
    assertThat(words(property("Link", "outcome"))).isEqualTo(labels(Proof.Outcome.values()));
  }

  private JsonNode entry(String name) {
    return Optional.ofNullable(CONTRACT.operations().get(name)).orElseThrow();
  }

  private JsonNode schema(String name) {
    return CONTRACT.document().path("components").path("schemas").path(name);
  }

  private JsonNode property(String schema, String name) {
    return schema(schema).path("properties").path(name);
  }

  /** What the code lets somebody do it with; nothing for a route that is open. */
  private static Set<String> scopes(Route route) {
    assertThat(route.open() || !route.scopes().isEmpty()).as("%s has a rule", route).isTrue();
    Set<String> scopes = new TreeSet<>();
    route.scopes().forEach(scope -> scopes.add("token " + scope));
    if (!route.pinning()) {
      route.scopes().forEach(scope -> scopes.add("session " + scope));
    }
    return scopes;
  }

  private static Set<String> roles(JsonNode entry) {
    assertThat(entry.path("security").isArray()).isTrue();
    Set<String> roles = new TreeSet<>();
    entry
        .path("security")
        .forEach(
            way ->
                way.properties()
                    .forEach(
                        scheme ->
                            scheme
                                .getValue()
                                .forEach(
                                    role -> roles.add(scheme.getKey() + " " + role.asText()))));
    return roles;
  }

  private static Set<String> parameters(JsonNode entry) {
    Set<String> parameters = new TreeSet<>();
    entry
        .path("parameters")
        .forEach(p -> parameters.add(p.path("in").asText() + " " + p.path("name").asText()));
    return parameters;
  }

  private static String field(RecordComponent part) {
    return Optional.ofNullable(part.getAccessor().getAnnotation(JsonProperty.class))
        .map(JsonProperty::value)
        .orElse(part.getName());
  }

  /** Whether it is not there, rather than null, when there is none. */
  private static boolean leftOut(RecordComponent part) {
    boolean whole = part.getDeclaringRecord().isAnnotationPresent(JsonInclude.class);
    boolean optional = part.getType().equals(Optional.class);
    return part.getAccessor().isAnnotationPresent(JsonInclude.class) || (whole && optional);
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> names(Enum<?>[] values) {
    return Stream.of(values).map(Enum::name).collect(Collectors.toSet());
  }

  private static Set<String> labels(Enum<?>[] values) {
    return names(values).stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private static Set<String> words(JsonNode schema) {
    return texts(schema.path("enum"));
  }

  private static Set<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }
}
