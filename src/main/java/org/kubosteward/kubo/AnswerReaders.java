package org.kubosteward.kubo;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.kubosteward.kubo.ActiveCommands.Command;
import org.kubosteward.kubo.SwarmResources.Use;

/** What kubo's answers look like, one reader a call. */
final class AnswerReaders {
  /** Arguments tell what a stuck command works on; the first few, and a CID's length, suffice. */
  private static final int MAX_ARGS = 8;

  private static final int MAX_ARG_CHARS = 256;

  private static final Set<String> COMMAND = Set.of("Active", "Command", "ID", "StartTime", "Args");

  /** More digits than 64 bits have are no limit of kubo's. */
  private static final Pattern LIMIT = Pattern.compile("\\d{1,20}");

  private AnswerReaders() {}

  static Identity identity(byte[] body) {
    Fields id = Fields.of(body, "ID", "AgentVersion", "Addresses");
    return new Identity(id.text("ID"), id.text("AgentVersion"), id.texts("Addresses"));
  }

  static Version version(byte[] body) {
    Fields version = Fields.of(body, "Version", "Repo", "Commit", "System");
    return new Version(
        version.text("Version"),
        version.text("Repo"),
        version.text("Commit"),
        version.text("System"));
  }

  static PeeringSet peering(byte[] body) {
    List<PeeringSet.Member> members = new ArrayList<>();
    Fields.eachOf(
        body,
        "Peers",
        peer -> members.add(new PeeringSet.Member(peer.text("ID"), peer.texts("Addrs"))));
    return new PeeringSet(members);
  }

  static Bandwidth bandwidth(byte[] body) {
    Fields bw = Fields.of(body, "TotalIn", "TotalOut");
    return new Bandwidth(bw.counter("TotalIn"), bw.counter("TotalOut"));
  }

  static RepoStat repoStat(byte[] body) {
    Fields repo = Fields.of(body, "RepoSize", "StorageMax");
    return new RepoStat(repo.count("RepoSize"), repo.bounded("StorageMax"));
  }

  /**
   * kubo calls the bytes available to it total_space and those that include root's reserve
   * free_space (0.42 and 0.43, against df). The disk's size is not told.
   */
  static DiskSpace diskSpace(byte[] body) {
    Fields disk = Fields.of(body, "diskinfo").object("diskinfo");
    return new DiskSpace(disk.counter("total_space"));
  }

  static BitswapStat bitswap(byte[] body) {
    Fields stat =
        Fields.of(
            body,
            "Wantlist",
            "BlocksReceived",
            "BlocksSent",
            "DataReceived",
            "DataSent",
            "DupBlksReceived",
            "DupDataReceived");
    return new BitswapStat(
        stat.size("Wantlist"),
        stat.counter("BlocksReceived"),
        stat.counter("BlocksSent"),
        stat.counter("DataReceived"),
        stat.counter("DataSent"),
        stat.counter("DupBlksReceived"),
        stat.counter("DupDataReceived"));
  }

  static ProvideStat provide(byte[] body) {
    Fields stat = Fields.of(body, "Sweep", "Legacy");
    Optional<Fields> sweep = stat.objectIfAny("Sweep");
    if (sweep.isEmpty()) {
      // The old provider fills Legacy instead; an answer with neither is none.
      stat.object("Legacy");
    }
    return new ProvideStat(sweep.map(AnswerReaders::sweep));
  }

  private static ProvideStat.Sweep sweep(Fields sweep) {
    Fields queues = sweep.object("queues");
    Fields schedule = sweep.object("schedule");
    Instant next = schedule.instant("next_reprovide_at");
    return new ProvideStat.Sweep(
        sweep.object("connectivity").text("status"),
        queues.count("pending_key_provides"),
        queues.count("pending_region_reprovides"),
        schedule.count("keys"),
        // Go's zero time, year 1, stands for never.
        next.isAfter(Instant.EPOCH) ? Optional.of(next) : Optional.empty());
  }

  static SwarmResources resources(byte[] body) {
    Fields system = Fields.of(body, "System").object("System");
    return new SwarmResources(
        use(system, "Conns"),
        use(system, "ConnsInbound"),
        use(system, "Streams"),
        use(system, "Memory"),
        use(system, "FD"));
  }

