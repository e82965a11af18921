package org.kubosteward.console;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kubosteward.access.Root;
import org.kubosteward.access.ScopeName;
import org.kubosteward.content.ContentPage;

/** The pages of content, and the parts of them that are renewed. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class ContentPageResource {
  private final RecordQueries clerk;
  private final ContentDesk desk;
  private final UploadsShown uploads;

  ContentPageResource(RecordQueries clerk, ContentDesk desk, UploadsShown uploads) {
    this.clerk = clerk;
    this.desk = desk;
    this.uploads = uploads;
  }

  /** How all content stands, and one page of it. */
  @GET
  @RolesAllowed({ScopeName.READ, ScopeName.PIN_READ})
  @Path("content")
  public TemplateInstance contents(
      @QueryParam("after") @Nullable String after,
      @QueryParam("policy") @Nullable String policy,
      @QueryParam("verdict") @Nullable String verdict,
      @Context SecurityContext visitor) {
    RecordSnapshot dossier = clerk.brief();
    return Pages.contents(
        board(dossier, query(after, policy, verdict)),
        Viewer.of(visitor, dossier.latest()),
        Root.HERE);
  }

  /** What the script puts in place of the old. */
  @GET
  @RolesAllowed({ScopeName.READ, ScopeName.PIN_READ})
  @Path("fragments/content")
  public TemplateInstance contentsAnew(
      @QueryParam("after") @Nullable String after,
      @QueryParam("policy") @Nullable String policy,
      @QueryParam("verdict") @Nullable String verdict,
      @Context SecurityContext visitor) {
    RecordSnapshot dossier = clerk.brief();
    return Pages.contentboard(
        board(dossier, query(after, policy, verdict)),
        Viewer.of(visitor, dossier.latest()),
        Root.HERE);
  }

  /** Everything about one content. */
  @GET
  @RolesAllowed({ScopeName.READ, ScopeName.PIN_READ})
  @Path("content/{cid}")
  public TemplateInstance content(@PathParam("cid") String cid, @Context SecurityContext visitor) {
    RecordSnapshot dossier = clerk.brief();
    return Pages.content(
        sheet(cid, dossier), Viewer.of(visitor, dossier.latest()), Root.from("/content/cid"));
  }

  /** What the script puts in place of the old, on a page that lies as deep as the content's own. */
  @GET
  @RolesAllowed({ScopeName.READ, ScopeName.PIN_READ})
  @Path("fragments/content/{cid}")
  public TemplateInstance contentAnew(
      @PathParam("cid") String cid, @Context SecurityContext visitor) {
    RecordSnapshot dossier = clerk.brief();
    return Pages.contentsheet(
        sheet(cid, dossier), Viewer.of(visitor, dossier.latest()), Root.from("/content/cid"));
  }

  private ContentBoard board(RecordSnapshot dossier, ContentPage.Query query) {
    return ContentBoard.of(dossier, uploads, query, desk::names);
  }

  private ContentSheet sheet(String text, RecordSnapshot dossier) {
    ContentDetail detail = desk.detail(ContentResource.cid(text));
    return ContentSheet.of(
        detail,
        detail.plan().isPresent()
            ? Optional.of(desk.why(ContentResource.cid(text)))
            : Optional.empty(),
        dossier.now(),
        ContentDesk.unknown(dossier));
  }

  private static ContentPage.Query query(
      @Nullable String after, @Nullable String policy, @Nullable String verdict) {
    return new ContentPage.Query(
        ContentBoard.PAGE,
        new QueryParameter("after", after).cid(),
        new QueryParameter("policy", policy).text(),
        new QueryParameter("verdict", verdict).verdict());
  }
}
