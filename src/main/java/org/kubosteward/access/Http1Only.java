package org.kubosteward.access;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps HTTP/2 off connections without TLS: the offer to switch to it is taken out of a request, as
 * Java's own client makes it with every first one, and a connection that begins with the preface
 * ends. The runtime offers no switch for the port of metrics and probes. Behind TLS nothing of this
 * is to be seen here.
 */
final class Http1Only extends ChannelDuplexHandler {
  private static final byte[] PREFACE = "PRI * HTTP/2".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NOTHING = "no-".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SWITCHING = "HTTP/1.1 101 ".getBytes(StandardCharsets.US_ASCII);

  private static final Pattern OFFER =
      Pattern.compile("^upgrade:[^\\r\\n]*?(h2c)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
  private static final String END = "\r\n\r\n";

  private int matched;
  private boolean headersOver;
  private boolean begunOtherwise;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (!begunOtherwise && message instanceof ByteBuf bytes && begins(bytes)) {
      ReferenceCountUtil.release(message);
      ChannelFuture unused = context.close();
      return;
    }
    if (!headersOver && message instanceof ByteBuf bytes) {
      withoutOffer(bytes);
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

  /** Only a first request is asked whether it offers; one that is cut in two there may get by. */
  private void withoutOffer(ByteBuf bytes) {
    String text = bytes.toString(StandardCharsets.ISO_8859_1);
    int end = text.indexOf(END);
    headersOver = end >= 0;
    Matcher offer = OFFER.matcher(headersOver ? text.substring(0, end) : text);
    while (offer.find()) {
      bytes.setBytes(bytes.readerIndex() + offer.start(1), NOTHING);
    }
  }

  /** The switch that got by: a client that waits for it is told by the end of the connection. */
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
