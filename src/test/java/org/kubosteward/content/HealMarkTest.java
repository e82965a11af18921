package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;

class HealMarkTest {
  @Test
  void itNamesTheRootAndIsTheSameForever() {
    Block mark = HealMark.of(Given.cid(1));

    assertThat(StandardCharsets.UTF_8.decode(mark.data()).toString())
        .isEqualTo("kubo-steward has unpinned this to heal it: " + Given.cid(1));
    assertThat(mark.cid().codec()).isEqualTo(Cid.RAW);
    assertThat(HealMark.of(Given.cid(1))).isEqualTo(mark);
  }

  @Test
  void everyRootAndEveryVersionOfItHasItsOwn() {
    Cid one = Cid.of(Cid.DAG_PB, Given.cid(1).multihash());
    Cid zero = Cid.decode(Given.cid(1).multihash().bytes());

    assertThat(HealMark.of(one).cid()).isNotEqualTo(HealMark.of(zero).cid());
    assertThat(HealMark.of(Given.cid(2)).cid()).isNotEqualTo(HealMark.of(Given.cid(1)).cid());
  }
}
