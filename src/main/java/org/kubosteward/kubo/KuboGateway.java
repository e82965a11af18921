package org.kubosteward.kubo;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;

/**
 * What the gateways of nodes hold, as blocks and CARs that are verified here. The endpoint is the
 * gateway's; what it asks for as a credential is shown, if anything.
 *
 * <p>What a node does not hold it is told not to fetch, and {@link FaultKind#ABSENT}. Only with
 * {@code Gateway.NoFetch} is that sure. Without it, kubo trusts what it remembers of its blocks:
 * one that was lost behind its back it fetches from whoever has it, keeps, and serves. Of a CAR it
 * looks for the root alone, and fetches what it misses below. {@link KuboContent#blockGet} and
 * {@link KuboContent#dagExport} never do.
 */
public final class KuboGateway {
  private static final String RAW = "application/vnd.ipld.raw";
  private static final String CAR = "application/vnd.ipld.car";

  private final Exchange.Clients clients;

  KuboGateway(Exchange.Clients clients) {
    this.clients = clients;
  }

  /** One block; {@link FaultKind#CORRUPT} when the node holds other bytes under its name. */
  public CompletionStage<Reply<Block>> block(KuboEndpoint gateway, Cid cid, Duration deadline) {
    Call call = Call.gateway("/ipfs/" + cid, RAW).with("format", "raw");
    return new Exchange<>(
            clients,
            gateway,
            call,
            deadline,
            Block.MOST_BYTES,
            new WholeBody<>(bytes -> Verified.block(cid, bytes)))
        .reply();
  }

  /**
   * A DAG or a part of one, in the order of a search in depth and each block once. Blocks are
   * handed on as they come, each verified. Only of {@link DagScope#ALL} it is known here whether
   * all came: of a file, its reader finds out.
   *
   * @param patience how long nothing may come
   */
  public Transfer<CarTaken> car(
      KuboEndpoint gateway, CarWanted wanted, BlockSink sink, Duration patience) {
    Call call =
        Call.gateway("/ipfs/" + wanted.root(), CAR)
            .with("format", "car")
            .with("car-version", "1")
            .with("car-order", "dfs")
            .with("car-dups", "n")
            .with("dag-scope", wanted.scope().word());
    if (wanted.bytes().isPresent()) {
      call = call.with("entity-bytes", CarWanted.entityBytes(wanted.bytes().get()));
    }
    return new StreamExchange<>(
            clients,
            gateway,
            call,
            patience,
            wanted.car().bytes(),
            new CarIntake(wanted, sink),
            Optional.empty())
        .start();
  }
}
