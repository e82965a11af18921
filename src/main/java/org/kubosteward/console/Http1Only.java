package org.kubosteward.console;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/**
 * Ends a connection without TLS that is to become one of HTTP/2: one that begins with its preface,
 * and one that the server would switch to it. The runtime offers no switch for the port of metrics
 * and probes. Behind TLS nothing of this is to be seen here.
 */
final class Http1Only extends ChannelDuplexHandler {
  private static final byte[] PREFACE = "PRI * HTTP/2".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SWITCHING = "HTTP/1.1 101 ".getBytes(StandardCharsets.US_ASCII);

  private int matched;
  private boolean begunOtherwise;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (!begunOtherwise && message instanceof ByteBuf bytes && begins(bytes)) {
      ReferenceCountUtil.release(message);
      ChannelFuture unused = context.close();
      return;
    }
    super.channelRead(context, message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    if (message instanceof ByteBuf bytes && switches(bytes)) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new IllegalStateException("HTTP/2 without TLS is switched off"));
      ChannelFuture unused = context.close();
      return;
    }
    super.write(context, message, promise);
  }

  /** Whether the connection has begun with the whole preface, in however many packets. */
  private boolean begins(ByteBuf bytes) {
    for (int i = bytes.readerIndex(); i < bytes.writerIndex(); i++) {
      if (bytes.getByte(i) != PREFACE[matched]) {
        begunOtherwise = true;
        return false;
      }
      if (++matched == PREFACE.length) {
        return true;
      }
    }
    return false;
  }

  private static boolean switches(ByteBuf bytes) {
    if (bytes.readableBytes() < SWITCHING.length) {
      return false;
    }
    for (int i = 0; i < SWITCHING.length; i++) {
      if (bytes.getByte(bytes.readerIndex() + i) != SWITCHING[i]) {
        return false;
      }
    }
    return true;
  }
}
