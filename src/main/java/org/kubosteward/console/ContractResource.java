package org.kubosteward.console;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import org.kubosteward.access.ScopeName;

/** What the API and the console promise, as OpenAPI: {@code docs/reference/openapi.yaml}. */
@Path("/api/v1/openapi.yaml")
public class ContractResource {
  static final String FILE = "/openapi.yaml";

  /** The document, for people and for what makes clients of it. */
  @GET
  @RolesAllowed(ScopeName.READ)
  @Produces("application/yaml")
  public byte[] contract() throws IOException {
    try (InputStream file = ContractResource.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IOException(FILE + " is not in this build");
      }
      return file.readAllBytes();
    }
  }
}
