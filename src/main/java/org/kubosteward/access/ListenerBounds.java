package org.kubosteward.access;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;

/**
 * Puts {@link Connections} in front of every connection that a listener of this process accepts.
 * Netty finds it by its service file, and makes it: the runtime offers no place of its own where a
 * connection can be met before its first request.
 */
public class ListenerBounds extends ChannelInitializerExtension {
  private static volatile Connections connections =
      new Connections(Integer.MAX_VALUE, Integer.MAX_VALUE);
  private static volatile boolean http2 = true;

  /** Switches it on; to be called before anything of Netty runs. */
  public static void install() {
    System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
  }

  /** One for the process, as its listeners are. */
  static void are(Connections bounds, boolean http2WithoutTls) {
    connections = bounds;
    http2 = http2WithoutTls;
  }

  @Override
  public void postInitializeServerChildChannel(Channel child) {
    if (!http2) {
      child.pipeline().addFirst(new Http1Only());
    }
    child.pipeline().addFirst(new SlowHeaders(connections, SlowHeaders.WITHIN));
  }
}
