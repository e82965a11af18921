package org.kubosteward.console;

import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Exchanges a token for a session cookie, so that a browser need not keep the token. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class LoginResource {
  private final Gate gate;
  private final Sessions sessions;

  LoginResource(Gate gate, Sessions sessions) {
    this.gate = gate;
    this.sessions = sessions;
  }

  /** Asks for a token. */
  @GET
  @Path("login")
  @Open
  public TemplateInstance form() {
    return Pages.login("");
  }

  /** Takes the token; on to the page, or once more with the reason why not. */
  @POST
  @Path("login")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Open
  public Response logIn(
      MultivaluedMap<String, String> form,
      @Context ContainerRequestContext request,
      @Context HttpServerRequest connection) {
    Approach approach = GateFilter.approach(request, connection, Scope.READ);
    ownPage(approach);
    try {
      String token = Optional.ofNullable(form.getFirst("token")).orElse("").strip();
      String id = sessions.begin(gate.logIn(token, approach.address()));
      return Response.fromResponse(PageResource.home())
          .cookie(cookie(id, (int) Sessions.LASTS.toSeconds(), request))
          .build();
    } catch (Rejected rejected) {
      return Response.status(rejected.problem().status())
          .entity(Pages.login(rejected.problem().detail()))
          .build();
    }
  }

  /** Ends the session. */
  @POST
  @Path("logout")
  @Open
  public Response logOut(
      @Context ContainerRequestContext request, @Context HttpServerRequest connection) {
    Approach approach = GateFilter.approach(request, connection, Scope.READ);
    ownPage(approach);
    approach.session().ifPresent(sessions::end);
    return Response.fromResponse(PageResource.home()).cookie(cookie("", 0, request)).build();
  }

  private static void ownPage(Approach approach) {
    if (!approach.sameOrigin()) {
      throw new Rejected(
          Problem.of(403, "Forbidden", "this form is sent by the console's own page only"));
    }
  }

  private static NewCookie cookie(String id, int seconds, ContainerRequestContext request) {
    return new NewCookie.Builder(GateFilter.COOKIE)
        .value(id)
        .path("/")
        .maxAge(seconds)
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.STRICT)
        .secure(request.getUriInfo().getRequestUri().getScheme().equals("https"))
        .build();
  }
}
