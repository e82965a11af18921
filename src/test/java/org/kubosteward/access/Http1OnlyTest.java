package org.kubosteward.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Http1OnlyTest {
  private final EmbeddedChannel channel = new EmbeddedChannel(new Http1Only());

  @Test
  void aConnectionThatBeginsWithThePrefaceOfHttp2Ends() {
    channel.writeInbound(bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));

    assertThat(channel.isOpen()).isFalse();
    assertThat(channel.inboundMessages()).isEmpty();
  }

  @Test
  void aPrefaceThatComesByteByByteIsOne() {
    for (char one : "PRI * HTTP/2".toCharArray()) {
      assertThat(channel.isOpen()).isTrue();
      channel.writeInbound(bytes(String.valueOf(one)));
    }

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aConnectionThatTheServerWouldSwitchEnds() {
    ChannelFuture unused =
        channel.writeOneOutbound(bytes("HTTP/1.1 101 Switching Protocols\r\n\r\n"));

    assertThat(channel.isOpen()).isFalse();
    assertThat(channel.outboundMessages()).isEmpty();
  }

  @Test
  void anOfferToSwitchIsTakenOutAndTheRequestGoesOn() {
    channel.writeInbound(
        bytes("GET / HTTP/1.1\r\nConnection: Upgrade\r\nupgrade: websocket, h2c\r\n\r\n"));

    assertThat(channel.isOpen()).isTrue();
    assertThat(read())
        .isEqualTo("GET / HTTP/1.1\r\nConnection: Upgrade\r\nupgrade: websocket, no-\r\n\r\n");
  }

  @Test
  void whatStandsInABodyOrInAnotherHeaderStays() {
    String first = "POST / HTTP/1.1\r\nX-Upgrade: h2c\r\n\r\nUpgrade: h2c\r\n";
    channel.writeInbound(bytes(first), bytes("Upgrade: h2c\r\n"));

    assertThat(read()).isEqualTo(first);
    assertThat(read()).isEqualTo("Upgrade: h2c\r\n");
  }

  @Test
  void whatBeginsLikeThePrefaceAndIsAnotherRequestGoesOn() {
    channel.writeInbound(bytes("PR"), bytes("OPFIND / HTTP/1.1\r\n\r\n"));
    channel.writeOutbound(bytes("HTTP/1.1 200 OK\r\n\r\n"), bytes("HTTP"));

    assertThat(channel.isOpen()).isTrue();
    assertThat(channel.inboundMessages()).hasSize(2);
    assertThat(channel.outboundMessages()).hasSize(2);
  }

  private String read() {
    ByteBuf read = channel.readInbound();
    return read.toString(StandardCharsets.US_ASCII);
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }
}
