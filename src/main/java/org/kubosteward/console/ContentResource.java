package org.kubosteward.console;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.kubosteward.access.Problem;
import org.kubosteward.access.Rejected;
import org.kubosteward.access.ScopeName;
import org.kubosteward.content.ContentPage;
import org.kubosteward.ipld.Cid;

/** How content stands: all of it, page by page, and one at a time. */
@Path("/api/v1/content")
@Produces(MediaType.APPLICATION_JSON)
public class ContentResource {
  private static final int USUAL = 100;

  private final ContentDesk desk;

  ContentResource(ContentDesk desk) {
    this.desk = desk;
  }

  /** A page of all contents, in the order of their hashes. */
  @GET
  @RolesAllowed({ScopeName.READ, ScopeName.PIN_READ})
  public Object contents(
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after,
      @QueryParam("policy") @Nullable String policy,
      @QueryParam("verdict") @Nullable String verdict) {
    return desk.page(
        new ContentPage.Query(
            new QueryParameter("limit", limit).limit(USUAL, ContentPage.LIMIT_MOST),
            new QueryParameter("after", after).cid(),
            new QueryParameter("policy", policy).text(),
            new QueryParameter("verdict", verdict).verdict()));
  }

  /** One content with its requests, its copies and what is done about it. */
  @GET
  @RolesAllowed({ScopeName.READ, ScopeName.PIN_READ})
  @Path("/{cid}")
  public Object content(@PathParam("cid") String cid) {
    return desk.detail(cid(cid));
  }

  /** Why it has the copies that it has. */
  @GET
  @RolesAllowed({ScopeName.READ, ScopeName.PIN_READ})
  @Path("/{cid}/why")
  public Object why(@PathParam("cid") String cid) {
    return desk.why(cid(cid));
  }

  /** The CID in a path, in whatever version and base. */
  static Cid cid(String text) {
    return new QueryParameter("cid", text)
        .cid()
        .orElseThrow(() -> new Rejected(Problem.badRequest("there is no CID in the path")));
  }
}
