package org.kubosteward.kube;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
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

  static Mounts of(PodSpec spec, String container) {
    Map<String, String> volumes =
        spec.getVolumes().stream()
            .filter(volume -> claim(volume).isPresent())
            .collect(
                Collectors.toMap(
                    Volume::getName, volume -> claim(volume).orElseThrow(), (one, again) -> one));
    Map<String, String> claims = new LinkedHashMap<>();
    FleetObjects.containers(spec)
        .filter(c -> container.equals(c.getName()))
        .flatMap(c -> c.getVolumeMounts().stream())
        .forEach(
            mount -> {
              String claim = volumes.get(mount.getName());
              if (claim != null) {
                claims.putIfAbsent(bare(mount.getMountPath()), claim);
              }
            });
    return new Mounts(claims);
  }

  private static Optional<String> claim(Volume volume) {
    return Optional.ofNullable(volume.getPersistentVolumeClaim())
        .map(PersistentVolumeClaimVolumeSource::getClaimName);
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
