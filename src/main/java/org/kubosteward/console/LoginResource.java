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
  private final Audit audit;

  LoginResource(Gate gate, Sessions sessions, Audit audit) {
    this.gate = gate;
    this.sessions = sessions;
    this.audit = audit;
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
    gate.ownPage(approach);
    try {
      String token = Optional.ofNullable(form.getFirst("token")).orElse("").strip();
      Caller caller = gate.logIn(token, approach);
      approach.session().ifPresent(this::replaced);
      String id = sessions.begin(caller);
      audit.loggedIn(visit(caller, approach, id));
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
    gate.ownPage(approach);
    approach
        .session()
        .ifPresent(
            id ->
                sessions
                    .end(id)
                    .ifPresent(caller -> audit.loggedOut(visit(caller, approach, id), 1)));
    return Root.see(Root.HERE).cookie(cookie("", 0, request)).build();
  }

  /** Ends this session and every other one of the same token, on whatever machine it was begun. */
  @POST
  @Path("logout-everywhere")
  @Open
  public Response logOutEverywhere(
      @Context ContainerRequestContext request, @Context HttpServerRequest connection) {
    Approach approach = GateFilter.approach(request, connection, Scope.READ);
    gate.ownPage(approach);
    approach.session().ifPresent(id -> endAll(id, approach));
    return Root.see(Root.HERE).cookie(cookie("", 0, request)).build();
  }

  private void endAll(String id, Approach approach) {
    sessions
        .whose(id)
        .ifPresent(
            caller -> audit.loggedOut(visit(caller, approach, id), sessions.endAll(caller.name())));
  }

  private void replaced(String id) {
    sessions
        .end(id)
        .ifPresent(caller -> audit.sessionEnded(caller.name(), Sessions.shortly(id), "new-login"));
  }

  private static Visit visit(Caller caller, Approach approach, String id) {
    return new Visit(
        caller, approach.surface(), approach.address(), Optional.of(Sessions.shortly(id)));
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
