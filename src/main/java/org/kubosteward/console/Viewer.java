package org.kubosteward.console;

import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;
import org.kubosteward.access.Caller;
import org.kubosteward.access.Scope;
import org.kubosteward.access.Visitor;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.journal.Round;

/**
 * Who looks at the page, and what the forms offer them.
 *
 * @param name the token's name
 * @param known whether they are logged in
 * @param operator whether they may ask for something
 * @param admin whether they may see the keys
 */
record Viewer(
    String name,
    boolean known,
    boolean operator,
    boolean admin,
    List<String> nodes,
    List<String> codes,
    List<String> actions) {
  static Viewer of(SecurityContext context, Optional<Round> latest) {
    Caller caller = Visitor.of(context);
    return new Viewer(
        caller.name(),
        caller.known(),
        caller.may(Scope.OPERATE),
        caller.may(Scope.ADMIN),
        latest.stream()
            .flatMap(round -> round.picture().nodes().keySet().stream())
            .map(NodeId::name)
            .toList(),
        IntentRequest.CODES,
        IntentRequest.ACTIONS);
  }
}
