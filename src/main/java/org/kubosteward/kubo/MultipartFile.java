package org.kubosteward.kubo;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * What stands around the bytes of the one file in a multipart body.
 *
 * @param boundary 128 bits that nobody could know who made those bytes
 */
record MultipartFile(String boundary) {
  private static final SecureRandom DICE = new SecureRandom();
  private static final int BOUNDARY_BYTES = 16;

  /** With a boundary of its own. */
  static MultipartFile fresh() {
    byte[] bytes = new byte[BOUNDARY_BYTES];
    DICE.nextBytes(bytes);
    return new MultipartFile("kubo-steward-" + HexFormat.of().formatHex(bytes));
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  byte[] head() {
    String head =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"data\"; filename=\"data\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n";
    return head.getBytes(StandardCharsets.US_ASCII);
  }

  byte[] tail() {
    return ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
  }
}
