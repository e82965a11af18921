package org.kubosteward.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as objects and objects as JSON, of servers that are newer than the models, too. */
class ModelsTest {
  private static byte[] bytes(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "7", "null", "{'metadata':"})
  void whatIsNoObjectIsNone(String json) {
    assertThat(Models.read(bytes(json), Pod.class)).isEmpty();
  }

  @Test
  void anObjectWithAFieldOfAnotherTypeIsNoneRatherThanHalfOfOne() {
    assertThat(Models.read(bytes("{'metadata':{'generation':{'new':1}}}"), Pod.class)).isEmpty();
    assertThat(Models.read(bytes("{'spec':{'containers':7}}"), Pod.class)).isEmpty();
    assertThat(
            Models.read(
                bytes("{'spec':{'resources':{'requests':{'storage':''}}}}"),
                PersistentVolumeClaim.class))
        .isEmpty();
  }

  @Test
  void aListThatIsNullIsEmpty() {
    Pod pod = Models.read(bytes("{'status':{'conditions':null}}"), Pod.class).orElseThrow();

    assertThat(pod.getStatus().getConditions()).isEmpty();
  }

  @Test
  void whatAModelDoesNotKnowIsKept() {
    String lease =
        "{'apiVersion':'coordination.k8s.io/v1','kind':'Lease','metadata':{'name':'l','odd':1},"
            + "'spec':{'renewTime':'2026-11-23T12:00:00.000000Z','odd':{'very':['so']}},'odd':true}";

    assertThat(
            Models.tree(bytes(Models.write(Models.read(bytes(lease), Lease.class).orElseThrow()))))
        .isEqualTo(Models.tree(bytes(lease)));
  }

  @Test
  void aRefusalSaysWhy() {
    ApiResponse refused =
        ApiResponse.of(429, bytes(Recorded.text("evict-refused.json").replace("'", "")));

    assertThat(refused.as(Status.class)).isPresent();
    assertThat(refused.causes()).isNotEmpty();
    assertThat(refused.message()).isNotEmpty();
  }

  @Test
  void anAnswerThatIsNoStatusSaysNothing() {
    for (String body :
        new String[] {"<html>", "{'message':{}}", "{'details':{'causes':7}}", "{}"}) {
      assertThat(ApiResponse.of(500, bytes(body)).message()).isEmpty();
      assertThat(ApiResponse.of(500, bytes(body)).causes()).isEmpty();
    }
  }
}
