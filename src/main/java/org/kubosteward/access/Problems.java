package org.kubosteward.access;

import io.vertx.core.json.JsonObject;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.kubosteward.journal.JournalUnavailable;

/**
 * Turns what went wrong into an answer: problem JSON for programs, or the form of the standard that
 * they follow; a page for people.
 */
public class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);

  /** When to ask again, in seconds: the journal is tried anew each round. */
  private static final int RETRY_AFTER = 5;

  private static final int UNAVAILABLE = 503;

  private final Instance<ProblemPage> pages;
  private final Instance<ProblemForm> forms;

  Problems(Instance<ProblemPage> pages, Instance<ProblemForm> forms) {
    this.pages = pages;
    this.forms = forms;
  }

  /** A request that a resource turned down, or whoever found out who calls. */
  @ServerExceptionMapper
  public Response rejected(Rejected rejected, ContainerRequestContext request) {
    boolean person = !forPrograms(request.getUriInfo().getPath());
    if (person && rejected.problem().status() == 401 && request.getMethod().equals("GET")) {
      return Root.see(Root.from(request.getUriInfo().getPath()) + "login").build();
    }
    Response.ResponseBuilder answer = answer(rejected.problem(), request);
    rejected.headers().forEach(answer::header);
    return answer.build();
  }

  /** The record cannot be written or read. */
  @ServerExceptionMapper
  public Response unavailable(JournalUnavailable unavailable, ContainerRequestContext request) {
    LOG.warn(unavailable.getMessage());
    return answer(
            Problem.of(
                503,
                "No journal",
                "the journal's database does not answer, so nothing can be asked or looked up; the"
                    + " plane goes on looking and acts on nothing: "
                    + unavailable.getMessage()),
            request)
        .build();
  }

  /**
   * What the framework turned down (no such path, method or media type), or a room with a reason.
   */
  @ServerExceptionMapper
  public Response turnedDown(WebApplicationException refused, ContainerRequestContext request) {
    Response response = refused.getResponse();
    int status = response.getStatus();
    if (status < 400) {
      return response;
    }
    if (response.getEntity() instanceof String why) {
      return answer(Problem.of(status, response.getStatusInfo().getReasonPhrase(), why), request)
          .build();
    }
    String detail =
        status == 404
            ? nothingAt(request.getUriInfo().getPath())
            : request.getMethod() + " " + request.getUriInfo().getPath() + " is not served so";
    return answer(Problem.of(status, response.getStatusInfo().getReasonPhrase(), detail), request)
        .build();
  }

  /** A fault of ours: the log has the trace, the caller does not. */
  @ServerExceptionMapper
  public Response fault(RuntimeException fault, ContainerRequestContext request) {
    LOG.errorf(fault, "%s %s failed", request.getMethod(), request.getUriInfo().getPath());
    return answer(Problem.of(500, "A fault of ours", "the plane's log has the details"), request)
        .build();
  }

  /** What a problem is written as. */
  record Text(String type, String body) {}

  /** A problem as whoever asked for that path is told of it, outside of JAX-RS. */
  Text text(Problem problem, String path) {
    if (!forPrograms(path)) {
      return new Text(MediaType.TEXT_HTML + ";charset=UTF-8", page(problem, path));
    }
    return form(path)
        .map(form -> new Text(form.mediaType(), form.of(problem)))
        .orElseGet(
            () ->
                new Text(
                    Problem.MEDIA_TYPE,
                    new JsonObject()
                        .put("title", problem.title())
                        .put("detail", problem.detail())
                        .put("status", problem.status())
                        .encode()));
  }

  /** Whether errors of that path are told in the form of a standard. */
  boolean inAForm(String path) {
    return form(path).isPresent();
  }

  static String nothingAt(String path) {
    return "there is nothing at " + path + "; see docs/api.md";
  }

  private Response.ResponseBuilder answer(Problem problem, ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    Response.ResponseBuilder answer = Response.status(problem.status());
    if (problem.status() == UNAVAILABLE) {
      answer.header("Retry-After", RETRY_AFTER);
    }
    if (!forPrograms(path)) {
      return answer.type(MediaType.TEXT_HTML).entity(page(problem, path));
    }
    return form(path)
        .map(form -> answer.type(form.mediaType()).entity(form.of(problem)))
        .orElseGet(() -> answer.type(Problem.MEDIA_TYPE).entity(problem));
  }

  private Optional<ProblemForm> form(String path) {
    return forms.stream().filter(form -> form.covers(path)).findFirst();
  }

  private String page(Problem problem, String path) {
    return pages.get().of(problem, Root.from(path));
  }

  private boolean forPrograms(String path) {
    return pages.isUnsatisfied() || Surface.of(path).forPrograms();
  }
}
