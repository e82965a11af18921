package org.kubosteward.access;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection beyond the bounds, and one whose request line and headers are not whole in
 * time, counted from their first byte; the first ones from the opening of the connection. What the
 * runtime has is a time without any byte, which one byte in it leads around.
 */
final class SlowHeaders extends ChannelDuplexHandler {
  /**
   * Set on a connection whose request has a body that is read as it comes, with its own deadline.
   */
  private static final AttributeKey<Boolean> STANDS_ASIDE =
      AttributeKey.valueOf(SlowHeaders.class.getName());

  /** Headers come in one packet or two. */
  static final Duration WITHIN = Duration.ofSeconds(10);

  private static final String ANSWER =
      "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

  private final Connections connections;
  private final Duration within;
  private @Nullable ScheduledFuture<?> deadline;
  private boolean answering;
  private boolean begun;
  private boolean lineEnded;

  SlowHeaders(Connections connections, Duration within) {
    this.connections = connections;
    this.within = within;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws Exception {
    SocketAddress local = context.channel().localAddress();
    SocketAddress remote = context.channel().remoteAddress();
    if (!connections.enter(local, remote)) {
      ChannelFuture unused = context.close();
      return;
    }
    context.channel().closeFuture().addListener(closed -> connections.leave(local, remote));
    await(context);
    super.channelActive(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (!answering && !standsAside(context) && message instanceof ByteBuf bytes) {
      if (deadline == null) {
        await(context);
      }
      if (endsWithin(bytes)) {
        answering = true;
        stop();
      }
    }
    super.channelRead(context, message);
  }

  /** With an answer, or a part of a handshake, the client is served; what it sends next is new. */
  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    stop();
    answering = false;
    begun = false;
    lineEnded = false;
    super.write(context, message, promise);
  }

  /** Of such a connection, this is the last request. */
  static void standAside(Channel channel) {
    channel.attr(STANDS_ASIDE).set(true);
    SlowHeaders here = channel.pipeline().get(SlowHeaders.class);
    if (here != null) {
      here.stop();
    }
  }

  private static boolean standsAside(ChannelHandlerContext context) {
    return context.channel().hasAttr(STANDS_ASIDE);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    stop();
    super.channelInactive(context);
  }

  /** Whether an empty line ends the headers here; empty lines before a request are none. */
  private boolean endsWithin(ByteBuf bytes) {
    for (int i = bytes.readerIndex(); i < bytes.writerIndex(); i++) {
      byte b = bytes.getByte(i);
      if (b == '\n') {
        if (begun && lineEnded) {
          return true;
        }
        lineEnded = true;
      } else if (b != '\r') {
        begun = true;
        lineEnded = false;
      }
    }
    return false;
  }

  private void await(ChannelHandlerContext context) {
    deadline =
        context.executor().schedule(() -> close(context), within.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void close(ChannelHandlerContext context) {
    if (!begun) {
      ChannelFuture unused = context.close();
      return;
    }
    context
        .writeAndFlush(Unpooled.copiedBuffer(ANSWER, StandardCharsets.US_ASCII))
        .addListener(ChannelFutureListener.CLOSE);
  }

  private void stop() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }
}
