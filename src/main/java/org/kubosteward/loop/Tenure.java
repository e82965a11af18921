package org.kubosteward.loop;

import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.kubosteward.journal.JournalUnavailable;
import org.kubosteward.journal.WriterFence;
import org.kubosteward.kube.Term;

/**
 * Whether this process leads: the hold of the lease, and the fence that it raised in the record.
 * Looked at by the loop's thread once a round; {@link #leadsNow} may be asked by any.
 */
public final class Tenure {
  private static final Logger LOG = Logger.getLogger("steward.round");

  private final Supplier<Optional<Term>> lease;
  private final WriterFence journal;
  private volatile Optional<Term> led = Optional.empty();
  private volatile Optional<Term> raised = Optional.empty();

  /**
   * A process that does not lead yet.
   *
   * @param lease the hold of the lease now, if there is one
   */
  public Tenure(Supplier<Optional<Term>> lease, WriterFence journal) {
    this.lease = lease;
    this.journal = journal;
  }

  /**
   * Looks at the lease for a round.
   *
   * @param begins is called when a term begins, whose record has to be read anew
   * @return whether the lease is held, whatever became of the record
   */
  boolean look(Runnable begins) {
    Optional<Term> term = lease.get();
    led = term.filter(held -> leads(held, begins));
    return term.isPresent();
  }

  /** Whether the latest look found that this process leads. */
  boolean led() {
    return led.isPresent();
  }

  /** Whether it still leads under the term of the latest look. */
  boolean stillLeads() {
    return led.isPresent() && led.equals(lease.get());
  }

  /**
   * Whether it leads at this moment: by the term as it is now, not as the latest round found it.
   * Only that another has taken over the record is known from the round.
   */
  boolean leadsNow() {
    Optional<Term> now = lease.get();
    return now.isPresent() && (!now.equals(raised) || now.equals(led));
  }

  /**
   * Whether the record is ours under this term; raises the fence when the term is a new one. Under
   * a term for which it was raised before it is never raised again: whoever leads since holds a
   * later lease, and ours is over although we have not heard so yet.
   */
  private boolean leads(Term term, Runnable begins) {
    if (raised.filter(term::equals).isPresent()) {
      return journal.leads();
    }
    try {
      long epoch = journal.lead(term.holder());
      led = Optional.of(term);
      raised = Optional.of(term);
      begins.run();
      LOG.infof("leader=%s term=%d epoch=%d result=leading", term.holder(), term.epoch(), epoch);
      return true;
    } catch (JournalUnavailable e) {
      LOG.errorf("leader=%s journal=closed why=\"%s\"", term.holder(), e.getMessage());
      return false;
    }
  }
}
