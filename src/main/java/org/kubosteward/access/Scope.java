package org.kubosteward.access;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a token or a key allows. One does not imply another. */
public enum Scope {
  /** To read the API and the page. */
  READ(ScopeName.READ),
  /** To ask for something: pause, resume, mute, approve, acknowledge, withdraw. */
  OPERATE(ScopeName.OPERATE),
  /** To read what is pinned, and how far it has come. */
  PIN_READ(ScopeName.PIN_READ),
  /** To pin and to unpin. */
  PIN_WRITE(ScopeName.PIN_WRITE),
  /** To see, make and revoke keys. */
  ADMIN(ScopeName.ADMIN);

  private final String label;

  Scope(String label) {
    this.label = label;
  }

  /** Its name in settings, keys and messages. */
  public String label() {
    return label;
  }

  /**
   * The scope of that name.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  public static Scope named(String label) {
    return Arrays.stream(values())
        .filter(scope -> scope.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no scope '%s'; use %s"
                        .formatted(
                            label,
                            Arrays.stream(values())
                                .map(Scope::label)
                                .collect(Collectors.joining(", ")))));
  }
}
