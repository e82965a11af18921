package org.kubosteward.roster;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rosters that whoever asks has already, as the header {@code If-None-Match} names them.
 *
 * @param any whether it has one, whichever it is
 * @param tags the tags of those it has, compared weakly
 */
record IfNoneMatch(boolean any, Set<String> tags) {
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"([^\"]*)\"");

  /** Reads the header; what is no tag in it is left out. */
  static IfNoneMatch of(@Nullable String header) {
    String text = header == null ? "" : header.strip();
    return new IfNoneMatch(
        text.equals("*"),
        TAG.matcher(text)
            .results()
            .map((MatchResult tag) -> tag.group(1))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether that roster is one of them. */
  boolean names(Posted posted) {
    return any || tags.contains(posted.roster().tag());
  }
}
