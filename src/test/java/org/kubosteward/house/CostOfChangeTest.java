package org.kubosteward.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.ActionKind;

/**
 * What a new action and a new code cost, held. An action: its own file, the two lists that name it,
 * its performer, and the remedy that proposes it; whoever else wants to know what an action does
 * asks it for a fact. A code: its constant, its check, and its remedy or advice.
 */
class CostOfChangeTest {
  private static final String ROOT = "org.kubosteward.";

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(Sources::ofTheProduct)
          .importPackages("org.kubosteward");

  private static final Set<String> CONSTANTS =
      Stream.of(ActionKind.values()).map(Enum::name).collect(Collectors.toSet());

  private static final Set<String> RECORDS =
      Stream.of(ActionKind.values()).map(kind -> kind.type().getName()).collect(Collectors.toSet());

  /** The compiler keeps the table of a switch over an enum in a field of that name. */
  @Test
  void nobodySwitchesOverTheKindsButWhoPerformsThem() {
    assertThat(switchingOver("remedy$ActionKind"))
        .containsExactlyInAnyOrder("act.ActionRunner", "act.content.ContentActions");
  }

  @Test
  void nobodySwitchesOverTheCodesButWhoGivesAdvice() {
    assertThat(switchingOver("health$Code")).containsExactly("remedy.Advice");
  }

  private static Stream<String> switchingOver(String name) {
    return HOUSE.stream()
        .filter(
            type ->
                type.getFields().stream()
                    .anyMatch(
                        field -> field.getName().equals("$SwitchMap$org$kubosteward$" + name)))
        .map(CostOfChangeTest::file);
  }

  @Test
  void nobodyAsksWhichActionItIsButWhoPerformsOrProposesIt() {
    Set<String> asking = new TreeSet<>();
    for (JavaClass type : HOUSE) {
      boolean constant =
          type.getFieldAccessesFromSelf().stream()
              .map(access -> access.getTarget())
              .anyMatch(
                  field ->
                      field.getOwner().isEquivalentTo(ActionKind.class)
                          && CONSTANTS.contains(field.getName()));
      boolean named =
          type.getDirectDependenciesFromSelf().stream()
              .map(dependency -> dependency.getTargetClass().getName())
              .anyMatch(target -> RECORDS.contains(target) && !target.equals(type.getName()));
      if (constant || named) {
        asking.add(file(type));
      }
    }

    assertThat(asking)
        .contains("remedy.ActionKind", "act.ActionRunner", "remedy.HealBlocks", "remedy.Restart")
        .allSatisfy(
            name ->
                assertThat(name)
                    .as("knows an action where a fact of it would do")
                    .satisfiesAnyOf(
                        it -> assertThat(it).startsWith("act."),
                        // What a batch begins with each copy goes into the table of contents.
                        it -> assertThat(it).isEqualTo("loop.BegunSteps"),
                        it -> assertThat(it).isEqualTo("remedy.ActionKind"),
                        it -> assertThat(RECORDS).contains(ROOT + it),
                        it -> assertThat(REMEDIES).contains(it)));
  }

  @Test
  void thePageOfTheHouseSaysWhatACodeTakes() throws IOException {
    String page = Files.readString(Path.of("docs/ARCHITECTURE.md"));
    int from = page.indexOf("**Adding a health code**");

    assertThat(page.substring(from, page.indexOf("**Adding an action**")))
        .contains(
            "`Code`", "`Remedies`", "`Advice`", "scenarios", "alert", "runbook", "`FaultList`");
  }

  @Test
  void thePageOfTheHouseSaysWhatAnActionTakes() throws IOException {
    String page = Files.readString(Path.of("docs/ARCHITECTURE.md"));
    int from = page.indexOf("**Adding an action**");

    assertThat(from).isPositive();
    assertThat(page.substring(from))
        .contains("`Action`", "`ActionKind`", "`ActionRunner`", "`Remedies`", "`SweptAction`")
        .doesNotContain("every guard");
    assertThat(Action.class.getPermittedSubclasses())
        .extracting(Class::getName)
        .containsExactlyInAnyOrderElementsOf(RECORDS);
  }

  /** What proposes actions: the implementations of the remedies' interface. */
  private static final Set<String> REMEDIES =
      HOUSE.stream()
          .filter(type -> type.isAssignableTo(ROOT + "remedy.Remedy"))
          .map(CostOfChangeTest::file)
          .collect(Collectors.toSet());

  private static String file(JavaClass type) {
    String name = type.getName().substring(ROOT.length());
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }
}
