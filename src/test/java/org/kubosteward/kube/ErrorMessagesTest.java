package org.kubosteward.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every answer and every silence in words that name the fix. */
class ErrorMessagesTest {
  private static ApiResponse answer(int status, String message) {
    return ApiResponse.of(
        status, ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          list | pods | '' | in the namespace "ipfs" | the Role kubo-steward in namespace ipfs lacks list on pods
          create | pods/eviction | '' | in the namespace "ipfs" | the Role kubo-steward in namespace ipfs lacks create on pods/eviction
          patch | statefulsets/scale | apps | in the namespace "ipfs" | the Role kubo-steward in namespace ipfs lacks patch on statefulsets.apps/scale
          get | storageclasses | storage.k8s.io | at the cluster scope | the ClusterRole kubo-steward lacks get on storageclasses.storage.k8s.io
          """)
  void aLackingVerbIsNamedWithItsRole(
      String verb, String resource, String group, String where, String sentence) {
    String told =
        "x is forbidden: User \"u\" cannot %s resource \"%s\" in API group \"%s\" %s"
            .formatted(verb, resource, group, where);

    assertThat(ErrorMessages.isRbac(told)).isTrue();
    assertThat(ErrorMessages.denied(told)).isEqualTo(sentence);
  }

  @Test
  void aRefusalByAdmissionKeepsItsOwnWords() {
    String told = "persistentvolumeclaims \"c\" is forbidden: exceeded quota: storage";

    assertThat(ErrorMessages.isRbac(told)).isFalse();
    assertThat(ErrorMessages.denied(told)).isEqualTo(told);
    assertThat(ErrorMessages.denied("")).isEqualTo("forbidden");
  }

  @Test
  void silenceNamesTheAddressAndWhereToLook() {
    assertThat(
            ErrorMessages.of(
                ApiResponse.silence("connection refused"), "list pods", "https://a:6443"))
        .isEqualTo(
            "list pods: the API server at https://a:6443 gave no answer (connection refused); see"
                + " that it runs and that a NetworkPolicy lets this pod reach it");
  }

  @Test
  void anAnswerWithoutAStatusObjectIsStillASentence() {
    ApiResponse page = ApiResponse.of(502, "<html>".getBytes(StandardCharsets.UTF_8));

    assertThat(ErrorMessages.of(page, "list pods", "u"))
        .isEqualTo("list pods: 502 from the API server");
  }

  @Test
  void whatAServerSaysIsOneLineOfBoundedLength() {
    String sentence = ErrorMessages.of(answer(500, "a\\n\\tb" + "x".repeat(2_000)), "get", "u");

    assertThat(sentence).contains("a bxx").hasSizeLessThan(500).endsWith("...");
  }

  @Test
  void failuresOfTheNetworkAreTold() {
    assertThat(ErrorMessages.of(new UnknownHostException("api")))
        .isEqualTo("its host name has no address");
    assertThat(
            ErrorMessages.of(
                new CompletionException(new ConnectException("Connection refused: x"))))
        .isEqualTo("connection refused");
    assertThat(ErrorMessages.of(new TimeoutException("1 s"))).isEqualTo("no answer in time");
    assertThat(ErrorMessages.of(new SSLHandshakeException("unknown\nauthority")))
        .isEqualTo("its TLS and ours do not meet: unknown authority");
    assertThat(ErrorMessages.of(new IOException("broken"))).isEqualTo("broken");
    assertThat(ErrorMessages.of(new IllegalStateException())).isEqualTo("IllegalStateException");
  }
}
