package org.kubosteward.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.kubosteward.remedy.Intent;

/** What operators ask for. Nothing happens on its arrival; the next round reads it. */
@Path("/api/v1/intents")
@Produces(MediaType.APPLICATION_JSON)
public class IntentResource {
  /** An intent with the longest reason has 3 KiB. */
  private static final int BODY_MOST = 16 * 1024;

  private final IntentDesk desk;
  private final ObjectMapper json;

  IntentResource(IntentDesk desk, ObjectMapper json) {
    this.desk = desk;
    this.json = json;
  }

  /** The intents that hold, oldest first. */
  @GET
  public Object intents() {
    return IntentAnswer.All.of(desk.active());
  }

  /** Keeps an intent; 201 with it as it was kept. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response ask(InputStream body, @Context SecurityContext visitor) throws IOException {
    Intent kept = desk.ask(fields(body.readNBytes(BODY_MOST + 1)), Visitor.of(visitor));
    return Response.created(URI.create("/api/v1/intents/" + kept.id()))
        .entity(IntentAnswer.of(kept))
        .build();
  }

  /** Withdraws an intent. */
  @DELETE
  @Path("/{id: \\d{1,18}}")
  public void withdraw(@PathParam("id") long id, @Context SecurityContext visitor) {
    desk.withdraw(id, Visitor.of(visitor));
  }

  private Map<String, String> fields(byte[] body) throws IOException {
    if (body.length > BODY_MOST) {
      throw new Rejected(
          Problem.of(413, "Too large", "an intent has at most " + BODY_MOST + " bytes"));
    }
    Map<String, String> fields = new TreeMap<>();
    JsonNode tree = tree(body);
    if (!tree.isObject()) {
      throw new Rejected(Problem.badRequest("the body is not a JSON object"));
    }
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      JsonNode value = field.getValue();
      if (!value.isNull()) {
        fields.put(field.getKey(), value.isValueNode() ? value.asText() : value.toString());
      }
    }
    return fields;
  }

  private JsonNode tree(byte[] body) throws IOException {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException notJson) {
      throw new Rejected(
          Problem.badRequest("the body is not JSON: " + notJson.getOriginalMessage()));
    }
  }
}
