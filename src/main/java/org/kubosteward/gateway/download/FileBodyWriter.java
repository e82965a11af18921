package org.kubosteward.gateway.download;

import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Writes a file as fast as its reader takes it. What fails after the head was sent ends the
 * connection before the announced length: nobody takes a part for the whole.
 */
@Provider
@Produces(MediaType.WILDCARD)
public class FileBodyWriter implements ServerMessageBodyWriter<FileBody> {
  private static final Logger LOG = Logger.getLogger(FileBodyWriter.class);

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, ResteasyReactiveResourceInfo resource, MediaType media) {
    return FileBody.class.isAssignableFrom(type);
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
    return FileBody.class.isAssignableFrom(type);
  }

  @Override
  public void writeTo(
      FileBody body,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType media,
      MultivaluedMap<String, Object> headers,
      OutputStream out) {
    throw new UnsupportedOperationException("a file is written to its response alone");
  }

  @Override
  public void writeResponse(FileBody body, Type generic, ServerRequestContext context) {
    ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) context;
    request.suspend();
    ServerHttpResponse response = context.serverResponse();
    // Asked for by the first write, before the runtime sets the other headers.
    response.setResponseHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(body.length()));
    Delivery delivery =
        new Delivery(
            body.walk(),
            body.blocks(),
            step -> body.context().runOnContext(now -> step.run()),
            new ToResponse(request, response, body.place()));
    response.addCloseHandler(
        () -> {
          delivery.cancel();
          body.place().leave();
        });
    body.context().runOnContext(now -> delivery.goOn());
  }

  private record ToResponse(
      ResteasyReactiveRequestContext request, ServerHttpResponse response, Place place)
      implements Delivery.Taker {
    @Override
    public void take(ByteBuffer bytes) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      response.write(copy, failed -> {});
    }

    @Override
    public boolean isGone() {
      if (response.closed()) {
        place.leave();
        return true;
      }
      return false;
    }

    @Override
    public boolean isFull() {
      return response.isWriteQueueFull();
    }

    @Override
    public void whenRoom(Runnable goOn) {
      response.addDrainHandler(goOn);
    }

    @Override
    public void end() {
      place.leave();
      response.end();
      request.resume();
    }

    @Override
    public void fail(Throwable why) {
      place.leave();
      LOG.warnf("download=cut why=\"%s\"", why.getMessage());
      HttpServerResponse raw = request.unwrap(HttpServerResponse.class);
      if (raw != null) {
        raw.reset();
      }
      request.resume();
    }
  }
}
