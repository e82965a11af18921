package org.kubosteward.gateway.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TusHeadersTest {
  @Test
  void metadataIsKeysAndValuesInBase64() {
    assertThat(TusHeaders.metadata("filename bW9kZWw=, policy YQ==,draft"))
        .isEqualTo(Map.of("filename", "model", "policy", "a", "draft", ""));
    assertThat(TusHeaders.metadata("")).isEmpty();
    assertThat(TusHeaders.metadata(null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a ===", "a YQ==,a YQ==", "a YQ==,,b YQ==", " ,"})
  void otherMetadataIsRefused(String header) {
    assertThatThrownBy(() -> TusHeaders.metadata(header))
        .isInstanceOf(UploadRefused.class)
        .hasMessageContaining("Upload-Metadata");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "ten", "99999999999999999999"})
  void whatIsNoNumberOfBytesIsRefusedByTheNameOfItsHeader(String value) {
    assertThatThrownBy(() -> TusHeaders.number("Upload-Length", value))
        .hasMessage("the header Upload-Length is no number of bytes");
    assertThatThrownBy(() -> TusHeaders.number("Upload-Length", null))
        .hasMessage("the header Upload-Length is missing");
  }

  @Test
  void aPartSaysWhereItBeginsAndWhatItHashesTo() {
    TusPart part = TusPart.of(" 12 ", "sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=");
    assertThat(part.offset()).isEqualTo(12);
    assertThat(part.checksum())
        .contains(new TusPart.Checksum("SHA-1", "2aae6c35c94fcfb415dbe95f408b9ce91ee846ed"));
    assertThat(TusPart.of("0", null).checksum()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"md5 YQ==", "sha1", "sha1 %", "sha256 YQ== YQ=="})
  void otherChecksumsAreRefused(String header) {
    assertThatThrownBy(() -> TusPart.of("0", header)).hasMessageContaining("Upload-Checksum");
  }
}
