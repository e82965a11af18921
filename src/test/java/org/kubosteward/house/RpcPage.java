package org.kubosteward.house;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboContent;
import org.kubosteward.kubo.RpcPath;

/**
 * Who asks what of a node, read from the compiled calls: whoever calls {@link Kubo} or {@link
 * KuboContent}, and which {@link RpcPath} that method takes. A caller that is not listed here is an
 * error.
 */
public final class RpcPage {
  private static final String ROOT = "org.kubosteward.";
  private static final List<String> DIALS = List.of("reconnect-peer", "refresh-link");

  private static final List<Class<?>> CLIENTS = List.of(Kubo.class, KuboContent.class);

  /** The preflight looks at the fleet as the rounds do. */
  private static final List<String> OBSERVE = List.of("observe", "preflight");

  private static final List<String> PROOFS = List.of("proofs");

  private static final List<String> CANARIES = List.of("canaries", "preflight");

  private static final List<String> HEALS = List.of("heal-content");

  /** What each caller is for: a class, or one of its methods where they differ. */
  private static final Map<String, List<String>> PURPOSES =
      Map.ofEntries(
          Map.entry("probe.Interview", OBSERVE),
          Map.entry("probe.PeerLists", OBSERVE),
          Map.entry("probe.SlowTier", OBSERVE),
          Map.entry("probe.SilentNodeWatch", List.of("observe")),
          Map.entry("probe.Canary", CANARIES),
          Map.entry("probe.Leftovers", CANARIES),
          Map.entry("act.PeerActions.refresh", List.of("refresh-link")),
          Map.entry("act.PeerActions.dial", DIALS),
          Map.entry("act.GarbageCollection", List.of("collect-garbage")),
          Map.entry("act.BlockHealing", List.of("heal-blocks")),
          Map.entry("probe.proof.CopyProver", PROOFS),
          Map.entry("probe.proof.NodeReader", PROOFS),
          Map.entry("probe.proof.PresenceLook", PROOFS),
          Map.entry("act.BlockRepair", HEALS),
          Map.entry("act.CopyHealing", HEALS),
          Map.entry("act.HealSource", HEALS),
          Map.entry("act.PinHold", HEALS),
          Map.entry("act.content.CopyTransfer", List.of("copy-content")),
          Map.entry("act.content.ContentActions", List.of("drop-excess")),
          Map.entry("gateway.upload.Ingest", List.of("upload")),
          Map.entry("preflight.Surveyor", List.of("preflight")));

  /** In the order of the columns. */
  private static final List<String> COLUMNS =
      List.of(
          "observe",
          "canaries",
          "reconnect-peer",
          "refresh-link",
          "collect-garbage",
          "heal-blocks",
          "proofs",
          "copy-content",
          "heal-content",
          "drop-excess",
          "upload",
          "preflight");

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(Sources::ofTheProduct)
          .importPackages("org.kubosteward");

  private RpcPage() {}

  /** The page. */
  public static String text() {
    Map<String, Set<RpcPath>> needed = needed();
    return """
        # What the plane asks of kubo

        Made from the calls in the code. `steward.mode=observe` takes no action; it does put canary
        blocks (64 random bytes, unpinned) on one node, fetches them from another, and removes them
        again. `steward.probe.canary-max=0` switches canaries off: then nothing is written anywhere.
        `restart-pod` and `grow-volume` ask nothing of kubo. `preflight` is the Job of that name.
        *proofs* reads copies of content and writes nothing. `upload` is `PUT /api/v1/content` and
        its like; downloads ask the gateways.
        `/debug/metrics/prometheus` is read as well (*observe*); kubo asks for no credential there,
        and for any that it knows on `/api/v0/version`.

        | path | changes | %s |
        |---|---|%s|
        %s

        ## Credentials

        `API.Authorizations` of kubo allows what begins with one of `AllowedPaths`, as plain text:
        `diag/cmds` opens `diag/cmds/clear` and `diag/cmds/set-time` as well, which forget or keep the
        list of calls that ended, `version` opens `version/deps` and `version/check`. A credential
        that lacks what canaries need is no fault: the plane says so once in its log, and watches all
        else. A 403 on what *observe* needs is told as what cannot be told.

        Observe, without canaries:

        ```json
        %s
        ```

        Observe, with canaries:

        ```json
        %s
        ```

        All of it, as the manifests under `kubernetes/` give it to the plane:

        ```json
        %s
        ```
        """
        .formatted(
            String.join(" | ", COLUMNS),
            COLUMNS.stream().map(column -> "---").collect(Collectors.joining("|")),
            Stream.of(RpcPath.values())
                .filter(path -> all().contains(path))
                .map(path -> row(path, needed))
                .collect(Collectors.joining("\n")),
            json(needed.get("observe")),
            json(union(needed, List.of("observe", "canaries"))),
            json(all()));
  }

