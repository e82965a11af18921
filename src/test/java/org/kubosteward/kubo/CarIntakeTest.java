package org.kubosteward.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.ByteRange;
import org.kubosteward.ipld.CarBounds;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.HashFunction;
import org.kubosteward.ipld.WalkBounds;

/** A CAR is taken when all of it is what it claims to be, and refused with the reason otherwise. */
class CarIntakeTest {
  private static final SampleDag DAG = SampleDag.ofFile(1, (2 << 20) + 5);
  private static final Block STRANGER = SampleDag.ofFile(2, 50).rootBlock();

  private final List<Block> taken = new ArrayList<>();

  private CarIntake of(CarWanted wanted) {
    return new CarIntake(wanted, taken::add);
  }

  private CarIntake all() {
    return of(CarWanted.all(DAG.root()));
  }

  private static CarIntake fed(CarIntake intake, byte[] car) {
    for (int from = 0; from < car.length; from += 65_521) {
      intake.take(Buffer.buffer().appendBytes(car, from, Math.min(65_521, car.length - from)));
    }
    return intake;
  }

  private static void unfit(FaultKind kind, String what, Runnable step) {
    assertThatThrownBy(step::run)
        .hasMessageContaining(what)
        .isInstanceOfSatisfying(
            UnusableAnswerException.class, fault -> assertThat(fault.kind()).isEqualTo(kind));
  }

  @Test
  void aWholeDagIsHandedOnBlockByBlock() {
    assertThat(fed(all(), DAG.car()).end())
        .isEqualTo(new CarTaken(DAG.blocks().size(), DAG.size()));
    assertThat(taken).containsExactlyElementsOf(DAG.inDepthOrder());
  }

  @Test
  void aDamagedBlockIsCorruptAndIsNotHandedOn() {
    byte[] car = DAG.car();
    car[car.length / 2] ^= 4;
    unfit(FaultKind.CORRUPT, "another hash", () -> fed(all(), car));
    assertThat(taken).containsExactlyElementsOf(DAG.inDepthOrder().subList(0, taken.size()));
  }

  @Test
  void aCarThatIsCutOffIsMalformed() {
    byte[] car = DAG.car();
    CarIntake cut = fed(all(), java.util.Arrays.copyOf(car, car.length - 1));
    unfit(FaultKind.MALFORMED, "ends in the middle", cut::end);
  }

  @Test
  void aCarThatEndsWellAndLacksABlockIsMalformed() {
    List<Block> some = DAG.inDepthOrder().subList(0, DAG.blocks().size() - 1);
    CarIntake intake = fed(all(), SampleDag.car(DAG.root(), some));
    unfit(FaultKind.MALFORMED, "1 blocks that it links to are not in it", intake::end);
    CarIntake empty = fed(all(), SampleDag.car(DAG.root(), List.of()));
    unfit(FaultKind.MALFORMED, "not in it", empty::end);
  }

  @Test
  void aStrangersBlockIsNotTaken() {
    List<Block> more = new ArrayList<>(DAG.inDepthOrder());
    more.add(2, STRANGER);
    unfit(
        FaultKind.MALFORMED,
        "is none that a block before it links to",
        () -> fed(all(), SampleDag.car(DAG.root(), more)));
    assertThat(taken).doesNotContain(STRANGER);
  }

  @Test
  void ofAPartTheRootComesFirst() {
    CarWanted entity = CarWanted.of(DAG.root(), DagScope.ENTITY);
    List<Block> part = List.of(DAG.rootBlock(), DAG.blocks().get(1));
    assertThat(fed(of(entity), SampleDag.car(DAG.root(), part)).end().blocks()).isEqualTo(2);
    unfit(
        FaultKind.MALFORMED,
        "not with its root",
        () -> fed(of(entity), SampleDag.car(DAG.root(), List.of(STRANGER))));
    unfit(
        FaultKind.MALFORMED,
        "not in it",
        () -> fed(of(entity), SampleDag.car(DAG.root(), List.of())).end());
  }

  @Test
  void ofOneBlockThereIsOne() {
    CarWanted one = CarWanted.of(DAG.root(), DagScope.BLOCK);
    byte[] more = SampleDag.car(DAG.root(), DAG.inDepthOrder().subList(0, 2));
    unfit(FaultKind.MALFORMED, "more in the CAR than one block", () -> fed(of(one), more));
  }

  @Test
  void whatPassesItsBoundIsTooLarge() {
    CarWanted few =
        new CarWanted(
            DAG.root(),
            DagScope.ALL,
            Optional.empty(),
            new CarBounds(1 << 10, 2, 1 << 30),
            WalkBounds.SHIPPED);
    unfit(FaultKind.TOO_LARGE, "more than 2 blocks", () -> fed(of(few), DAG.car()));
    CarWanted flat =
        new CarWanted(
            DAG.root(),
            DagScope.ALL,
            Optional.empty(),
            CarBounds.SHIPPED,
            new WalkBounds(1, 9, 9, 9, 9));
    unfit(FaultKind.TOO_LARGE, "deep", () -> fed(of(flat), DAG.car()));
  }

  @Test
  void aRootThatStandsInItsCidComesInACarWithoutBlocks() {
    Cid within = Block.of(Cid.RAW, HashFunction.IDENTITY, new byte[] {1, 2}).cid();
    for (DagScope scope : DagScope.values()) {
      CarIntake intake = of(CarWanted.of(within, scope));
      assertThat(fed(intake, SampleDag.car(within, List.of())).end().blocks()).isZero();
    }
  }

  @Test
  void aRangeIsWrittenAsTheGatewayReadsIt() {
    assertThat(CarWanted.entityBytes(new ByteRange(0, 5))).isEqualTo("0:4");
    assertThat(CarWanted.entityBytes(new ByteRange(7, Long.MAX_VALUE))).isEqualTo("7:*");
    assertThat(CarWanted.entityBytes(ByteRange.last(9))).isEqualTo("-9:*");
    assertThatThrownBy(
            () ->
                new CarWanted(
                    DAG.root(),
                    DagScope.ALL,
                    Optional.of(ByteRange.ALL),
                    CarBounds.SHIPPED,
                    WalkBounds.SHIPPED))
        .hasMessageContaining("dag-scope=entity");
  }
}
