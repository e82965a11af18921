package org.kubosteward.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Strikes secrets out of text that is logged, shown or answered: those that this process was given,
 * and what stands where a secret stands in a URL, a parameter or a header. One for the process, as
 * its log is.
 */
public final class Secrets {
  /** What stands in a secret's place. */
  public static final String STRUCK = "***";

  /** A shorter one is part of ordinary words, and would be struck out of them. */
  private static final int SHORTEST = 6;

  /** Tokens change while the process runs; the oldest are forgotten. */
  private static final int MOST = 4_096;

  /** What says that one of the patterns may fit, so that most text is not searched. */
  private static final Pattern SUSPECT =
      Pattern.compile(
          "@|pass|pwd|secret|token|bearer|basic|credential|ks_", Pattern.CASE_INSENSITIVE);

  private static final String HOST = "(?:[^\\s\"'<>/?#:@\\[\\]]+|\\[[0-9a-fA-F:.]+\\])";

  /**
   * Not before an address whose host is followed by a path: with an @ in it and no colon, or with
   * an @ that begins a part of it, {@code https://host:8443/path/@v/list}. A secret with a slash in
   * it has its user and a colon before it.
   */
  private static final String NO_USER =
      "(?!" + HOST + "[/?#][^@:]*@)(?!" + HOST + "(?::\\d{1,5})?(?:[/?#][^@\\s]*)?/@)";

  private static final List<Pattern> PLACES =
      List.of(
          // scheme://user:secret@host, also where blanks or slashes are in it
          Pattern.compile("(?<=://)" + NO_USER + "(?:[^\"'<>\\s]*@|[^\"'<>\\n@]{1,200}@)"),
          Pattern.compile("(?<=jdbc:)[^\"'<>\\n]{1,300}@", Pattern.CASE_INSENSITIVE),
          // password=secret, with blanks, quotes and percent signs as people write it
          Pattern.compile(
              "(?i)(?<=(?:password|passwd|passphrase|pass|pwd|secret|token|credential)"
                  + "(?:\"|'|%22)?\\s{0,3}(?:=|%3d)\\s{0,3})"
                  + "(?:\"[^\"]*\"|'[^']*'|[^\\s&;,\"'<>)\\]}]+)"),
          Pattern.compile("(?i)(?<=\\b(?:bearer|basic)(?: |%20))[A-Za-z0-9._~+/=-]{6,}"),
          // what opens with a key of ours, wherever it stands
          Pattern.compile("\\bks_[A-Za-z0-9_-]{43}"));

  private static final Set<String> GIVEN = new LinkedHashSet<>();
  private static volatile List<String> known = List.of();

  private Secrets() {}

  /** Remembers a secret, to be struck out of all text from now on; answers it. */
  public static String keep(String secret) {
    remember(secret);
    remember(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    return secret;
  }

  private static void remember(String secret) {
    if (secret.length() < SHORTEST || known.contains(secret)) {
      return;
    }
    synchronized (GIVEN) {
      GIVEN.add(secret);
      if (GIVEN.size() > MOST) {
        GIVEN.remove(GIVEN.iterator().next());
      }
      known = GIVEN.stream().sorted((a, b) -> b.length() - a.length()).toList();
    }
  }

  /** The text without secrets. */
  public static String strike(String text) {
    String struck = text;
    for (String secret : known) {
      if (struck.contains(secret)) {
        struck = struck.replace(secret, STRUCK);
      }
    }
    if (SUSPECT.matcher(struck).find()) {
      for (Pattern place : PLACES) {
        struck =
            place
                .matcher(struck)
                .replaceAll(found -> found.group().endsWith("@") ? STRUCK + "@" : STRUCK);
      }
    }
    return struck;
  }
}
