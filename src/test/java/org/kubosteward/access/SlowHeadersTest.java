package org.kubosteward.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlowHeadersTest {
  private static final InetSocketAddress API = new InetSocketAddress(8080);
  private static final InetSocketAddress PROBES = new InetSocketAddress(9000);

  private final Connections connections = new Connections(3, 2);
  private final EmbeddedChannel channel = new EmbeddedChannel();

  SlowHeadersTest() {
    channel.freezeTime();
    channel.pipeline().addFirst(new SlowHeaders(connections, SlowHeaders.WITHIN));
    channel.pipeline().fireChannelActive();
  }

  @Test
  void headersThatDripAreCutWithAnAnswerHoweverOftenAByteComes() {
    for (char drop : "GET / HTT".toCharArray()) {
      arrives(String.valueOf(drop));
      pass(1);
    }
    assertThat(channel.isOpen()).isTrue();
    pass(1);
    assertThat(channel.isOpen()).isFalse();
    ByteBuf answer = channel.readOutbound();
    assertThat(answer.toString(StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 408 ");
  }

  @Test
  void aConnectionThatSaysNothingIsClosed() {
    pass(10);
    assertThat(channel.isOpen()).isFalse();
    assertThat(channel.outboundMessages()).isEmpty();
  }

  @Test
  void wholeHeadersAreCutNoMoreHoweverLongTheAnswerTakes() {
    arrives("GET / HTTP/1.1\r\nHost: a\r");
    arrives("\n\r\n");
    pass(60);
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void emptyLinesBeforeARequestAreNoHeaders() {
    arrives("\r\n\r\nGET / HTTP/1.1\r\n");
    pass(10);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void theNextRequestOfAConnectionHasItsOwnDeadline() {
    arrives("GET / HTTP/1.1\r\n\r\n");
    channel.writeOutbound(Unpooled.copiedBuffer("answer", StandardCharsets.US_ASCII));
    pass(60);
    assertThat(channel.isOpen()).isTrue();
    arrives("GET ");
    pass(9);
    assertThat(channel.isOpen()).isTrue();
    pass(1);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void connectionsAreBoundedInAllAndByAddressAndEachPortByItself() {
    assertThat(connections.enter(API, from(1))).isTrue();
    assertThat(connections.enter(API, from(1))).isTrue();
    assertThat(connections.enter(API, from(1))).isFalse();
    assertThat(connections.enter(API, from(2))).isTrue();
    assertThat(connections.enter(API, from(3))).isFalse();
    assertThat(connections.enter(PROBES, from(1))).isTrue();
    connections.leave(API, from(1));
    assertThat(connections.enter(API, from(1))).isTrue();
  }

  private static InetSocketAddress from(int host) {
    return new InetSocketAddress("10.0.0." + host, 40_000 + host);
  }

  private void arrives(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  private void pass(int seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }
}
