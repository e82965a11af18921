package org.kubosteward.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import io.quarkus.scheduler.Scheduled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The walls of the house: which room may know which, and what the thinking rooms may touch. */
class ArchitectureTest {
  private static final String ROOT = "org.kubosteward.";

  private static final Set<String> PURE = Set.of("ipld", "fleet", "content", "health", "remedy");

  /** It builds all the others, so it may import each of them but the demo. */
  private static final String BOOT = "boot";

  /** What each other room may import; a room that is not here does not exist. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("ipld", Set.of()),
              Map.entry("fleet", Set.of()),
              Map.entry("content", Set.of("fleet", "ipld")),
              Map.entry("health", Set.of("fleet", "content")),
              Map.entry("remedy", Set.of("ipld", "fleet", "content", "health")),
              Map.entry("text", Set.of()),
              Map.entry("kubo", Set.of("ipld", "text")),
              Map.entry("kube", Set.of("text")),
              Map.entry("probe", Set.of("ipld", "fleet", "content", "kubo", "kube")),
              Map.entry("act", Set.of("ipld", "fleet", "content", "remedy", "kubo", "kube")),
              Map.entry("preflight", Set.of("fleet", "health", "kubo", "kube", "probe")),
              Map.entry("journal", Set.of("ipld", "fleet", "content", "health", "remedy", "text")),
              Map.entry("access", Set.of("journal", "text")),
              Map.entry("metrics", Set.of("fleet", "content", "health", "remedy", "journal")),
              // Silences are made with pauses: ADR 12.
              Map.entry("alertmanager", Set.of("fleet", "text")),
              Map.entry(
                  "console",
                  Set.of(
                      "ipld",
                      "fleet",
                      "content",
                      "health",
                      "remedy",
                      "journal",
                      "access",
                      "alertmanager",
                      "text")),
              Map.entry("roster", Set.of("fleet", "health", "remedy", "journal", "access")),
              Map.entry("pinning", Set.of("ipld", "content", "journal", "access", "text")),
              Map.entry("gateway", Set.of("ipld", "kubo", "access", "roster")),
              Map.entry("demo", Set.of("kubo", "fleet", "probe", "text")),
              Map.entry(
                  "loop",
                  Set.of(
                      "ipld", "fleet", "content", "health", "remedy", "kube", "probe", "act",
                      "journal", "metrics", "access"))));

  /** The demo is not in what is packaged. */
  private static final Set<String> BELOW_BOOT =
      MAY_IMPORT.keySet().stream()
          .filter(room -> !room.equals("demo"))
          .collect(Collectors.toUnmodifiableSet());

  /**
   * The floors: what is many of a kind in its room, and which of its types the others name. A floor
   * imports from its room, and from what its room may import, whatever it needs. Its room, and
   * every other, names its list alone: who reads the room's own files need not know one of the
   * many.
   */
  private static final Map<String, Set<String>> FLOORS =
      Map.of(
          "remedy.guard",
          Set.of("Guards"),
          "health.check",
          Set.of("Checks"),
          // What moves and drops copies: one performer, and what it is given.
          "act.content",
          Set.of("ContentActions", "Nodes", "RateLimit"),
          "probe.proof",
          Set.of(
              "BadBlock",
              "CopyProver",
              "KnownBlocks",
              "PresenceLook",
              "PresenceResult",
              "ProofDesk",
              "ProofLimits",
              "ProofPlace",
              "ProofResult"),
          // Built by boot: what is asked of the others, and what does the work.
          "gateway.upload",
          Set.of(
              "IngestNode",
              "IngestNodes",
              "KeptContent",
              "Wanted",
              "UploadBounds",
              "UploadConfig",
              "UnderWay",
              "UploadDesk",
              "Uploads"),
          "gateway.download",
          Set.of("DownloadConfig", "DownloadDesk", "SourceNode", "SourceNodes"));

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(Sources::ofTheProduct)
          .importPackages("org.kubosteward");

  private static final DescribedPredicate<JavaClass> THOUGHT =
      JavaClass.Predicates.resideInAnyPackage(
          "java.lang..",
          "java.util",
          "java.util.function",
          "java.util.stream",
          "java.util.regex",
          "java.time..",
          "java.math",
          // Digests: what a hash gives depends on its input alone.
          "java.security",
          "org.jspecify..",
          ROOT + "ipld..",
          ROOT + "fleet..",
          ROOT + "content..",
          ROOT + "health..",
          ROOT + "remedy..");

  /** Bytes as values, and the two hashes that the JDK has not. */
  private static final DescribedPredicate<JavaClass> BYTES =
      JavaClass.Predicates.resideInAnyPackage(
          "java.nio", "java.nio.charset", "org.bouncycastle.crypto..");

  private static final DescribedPredicate<JavaAccess<?>> READS_THE_CLOCK =
      DescribedPredicate.describe(
          "read the clock or roll dice",
          access ->
              Set.of("now", "currentTimeMillis", "nanoTime", "systemUTC", "randomUUID", "system")
                      .contains(access.getName())
                  && access.getTargetOwner().getPackageName().startsWith("java."));