  /** A limit is a number, a number in a string, or one of libp2p's words; left out it is zero. */
  private static Use use(Fields scope, String name) {
    return new Use(scope.counter(name + "Usage"), limit(scope, name));
  }

  private static OptionalLong limit(Fields scope, String name) {
    if (scope.isNothing(name)) {
      return OptionalLong.of(0);
    }
    if (scope.isNumber(name)) {
      return scope.bounded(name);
    }
    String word = scope.text(name);
    if (word.equals("unlimited")) {
      return OptionalLong.empty();
    }
    if (word.equals("blockAll")) {
      return OptionalLong.of(0);
    }
    if (!LIMIT.matcher(word).matches()) {
      throw UnusableAnswerException.malformed("System." + name + " is no limit");
    }
    BigInteger told = new BigInteger(word);
    return told.bitLength() < Long.SIZE ? OptionalLong.of(told.longValue()) : OptionalLong.empty();
  }

  static ActiveCommands commands(byte[] body) {
    List<Command> commands = new ArrayList<>();
    long[] total = {0};
    Fields.eachOf(
        body,
        "Active",
        COMMAND,
        told -> {
          String name = told.text("Command");
          if (told.flag("Active") && !name.equals("diag/cmds")) {
            total[0]++;
            if (commands.size() < ActiveCommands.MOST) {
              commands.add(
                  new Command(told.count("ID"), name, told.instant("StartTime"), args(told)));
            }
          }
        });
    return new ActiveCommands(commands, total[0]);
  }

  private static List<String> args(Fields told) {
    return told.isNothing("Args")
        ? List.of()
        : told.texts("Args").stream()
            .limit(MAX_ARGS)
            .map(arg -> arg.substring(0, Math.min(arg.length(), MAX_ARG_CHARS)))
            .toList();
  }

  static Bootstrap bootstrap(byte[] body) {
    return new Bootstrap(Fields.of(body, "Peers").texts("Peers"));
  }

  /** A key that a configuration leaves out has kubo's own default: no filter, for one. */
  static NodeConfig config(byte[] body) {
    Fields all =
        Fields.of(body, "AutoConf", "Bootstrap", "Swarm", "Addresses", "Bitswap", "Gateway");
    Optional<Fields> addresses = all.objectIfAny("Addresses");
    Optional<Fields> bitswap = all.objectIfAny("Bitswap");
    return new NodeConfig(
        flag(all.objectIfAny("AutoConf"), "Enabled"),
        list(Optional.of(all), "Bootstrap"),
        list(all.objectIfAny("Swarm"), "AddrFilters"),
        list(addresses, "NoAnnounce"),
        list(addresses, "Swarm"),
        flag(bitswap, "ServerEnabled"),
        flag(bitswap, "Libp2pEnabled"),
        flag(all.objectIfAny("Gateway"), "NoFetch"));
  }

  /** One of kubo's flags: absent and null are its default. */
  private static Optional<Boolean> flag(Optional<Fields> fields, String name) {
    return fields.filter(f -> !f.isNothing(name)).map(f -> f.flag(name));
  }

  private static List<String> list(Optional<Fields> fields, String name) {
    return fields.filter(f -> !f.isNothing(name)).map(f -> f.texts(name)).orElse(List.of());
  }

  static String blockPut(byte[] body) {
    return Fields.of(body, "Key").text("Key");
  }

  /**
   * swarm/connect and swarm/disconnect: one sentence, which may tell of failure with status 200.
   */
  static String sentence(byte[] body) {
    List<String> told = Fields.of(body, "Strings").texts("Strings");
    if (told.isEmpty()) {
      throw UnusableAnswerException.malformed("Strings is empty");
    }
    told.stream()
        .filter(line -> !line.endsWith(" success"))
        .findFirst()
        .ifPresent(AnswerReaders::reject);
    return told.get(0);
  }

  private static void reject(String message) {
    throw UnusableAnswerException.told(FaultKind.REJECTED, message);
  }
}
