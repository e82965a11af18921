package org.kubosteward.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartErrorTest {
  @Test
  void everySettingOfTheWrongKindIsALineThatNamesItAndTheFix() {
    Settings settings = new Settings(Configs.MAPPINGS);
    for (String name : settings.names()) {
      String setting = name.replace("\"NAME\"", "\"x\"");
      List<String> lines = refusal(setting, "v\u20ac\nz");

      if (!takesAnyText(settings.type(setting).orElseThrow())) {
        assertThat(lines)
            .as(setting)
            .anySatisfy(
                line ->
                    assertThat(line)
                        .startsWith(setting + " is 'v\u20ac\\nz'; write ")
                        .doesNotContain("\n"));
      }
    }
  }

  @Test
  void anAddressWithoutASchemeSaysWhatToWrite() {
    assertThat(refusal("steward.fleet.nodes.\"a\".api", "10.0.0.7:5001"))
        .containsExactly(
            "steward.fleet.nodes.\"a\".api is '10.0.0.7:5001'; write an address with its scheme and"
                + " without blanks, such as http://host:5001");
  }

  @Test
  void ofWordsThatAreToBeChosenFromTheNearestToTheWrongOneIsNamed() {
    assertThat(refusal("steward.mode", "autp"))
        .containsExactly(
            "steward.mode is 'autp'; write observe, propose, approve, auto; did you mean auto?");
    assertThat(refusal("steward.roles", "plane, gatway"))
        .containsExactly(
            "steward.roles is 'plane, gatway'; write plane, gateway, csi; did you mean gateway?");
    assertThat(refusal("steward.mode", "yolo"))
        .containsExactly("steward.mode is 'yolo'; write observe, propose, approve, auto");
  }

  @Test
  void anAddressThatMayHoldAPasswordIsNotRepeated() {
    assertThat(refusal("steward.fleet.nodes.\"a\".api", "http://u:mark3d@ho st:5001"))
        .singleElement()
        .asString()
        .startsWith("steward.fleet.nodes.\"a\".api is not what it must be")
        .doesNotContain("mark3d");
  }

  @Test
  void aSettingThatIsLackingIsNamed() {
    assertThat(refusal("steward.fleet.nodes.\"a\".gateway", "http://127.0.0.1:8080"))
        .containsExactly("steward.fleet.nodes.\"a\".api is not set, and has no default: set it");
  }

  @Test
  void ourOwnWordsStayAsTheyAre() {
    assertThat(StartError.lines(new RuntimeException(new ConfigurationException("one\ntwo"))))
        .containsExactly("one", "two");
    assertThat(StartError.lines(new IllegalArgumentException("steward.x is wrong")))
        .containsExactly("steward.x is wrong");
  }

  @Test
  void aFaultOfThePlanesOwnIsNoSetting() {
    assertThat(StartError.lines(new IllegalStateException("steward.x"))).isEmpty();
    assertThat(StartError.lines(new IllegalArgumentException("no such thing"))).isEmpty();
  }

  private static boolean takesAnyText(Class<?> type) {
    return type == String.class || type == java.nio.file.Path.class || type == boolean.class;
  }

  /** What is said when this one setting is as given, of all mappings. */
  private static List<String> refusal(String setting, String value) {
    List<String> lines = new ArrayList<>();
    for (Class<?> mapping : Configs.MAPPINGS) {
      String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
      if (setting.startsWith(prefix + ".")) {
        try {
          new SmallRyeConfigBuilder()
              .addDiscoveredConverters()
              .withMapping(mapping)
              .withMappingIgnore("steward.**")
              .withSources(
                  new io.smallrye.config.PropertiesConfigSource(
                      java.util.Map.of(setting, value), "test", 500))
              .build();
        } catch (ConfigValidationException refused) {
          lines.addAll(StartError.lines(refused));
        }
      }
    }
    return lines;
  }
}
