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
    return Pages.login("", Root.HERE);
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
      Caller caller = gate.logIn(token, approach.address());
      approach.session().ifPresent(sessions::end);
      String id = sessions.begin(caller);
      return Root.see(Root.HERE)
          .cookie(cookie(id, (int) Sessions.LASTS.toSeconds(), request))
          .build();
    } catch (Rejected rejected) {
      return Response.status(rejected.problem().status())
          .entity(Pages.login(rejected.problem().detail(), Root.HERE))
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
    return Root.see(Root.HERE).cookie(cookie("", 0, request)).build();
  }

  /** Ends this session and every other one of the same token, on whatever machine it was begun. */
  @POST
  @Path("logout-everywhere")
  @Open
  public Response logOutEverywhere(
      @Context ContainerRequestContext request, @Context HttpServerRequest connection) {
    Approach approach = GateFilter.approach(request, connection, Scope.READ);
    approach
        .session()
        .flatMap(sessions::whose)
        .map(Caller::name)
        .filter(name -> approach.sameOrigin())
        .ifPresent(sessions::endAll);
    return logOut(request, connection);
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
