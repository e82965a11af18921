package org.kubosteward.loop;

import java.util.List;
import java.util.OptionalLong;
import org.kubosteward.content.Step;
import org.kubosteward.ipld.Cid;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.CopyContent;
import org.kubosteward.remedy.HealContent;

/**
 * What an action begins with single copies. One that drops them changes nothing until it is done.
 */
final class BegunSteps {
  private BegunSteps() {}

  static List<Step> of(Action action) {
    if (action instanceof CopyContent copying) {
      return copying.copies().stream()
          .<Step>map(
              one ->
                  new Step.Transfer(
                      Cid.parse(one.cid()), one.node(), one.from(), OptionalLong.empty()))
          .toList();
    }
    if (action instanceof HealContent healing) {
      return healing.copies().stream()
          .<Step>map(
              one ->
                  new Step.Heal(
                      Cid.parse(one.cid()),
                      one.node(),
                      one.from(),
                      one.blocks().stream().map(Cid::parse).toList()))
          .toList();
    }
    return List.of();
  }
}