  /** What a credential needs for all that the plane can do. */
  public static Set<RpcPath> all() {
    return union(needed(), COLUMNS);
  }

  /** What one needs to watch, and nothing else. */
  public static Set<RpcPath> toObserve() {
    return union(needed(), List.of("observe"));
  }

  /** What the client for content can ask, whether or not anything in the plane asks it already. */
  public static Set<RpcPath> ofContent() {
    Set<RpcPath> paths = EnumSet.noneOf(RpcPath.class);
    HOUSE.get(KuboContent.class).getFieldAccessesFromSelf().stream()
        .filter(read -> read.getTargetOwner().isEquivalentTo(RpcPath.class))
        .forEach(read -> paths.add(RpcPath.valueOf(read.getTarget().getName())));
    return paths;
  }

  /** These as {@code AllowedPaths} has them. */
  public static String json(Set<RpcPath> paths) {
    return paths.stream()
        .map(path -> "\"" + path.path() + "\"")
        .collect(Collectors.joining(", ", "\"AllowedPaths\": [", "]"));
  }

  private static Set<RpcPath> union(Map<String, Set<RpcPath>> needed, List<String> purposes) {
    Set<RpcPath> all = EnumSet.noneOf(RpcPath.class);
    purposes.forEach(purpose -> all.addAll(needed.getOrDefault(purpose, Set.of())));
    return all;
  }

  private static String row(RpcPath path, Map<String, Set<RpcPath>> needed) {
    return "| `%s` | %s | %s |"
        .formatted(
            path.command(),
            path.change().orElse(""),
            COLUMNS.stream()
                .map(column -> needed.getOrDefault(column, Set.of()).contains(path) ? "x" : "")
                .collect(Collectors.joining(" | ")));
  }

  /** By purpose. */
  private static Map<String, Set<RpcPath>> needed() {
    Map<String, Set<RpcPath>> needed = new LinkedHashMap<>();
    for (JavaClass caller : HOUSE) {
      if (caller.getPackageName().equals(Kubo.class.getPackageName())) {
        continue;
      }
      accesses(caller).forEach(access -> note(access, needed));
    }
    return needed;
  }

  private static void note(JavaAccess<?> access, Map<String, Set<RpcPath>> needed) {
    Set<RpcPath> paths = paths(access, new HashSet<>());
    if (paths.isEmpty()) {
      return;
    }
    for (String purpose : purposes(access.getOrigin())) {
      needed.computeIfAbsent(purpose, p -> EnumSet.noneOf(RpcPath.class)).addAll(paths);
    }
  }

  private static List<String> purposes(JavaCodeUnit origin) {
    String type = origin.getOwner().getName().substring(ROOT.length()).replaceAll("\\$.*", "");
    List<String> ofMethod = PURPOSES.get(type + "." + origin.getName());
    List<String> purposes = ofMethod == null ? PURPOSES.get(type) : ofMethod;
    if (purposes == null) {
      throw new AssertionError(
          "%s.%s asks kubo something: say here what for".formatted(type, origin.getName()));
    }
    return purposes;
  }

  /** The calls and method references to kubo's clients. */
  private static Stream<JavaAccess<?>> accesses(JavaClass from) {
    return Stream.<JavaAccess<?>>concat(
            from.getMethodCallsFromSelf().stream(), from.getMethodReferencesFromSelf().stream())
        .filter(access -> CLIENTS.stream().anyMatch(access.getTargetOwner()::isEquivalentTo));
  }

  /** What that method asks for, by itself or by others of the client. */
  private static Set<RpcPath> paths(JavaAccess<?> access, Set<String> visited) {
    Set<RpcPath> paths = EnumSet.noneOf(RpcPath.class);
    if (CLIENTS.stream().noneMatch(access.getTargetOwner()::isEquivalentTo)) {
      return paths;
    }
    JavaClass client = HOUSE.get(access.getTargetOwner().getName());
    for (JavaCodeUnit method : client.getCodeUnits()) {
      boolean meant = access.getTarget().getFullName().equals(method.getFullName());
      if (meant && visited.add(method.getFullName())) {
        method.getFieldAccesses().stream()
            .filter(read -> read.getTargetOwner().isEquivalentTo(RpcPath.class))
            .forEach(read -> paths.add(RpcPath.valueOf(read.getTarget().getName())));
        accesses(client)
            .filter(call -> call.getOrigin().equals(method))
            .forEach(call -> paths.addAll(paths(call, visited)));
      }
    }
    return paths;
  }
}
