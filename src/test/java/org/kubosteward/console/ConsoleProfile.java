package org.kubosteward.console;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** The console alone: no database, no loop, five tokens. */
public class ConsoleProfile implements QuarkusTestProfile {
  static final String READ = "read-token";
  static final String OPERATE = "operate-token";
  static final String BOTH = "both-token";
  static final String ADMIN = "admin-token";
  static final String PINNER = "pinner-token";

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.http.test-port", "0");
    settings.put("quarkus.management.enabled", "false");
    settings.put("quarkus.scheduler.enabled", "false");
    token(settings, "watcher", READ, "read");
    token(settings, "robot", OPERATE, "operate");
    token(settings, "alice", BOTH, "read,operate");
    token(settings, "kubo", PINNER, "pin:read,pin:write");
    token(settings, "root", ADMIN, "admin,read,pin:read");
    return settings;
  }

  private static void token(Map<String, String> into, String name, String token, String scopes) {
    String prefix = "steward.api.tokens.\"" + name + "\".";
    into.put(prefix + "sha256", sha256(token));
    into.put(prefix + "scopes", scopes);
  }

  static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
