package org.kubosteward.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the claims of a pod are mounted in one of its containers.
 *
 * @param claims their names, by path
 */
record Mounts(Map<String, String> claims) {
  /** What flatfs and pebble call the directory that most of a repository is in. */
  private static final String BLOCKS = "/blocks";

  static Mounts of(JsonNode spec, String container) {
    Map<String, String> volumes =
        FleetObjects.all(spec.path("volumes"))
            .filter(volume -> volume.path("persistentVolumeClaim").hasNonNull("claimName"))
            .collect(
                Collectors.toMap(
                    volume -> volume.path("name").asText(""),
                    volume -> volume.path("persistentVolumeClaim").path("claimName").asText(""),
                    (one, again) -> one));
    Map<String, String> claims = new LinkedHashMap<>();
    FleetObjects.containers(spec)
        .filter(c -> c.path("name").asText("").equals(container))
        .flatMap(c -> FleetObjects.all(c.path("volumeMounts")))
        .forEach(
            mount -> {
              String claim = volumes.get(mount.path("name").asText(""));
              if (claim != null) {
                claims.putIfAbsent(bare(mount.path("mountPath").asText("")), claim);
              }
            });
    return new Mounts(claims);
  }

  /** The claim mounted at the repository or above it; else the container's first. */
  Optional<String> repository(String repository) {
    return holding(bare(repository)).or(() -> claims.values().stream().findFirst());
  }

  /** The claim that holds the blocks, where it is another than the repository's. */
  Optional<String> blocks(String repository) {
    return holding(bare(repository) + BLOCKS)
        .filter(claim -> repository(repository).filter(claim::equals).isEmpty());
  }

  /** The claim that is mounted nearest above a path. */
  private Optional<String> holding(String path) {
    return claims.entrySet().stream()
        .filter(mount -> (path + "/").startsWith(mount.getKey() + "/"))
        .max((one, other) -> Integer.compare(one.getKey().length(), other.getKey().length()))
        .map(Map.Entry::getValue);
  }

  private static String bare(String path) {
    return path.replaceAll("/+$", "");
  }
}
