package org.kubosteward.console;

import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.kubosteward.access.Approach;
import org.kubosteward.access.Logins;
import org.kubosteward.access.Rejected;
import org.kubosteward.access.Root;
import org.kubosteward.access.SessionCookie;

/** Exchanges a token for a session cookie, so that a browser need not keep the token. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class LoginResource {
  private final Logins logins;

  LoginResource(Logins logins) {
    this.logins = logins;
  }

  /** Asks for a token. */
  @GET
  @Path("login")
  @PermitAll
  public TemplateInstance form() {
    return Pages.login("", Root.HERE);
  }

  /** Takes the token; on to the page, or once more with the reason why not. */
  @POST
  @Path("login")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @PermitAll
  public Response logIn(
      MultivaluedMap<String, String> form,
      @Context UriInfo uri,
      @Context HttpServerRequest connection) {
    Approach approach = approach(uri, connection);
    logins.ownPage(approach);
    try {
      String token = Optional.ofNullable(form.getFirst("token")).orElse("").strip();
      String session = logins.logIn(token, approach);
      return Root.see(Root.HERE).cookie(SessionCookie.of(session, secure(uri))).build();
    } catch (Rejected rejected) {
      return Response.status(rejected.problem().status())
          .entity(Pages.login(rejected.problem().detail(), Root.HERE))
          .build();
    }
  }

  /** Ends the session. */
  @POST
  @Path("logout")
  @PermitAll
  public Response logOut(@Context UriInfo uri, @Context HttpServerRequest connection) {
    Approach approach = approach(uri, connection);
    logins.ownPage(approach);
    logins.logOut(approach);
    return Root.see(Root.HERE).cookie(SessionCookie.gone(secure(uri))).build();
  }

  /** Ends this session and every other one of the same token, on whatever machine it was begun. */
  @POST
  @Path("logout-everywhere")
  @PermitAll
  public Response logOutEverywhere(@Context UriInfo uri, @Context HttpServerRequest connection) {
    Approach approach = approach(uri, connection);
    logins.ownPage(approach);
    logins.logOutEverywhere(approach);
    return Root.see(Root.HERE).cookie(SessionCookie.gone(secure(uri))).build();
  }

  private static Approach approach(UriInfo uri, HttpServerRequest connection) {
    return Approach.of(connection, uri.getPath());
  }

  private static boolean secure(UriInfo uri) {
    return uri.getRequestUri().getScheme().equals("https");
  }
}