  @Test
  void everyRoomImportsOnlyWhatTheMapAllows() {
    List<String> breaches = new ArrayList<>();
    for (JavaClass type : HOUSE) {
      Set<String> allowed =
          room(type).equals(BOOT) ? BELOW_BOOT : MAY_IMPORT.getOrDefault(room(type), Set.of());
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass())
          .filter(target -> target.getPackageName().startsWith(ROOT))
          .filter(target -> !room(target).equals(room(type)) && !allowed.contains(room(target)))
          .forEach(target -> breaches.add(type.getName() + " -> " + target.getName()));
    }
    assertThat(breaches).isEmpty();
  }

  @Test
  void everyClassHasADeclaredRoom() {
    Set<String> rooms = new TreeSet<>();
    HOUSE.forEach(type -> rooms.add(room(type)));
    rooms.remove(BOOT);
    assertThat(MAY_IMPORT.keySet()).containsAll(rooms);
  }

  @Test
  void nobodyImportsBootOrTheDemoAndNobodyButBootImportsTheLoop() {
    assertThat(MAY_IMPORT.values())
        .allSatisfy(may -> assertThat(may).doesNotContain(BOOT, "loop", "demo"));
  }

  @Test
  void roomsFormNoCycle() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void everyFloorIsDeclared() {
    Set<String> floors = new TreeSet<>();
    HOUSE.stream()
        .filter(type -> !floor(type).equals(room(type)))
        .forEach(type -> floors.add(floor(type)));
    assertThat(floors).isEqualTo(new TreeSet<>(FLOORS.keySet()));
  }

  @Test
  void ofAFloorOthersKnowItsListAlone() {
    List<String> breaches = new ArrayList<>();
    for (JavaClass type : HOUSE) {
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass())
          .filter(target -> target.getPackageName().startsWith(ROOT))
          .filter(target -> FLOORS.containsKey(floor(target)))
          .filter(target -> !floor(target).equals(floor(type)))
          .filter(target -> !FLOORS.get(floor(target)).contains(target.getSimpleName()))
          .forEach(target -> breaches.add(type.getName() + " -> " + target.getName()));
    }
    assertThat(breaches).isEmpty();
  }

  @Test
  void nothingIsScheduledBeforeTheStartHasJudgedTheSettings() {
    methods()
        .that()
        .areAnnotatedWith(Scheduled.class)
        .should(
            ArchCondition.from(
                DescribedPredicate.describe(
                    "be skipped while the application is not running",
                    method ->
                        method
                            .getAnnotationOfType(Scheduled.class)
                            .skipExecutionIf()
                            .equals(Scheduled.ApplicationNotRunning.class))))
        .check(HOUSE);
  }

  @Test
  void pureRoomsKnowOnlyThoughtAndTime() {
    classes()
        .that(arePure().and(DescribedPredicate.not(handleBytes())))
        .should()
        .onlyDependOnClassesThat(THOUGHT)
        .check(HOUSE);
    classes().that(handleBytes()).should().onlyDependOnClassesThat(THOUGHT.or(BYTES)).check(HOUSE);
  }

  @Test
  void pureRoomsHaveNoHands() {
    noClasses()
        .that(arePure())
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.System")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Thread.class, Runtime.class, ProcessBuilder.class, java.util.Random.class)
        .check(HOUSE);
  }

  @Test
  void theClockIsReadInOnePlace() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + "loop.SystemClock")
        .should()
        .accessTargetWhere(READS_THE_CLOCK)
        .check(HOUSE);
  }

  /** What it sends is what the Roles must grant: kube.UsedRightsTest. */
  @Test
  void nothingButTheApiServerSendsRequestsToOne() {
    noClasses()
        .that()
        .haveNameNotMatching(".*\\.kube\\.(ApiServer|WatchStream)(\\$.*)?")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage("io.fabric8.kubernetes.client..")
                .and(
                    DescribedPredicate.describe(
                        "send requests",
                        type ->
                            !Set.of("Config", "KubernetesSerialization")
                                .contains(type.getSimpleName()))))
        .check(HOUSE);
  }

  @Test
  void nothingIsSetAfterItIsMade() {
    methods()
        .that()
        // Vert.x asks every stream for it.
        .doNotHaveName("setWriteQueueMaxSize")
        .should()
        .haveNameNotMatching("set[A-Z].*")
        .check(HOUSE);
  }

  private static DescribedPredicate<JavaClass> handleBytes() {
    return DescribedPredicate.describe("handle bytes", type -> room(type).equals("ipld"));
  }

  private static DescribedPredicate<JavaClass> arePure() {
    return DescribedPredicate.describe("are pure", type -> PURE.contains(room(type)));
  }

  /** Its package below the root: the room, or the floor in it. */
  private static String floor(JavaClass type) {
    return type.getPackageName().substring(Math.min(ROOT.length(), type.getPackageName().length()));
  }

  private static String room(JavaClass type) {
    String rest =
        type.getPackageName().substring(Math.min(ROOT.length(), type.getPackageName().length()));
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
