package org.kubosteward.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/**
 * A namespace of its own on the API server that {@code steward.lab.kubeconfig} or KUBECONFIG names.
 * Pods are made without a machine and given their state by hand: no kubelet is needed.
 */
final class LabCluster implements AutoCloseable {
  private static final Map<String, String> LABELS = Map.of("app.kubernetes.io/name", "kubo");

  private final String kubeconfig = kubeconfig();
  private final KubernetesClient client =
      new KubernetesClientBuilder().withConfig(config()).build();
  private final String namespace = "e2e-" + UUID.randomUUID().toString().substring(0, 8);

  LabCluster() {
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
  }

  private static String kubeconfig() {
    String file =
        System.getProperty(
            "steward.lab.kubeconfig",
            String.valueOf(System.getenv().getOrDefault("KUBECONFIG", "")));
    if (file.isEmpty() || !new File(file).isFile()) {
      throw new AssertionError(
          "These tests need a real API server of which they are an administrator, and not '"
              + file
              + "': start one (lab/cluster up) and give its kubeconfig with"
              + " -Dsteward.lab.kubeconfig=FILE");
    }
    return file;
  }

  String namespace() {
    return namespace;
  }

  KubernetesClient client() {
    return client;
  }

  /** The administrator's way in. */
  Config config() {
    return Config.fromKubeconfig(new File(kubeconfig));
  }

  /** Where the API server listens. */
  URI address() {
    return URI.create(config().getMasterUrl());
  }

  /** The administrator's way in through a relay on this port. */
  Config through(int port) {
    Config config = config();
    config.setMasterUrl("https://127.0.0.1:" + port);
    return config;
  }

  /** The way in of a new ServiceAccount {@code kubo-steward} that may do nothing yet. */
  Config nobody() {
    client
        .serviceAccounts()
        .inNamespace(namespace)
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("kubo-steward")
                .endMetadata()
                .build())
        .create();
    Config config = config();
    config.setClientCertFile(null);
    config.setClientCertData(null);
    config.setClientKeyFile(null);
    config.setClientKeyData(null);
    config.setOauthToken(
        client
            .serviceAccounts()
            .inNamespace(namespace)
            .withName("kubo-steward")
            .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
            .getStatus()
            .getToken());
    return config;
  }

  /** Lets the ServiceAccount do this in the namespace. */
  void grant(String name, PolicyRule rule) {
    create(
        new RoleBuilder().withNewMetadata().withName(name).endMetadata().withRules(rule).build());
    create(
        new RoleBindingBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .withNewRoleRef("rbac.authorization.k8s.io", "Role", name)
            .addNewSubject("", "ServiceAccount", "kubo-steward", namespace)
            .build());
  }

  <T extends HasMetadata> T create(T object) {
    return client.resource(object).inNamespace(namespace).create();
  }

  /** A pod with the fleet's label that nobody runs. */
  Pod pod(String name) {
    return create(
        new PodBuilder()
            .withNewMetadata()
            .withName(name)
            .withLabels(LABELS)
            .endMetadata()
            .withNewSpec()
            .withSchedulerName("nobody")
            .addNewContainer()
            .withName("kubo")
            .withImage("example.org/kubo:v0.43.0")
            .endContainer()
            .endSpec()
            .build());
  }

  /** Says of a pod what its kubelet would. */
  void ready(String name, boolean ready, String ip) {
    client
        .pods()
        .inNamespace(namespace)
        .withName(name)
        .editStatus(
            pod ->
                new PodBuilder(pod)
                    .editOrNewStatus()
                    .withPhase("Running")
                    .withPodIP(ip)
                    .withConditions(
                        new PodConditionBuilder()
                            .withType("Ready")
                            .withStatus(ready ? "True" : "False")
                            .build())
                    .endStatus()
                    .build());
  }

  void delete(String pod) {
    client.pods().inNamespace(namespace).withName(pod).withGracePeriod(0).delete();
  }

  @Override
  public void close() {
    client.namespaces().withName(namespace).delete();
    client.close();
  }
}
