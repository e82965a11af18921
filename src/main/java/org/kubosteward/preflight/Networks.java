package org.kubosteward.preflight;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Networks as kubo writes them, {@code /ip4/10.0.0.0/ipcidr/8}. */
final class Networks {
  private static final Pattern MULTIADDR =
      Pattern.compile("/ip[46]/([0-9a-fA-F.:]+)/ipcidr/([0-9]{1,3})");
  private static final Pattern ADDRESS = Pattern.compile("\\[?([0-9a-fA-F.:]+)]?");

  private Networks() {}

  /** The first of the networks that holds the address; empty when none does, or it is a name. */
  static Optional<String> holding(List<String> networks, String host) {
    return bytes(host).flatMap(a -> networks.stream().filter(net -> holds(net, a)).findFirst());
  }

  private static boolean holds(String network, byte[] address) {
    Matcher parts = MULTIADDR.matcher(network);
    if (!parts.matches()) {
      return false;
    }
    Optional<byte[]> base = bytes(parts.group(1)).filter(b -> b.length == address.length);
    int length = Integer.parseInt(parts.group(2));
    int drop = address.length * 8 - length;
    return drop >= 0
        && base.map(
                b ->
                    new BigInteger(1, b)
                        .shiftRight(drop)
                        .equals(new BigInteger(1, address).shiftRight(drop)))
            .orElse(false);
  }

  /** Of a literal only: nothing is looked up. */
  private static Optional<byte[]> bytes(String host) {
    Matcher literal = ADDRESS.matcher(host);
    if (!literal.matches() || !(host.contains(":") || host.matches("[0-9.]+"))) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(literal.group(1)).getAddress());
    } catch (UnknownHostException noAddress) {
      return Optional.empty();
    }
  }
}
