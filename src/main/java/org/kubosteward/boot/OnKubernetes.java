package org.kubosteward.boot;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Reading;
import org.kubosteward.kube.ApiServer;
import org.kubosteward.kube.FleetWatch;
import org.kubosteward.kube.KubeApi;
import org.kubosteward.kube.KubeEvent;
import org.kubosteward.kube.KubeEvent.Involved;
import org.kubosteward.kube.KubeSettings;
import org.kubosteward.kube.KubeletSettings;
import org.kubosteward.kube.Leadership;
import org.kubosteward.kube.LeaseSettings;
import org.kubosteward.kube.Permissions;
import org.kubosteward.kube.Term;
import org.kubosteward.loop.SystemClock;
import org.kubosteward.probe.KubernetesConfig;
import org.kubosteward.probe.KubernetesFleet;
import org.kubosteward.probe.Target;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.text.TokenFile;

/** All that a plane has of Kubernetes, from the settings, and closed with the plane. */
final class OnKubernetes implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("steward.kubernetes");

  private static final Duration CALL = Duration.ofSeconds(5);
  private static final Duration WATCH = Duration.ofSeconds(10);
  private static final Duration RELIST = Duration.ofMinutes(10);
  private static final int KUBELET_PORT = 10250;
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private final KubernetesConfig config;
  private final String namespace;
  private final String me;
  private final ApiServer api;
  private final FleetWatch watch;
  private final KubeApi verbs;
  private final KubernetesFleet fleet;
  private Optional<Leadership> leadership = Optional.empty();

  OnKubernetes(KubernetesConfig config, SystemClock clock) {
    this.config = config;
    this.namespace =
        config
            .namespace()
            .map(name -> oneNamespace("steward.kubernetes.namespace", name))
            .orElseGet(ApiServer::ownNamespace);
    config
        .lease()
        .namespace()
        .ifPresent(name -> oneNamespace("steward.kubernetes.lease.namespace", name));
    this.me =
        Optional.ofNullable(System.getenv("HOSTNAME")).orElse("kubo-steward")
            + "-"
            + Long.toHexString(new SecureRandom().nextLong());
    this.api = ApiServer.open();
    this.verbs = new KubeApi(api, CALL, me, clock, clock::nanos);
    this.watch = FleetWatch.open(api, settings(), clock, clock::nanos);
    this.fleet =
        new KubernetesFleet(
            () -> watch.begun() ? Optional.of(watch.look()) : Optional.empty(),
            watch::trouble,
            new KubernetesFleet.Place(
                namespace,
                config.selector(),
                config.container(),
                config.rpcPort(),
                config.gatewayPort()),
            this::authorization,
            clock);
    nameMissingRights();
  }

  /**
   * One namespace, as Kubernetes names them. It would go into a path, where a list of them is a
   * namespace that does not exist and that nobody may read.
   *
   * @throws IllegalArgumentException naming the setting and what to write
   */
  static String oneNamespace(String setting, String name) {
    if (NAMESPACE.matcher(name).matches()) {
      return name;
    }
    throw new IllegalArgumentException(
        "%s is '%s'; write the name of one namespace, such as ipfs: a plane watches one, and a fleet"
                .formatted(setting, name)
            + " in another has a plane of its own");
  }

  KubernetesFleet fleet() {
    return fleet;
  }

  KubeApi verbs() {
    return verbs;
  }

  /** Begins to seek the lease, which it keeps only while it is {@code fit}. */
  OnKubernetes contend(SystemClock clock, BooleanSupplier fit) {
    KubernetesConfig.Lease lease = config.lease();
    leadership =
        Optional.of(
            Leadership.open(
                api,
                new LeaseSettings(
                    leaseNamespace(), lease.name(), lease.duration(), lease.renewEvery()),
                me,
                clock,
                clock::nanos,
                fit));
    return this;
  }

  Optional<Term> term() {
    return leadership.flatMap(Leadership::term);
  }

  /** {@code wake} is called, on a thread of its own, when a pod has changed. */
  void onChange(Runnable wake) {
    watch.onChange(wake);
  }

  /** What the plane needs and the API server would deny it. */
  CompletionStage<Permissions> rights() {
    return verbs.permissions(NeededRights.of(namespace, leaseNamespace(), config.lease().name()));
  }

  /** Tells people who look at the object, too, what was done to it. */
  void announce(Attempt attempt) {
    involved(attempt.action())
        .ifPresent(
            object ->
                verbs
                    .announce(
                        new KubeEvent(
                            object,
                            attempt.result() != Attempt.Result.DONE,
                            camel(attempt.action().kind().label()),
                            camel(attempt.action().kind().label()),
                            "%s for %s %s: %s (attempt %d)"
                                .formatted(
                                    attempt.action().describe(),
                                    attempt.cause().code(),
                                    attempt.cause().subject(),
                                    attempt.detail(),
                                    attempt.id())))
                    .whenComplete(
                        (reply, never) ->
                            reply
                                .failure()
                                .ifPresent(why -> LOG.warnf("event=not-written why=\"%s\"", why))));
  }

  private Optional<Involved> involved(Action action) {
    String place = action.target().namespace();
    Optional<Involved> judged =
        action
            .object()
            .map(
                object ->
                    switch (object.sort()) {
                      case POD -> Involved.pod(place, object.name(), object.uid());
                      case CLAIM -> Involved.claim(place, object.name(), object.uid());
                    });
    return judged.or(() -> pod(action.target()));
  }

  private Optional<Involved> pod(NodeId node) {
    return fleet.select().targets().stream()
        .filter(target -> target.id().equals(node))
        .findFirst()
        .flatMap(Target::pod)
        .flatMap(Reading::value)
        .map(Pod::uid)
        .map(uid -> Involved.pod(node.namespace(), node.name(), uid));
  }

  private static String camel(String kebab) {
    StringBuilder camel = new StringBuilder();
    for (String word : kebab.split("-", -1)) {
      camel.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return camel.toString();
  }

  private String leaseNamespace() {
    return config.lease().namespace().orElseGet(ApiServer::ownNamespace);
  }

  private KubeSettings settings() {
    return new KubeSettings(
        namespace,
        config.selector(),
        config.container(),
        config.repository(),
        WATCH,
        RELIST,
        CALL,
        config.volumeStats()
            ? Optional.of(
                new KubeletSettings(
                    KUBELET_PORT,
                    config.kubeletCa(),
                    config.kubeletUnverified(),
                    config.volumeStatsEvery()))
            : Optional.empty());
  }

  /** Read each time: a Secret that changes needs no restart. */
  private Optional<String> authorization() {
    return config.rpcTokenFile().flatMap(OnKubernetes::token).map(token -> "Bearer " + token);
  }

  private static Optional<String> token(Path file) {
    try {
      return Optional.of(TokenFile.read(file, "steward.kubernetes.rpc-token-file"));
    } catch (IllegalArgumentException wrong) {
      LOG.error(wrong.getMessage());
      return Optional.empty();
    }
  }

  private void nameMissingRights() {
    rights()
        .whenComplete(
            (permissions, never) -> {
              permissions
                  .missing()
                  .forEach(
                      verb ->
                          LOG.errorf(
                              "right=missing verb=\"%s\" why=\"give it to the ServiceAccount in its"
                                  + " Role (kubernetes/base/plane/rbac.yaml); what needs it is not"
                                  + " done\"",
                              verb));
              permissions.unknown().forEach(why -> LOG.warnf("right=unknown why=\"%s\"", why));
            });
  }

  @Override
  public void close() {
    leadership.ifPresent(Leadership::close);
    watch.close();
    api.close();
  }
}
