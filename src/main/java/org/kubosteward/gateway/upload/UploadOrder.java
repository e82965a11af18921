package org.kubosteward.gateway.upload;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kubosteward.ipld.ImportProfile;

/**
 * What somebody wants done with what they send.
 *
 * @param name of the content and of its pin; may be empty
 * @param policy it is kept under
 * @param profile it is cut into blocks by
 * @param who sends it
 */
record UploadOrder(String name, String policy, ImportProfile profile, String who) {
  /** Bytes of a name at the most: more is refused by kubo for a pin. */
  private static final int NAME_MOST = 255;

  private static final Map<String, ImportProfile> PROFILES =
      new TreeMap<>(
          Map.of(
              ImportProfile.UNIXFS_V1_2025.name(), ImportProfile.UNIXFS_V1_2025,
              ImportProfile.UNIXFS_V0_2015.name(), ImportProfile.UNIXFS_V0_2015));

  /**
   * Reads what was said; what was not said is as usual.
   *
   * @throws UploadRefused listing what there is
   */
  static UploadOrder of(
      KeptContent kept,
      @Nullable String name,
      @Nullable String policy,
      @Nullable String profile,
      String who) {
    String called = Optional.ofNullable(name).orElse("");
    if (called.getBytes(StandardCharsets.UTF_8).length > NAME_MOST) {
      throw UploadRefused.badRequest("the name has more than %d bytes".formatted(NAME_MOST));
    }
    if (called.chars().anyMatch(Character::isISOControl)) {
      throw UploadRefused.badRequest("the name has control characters in it");
    }
    String wanted = Optional.ofNullable(policy).orElseGet(kept::usual);
    Set<String> policies = new TreeSet<>(kept.policies());
    if (!policies.contains(wanted)) {
      throw UploadRefused.badRequest(
          "there is no policy '%s'; use %s".formatted(wanted, String.join(", ", policies)));
    }
    String cut = Optional.ofNullable(profile).orElse(ImportProfile.UNIXFS_V1_2025.name());
    ImportProfile found = PROFILES.get(cut);
    if (found == null) {
      throw UploadRefused.badRequest(
          "there is no profile '%s'; use %s".formatted(cut, String.join(", ", PROFILES.keySet())));
    }
    return new UploadOrder(called, wanted, found, who);
  }
}
