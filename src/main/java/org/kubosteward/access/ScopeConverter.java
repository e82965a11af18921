package org.kubosteward.access;

import org.eclipse.microprofile.config.spi.Converter;

/** Reads a scope of the settings. */
public class ScopeConverter implements Converter<Scope> {
  private static final long serialVersionUID = 1L;

  @Override
  public Scope convert(String value) {
    return Scope.named(value.strip());
  }
}
