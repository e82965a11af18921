package org.kubosteward.console;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kubosteward.access.Problem;
import org.kubosteward.access.Root;
import org.kubosteward.access.ScopeName;
import org.kubosteward.access.Visitor;

/** The page, the part of it that is renewed, and what its forms ask for. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class PageResource {
  /**
   * Kinds that take no end. The page has one form for all kinds, and it always says for how long.
   */
  private static final Set<String> ENDLESS = Set.of("resume", "acknowledge");

  private final RecordQueries clerk;
  private final IntentDesk desk;
  private final RehearsalDesk rehearsals;

  PageResource(RecordQueries clerk, IntentDesk desk, RehearsalDesk rehearsals) {
    this.clerk = clerk;
    this.desk = desk;
    this.rehearsals = rehearsals;
  }

  /** The whole page. */
  @GET
  @RolesAllowed(ScopeName.READ)
  public TemplateInstance page(@Context SecurityContext visitor) {
    RecordSnapshot dossier = clerk.full();
    return Pages.page(Board.of(dossier), Viewer.of(visitor, dossier.latest()), Root.HERE);
  }

  /** What the script puts in place of the old. */
  @GET
  @RolesAllowed(ScopeName.READ)
  @Path("fragments/board")
  public TemplateInstance board(@Context SecurityContext visitor) {
    RecordSnapshot dossier = clerk.full();
    return Pages.board(Board.of(dossier), Viewer.of(visitor, dossier.latest()), Root.HERE);
  }

  /** A form of the page; the fields are those of {@code POST /api/v1/intents}. */
  @RolesAllowed(ScopeName.OPERATE)
  @POST
  @Path("intents")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response ask(MultivaluedMap<String, String> form, @Context SecurityContext visitor) {
    Map<String, String> asked = fields(form);
    if (ENDLESS.contains(asked.getOrDefault("kind", ""))) {
      asked.remove("expiresIn");
    }
    return home(desk.ask(asked, Visitor.visit(visitor)).notice(), Root.HERE);
  }

  /** Everything about one finding; the parameters are those of {@code GET /api/v1/explain}. */
  @GET
  @RolesAllowed(ScopeName.READ)
  @Path("why")
  public TemplateInstance why(
      @QueryParam("code") @Nullable String code,
      @QueryParam("node") @Nullable String node,
      @QueryParam("peer") @Nullable String peer) {
    return Pages.why(
        rehearsals.explain(
            new QueryParameter("code", code),
            new QueryParameter("node", node),
            new QueryParameter("peer", peer)),
        Root.HERE);
  }

  /** A form of the page; the fields are those of {@code POST /api/v1/dry-run}. */
  @RolesAllowed({ScopeName.READ, ScopeName.OPERATE})
  @POST
  @Path("dry-run")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public TemplateInstance dryRun(MultivaluedMap<String, String> form) {
    return Pages.rehearsal(rehearsals.dryRun(fields(form)), Root.HERE);
  }

  /** A form of the page: the intent is not wanted any more. */
  @RolesAllowed(ScopeName.OPERATE)
  @POST
  @Path("intents/{id: \\d{1,18}}/withdraw")
  public Response withdraw(@PathParam("id") long id, @Context SecurityContext visitor) {
    return home(desk.withdraw(id, Visitor.visit(visitor)), Root.from("/intents/id/withdraw"));
  }

  private static Map<String, String> fields(MultivaluedMap<String, String> form) {
    Map<String, String> fields = new HashMap<>();
    form.forEach((name, values) -> fields.put(name, values.isEmpty() ? "" : values.get(0)));
    return fields;
  }

  /** Back to the page, unless there is something to say that the page does not. */
  private static Response home(Optional<String> notice, String root) {
    return notice
        .map(
            why ->
                Response.ok(Pages.problem(Problem.of(200, "Done, but not all of it", why), root)))
        .map(Response.ResponseBuilder::build)
        .orElseGet(() -> Root.see(root).build());
  }
}
