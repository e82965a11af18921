package org.kubosteward.access;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/**
 * Refuses a form whose percent signs are not well formed: reading it throws what a fault throws.
 */
@Provider
public class Forms implements ReaderInterceptor {
  @Override
  public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
    try {
      return body.proceed();
    } catch (IllegalArgumentException notEncoded) {
      throw new Rejected(
          Problem.badRequest("the form is not well encoded: a percent sign without two digits"));
    }
  }
}
