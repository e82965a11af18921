package org.kubosteward.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @Test
  void aSecretThatWasGivenIsStruckWhereverItStands() {
    Secrets.keep("marked/1+given");

    assertThat(Secrets.strike("it said 'marked/1+given', and marked%2F1%2Bgiven"))
        .isEqualTo("it said '***', and ***");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://u:mark3d@host:5001",
        "http://u:mark3d@ho st:5001",
        "http://u:mark/3 mark3d@host:5001",
        "http://u:m@mark3d@host:5001",
        "http://mark3d@host:5001/x",
        "https://mark3d@host/path/@v/x",
        "https://u:mark3d@host:8443/path/@v/x",
        "http://corp/ada:mark3d@host:5001",
        "http://u:80/mark3d@host:5001",
        "jdbc:postgresql://root:mark3d@db/x",
        "jdbc:oracle:thin:scott/mark3d@db",
        "jdbc:postgresql://db/x?user=a&password=mark3d",
        "jdbc:postgresql://db/x?user=a&PassWord = mark3d",
        "jdbc:postgresql://db/x?sslpassword=mark3d&ssl=true",
        "jdbc:h2:file:x;PASSWORD=mark3d;TRACE=0",
        "jdbc:h2:file:x;PASSWORD='mark3d x'",
        "invalid header value: \"Bearer mark3d\"",
        "you sent authorization: basic bWFyazNk=mark3d",
        "?access_token=mark3d",
        "no file named ks_mark3dAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA-_9",
      })
  void whatStandsWhereASecretStandsIsStruck(String text) {
    assertThat(Secrets.strike(text)).doesNotContain("mark3d").contains(Secrets.STRUCK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "steward.journal.url holds a password; move it to steward.journal.password",
        "http://10.0.0.7:5001 does not answer",
        "write to ops@example.org",
        "https://proxy.example/mod/@v/list",
        "GET https://host:8443/path/@v/x: 404",
        "http://[::1]:5173/@vite/client is not there",
        "http://[2001:db8::1]/a@b",
        "https://registry.example/@scope/name?tag=a@b",
        "https://host/a@b#c",
        "see http://host/x, or write to a@b",
        "mail a@b and see http://host:80/x",
        "steward.alertmanager.token-file: /etc/token is empty; put the token into it",
        "one bearer of bad news",
      })
  void whatIsNoSecretStays(String text) {
    assertThat(Secrets.strike(text)).isEqualTo(text);
  }
}
