package nustream.campaigns.stream;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import nustream.campaigns.board.Board;
import nustream.campaigns.ledger.Changes;
import nustream.campaigns.ledger.Ledger;
import nustream.campaigns.v1.Campaign;
import nustream.messaging.errors.NustreamException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One time of being active: takes in answers and calls, lets the ledger decide, and writes what it
 * decided before anybody is told. Whatever goes wrong ends the tenure; the next one begins from the
 * topics.
 */
final class Tenure {
  private final Ledger ledger;
  private final Lease lease;
  private final AnswerFeed answers;
  private final Journal journal;
  private final Outlets outlets;
  private final Duration flushEvery;
  private final Clock clock;

  /** Calls whose changes were made and not written yet, and what they will be told. */
  private final List<Told> untold = new ArrayList<>();

  private final Unsettled unsettled = new Unsettled();

  private long lastFlushMs;

  /** Where the world hears of it. */
  record Outlets(Board board, Mailbox mailbox, Chronicle chronicle, Poison poison) {}

  private record Told(CompletableFuture<Campaign> answer, Campaign campaign) {}

  Tenure(
      Ledger ledger,
      Lease lease,
      AnswerFeed answers,
      Journal journal,
      Outlets outlets,
      Duration flushEvery,
      Clock clock) {
    this.ledger = ledger;
    this.lease = lease;
    this.answers = answers;
    this.journal = journal;
    this.outlets = outlets;
    this.flushEvery = flushEvery;
    this.clock = clock;
  }

  /** Until the lease is lost or a stop is asked for. */
  void run(BooleanSupplier stopping) {
    try {
      while (!stopping.getAsBoolean() && lease.held(Duration.ZERO)) {
        turn();
      }
      if (lease.held(Duration.ZERO) && ledger.hasChanges()) {
        flush();
      }
    } finally {
      untold.forEach(told -> told.answer().completeExceptionally(Board.standby()));
    }
  }

  private void turn() {
    answers.poll(untilNextFlush()).forEach(this::take);
    outlets.mailbox().take().forEach(this::take);
    ledger.advance(clock.millis());
    outlets.chronicle().level(ledger);
    boolean due = ledger.hasChanges() && untilNextFlush().isZero();
    if (ledger.urgent() || !untold.isEmpty() || due) {
      flush();
    }
  }

  /** A whole interval while there is nothing to write. */
  private Duration untilNextFlush() {
    long waitedMs = ledger.hasChanges() ? clock.millis() - lastFlushMs : 0;
    return Duration.ofMillis(
        Math.max(0, Math.min(flushEvery.toMillis(), flushEvery.toMillis() - waitedMs)));
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    try {
      AnswerRecord answer = AnswerRecord.read(record);
      ledger.answered(answer.campaignId(), answer.blocks(), clock.millis());
      if (waits(answer)) {
        unsettled.add(record, answer);
      }
    } catch (NustreamException e) {
      outlets.poison().take(record, e);
    }
  }

  private boolean waits(AnswerRecord answer) {
    return ledger.waits(answer.campaignId(), answer.blocks());
  }

  private void take(Mailbox.Call call) {
    try {
      untold.add(new Told(call.answer(), call.change().apply(ledger)));
    } catch (NustreamException e) {
      call.answer().completeExceptionally(e);
    }
  }

  private void flush() {
    Changes changes = ledger.takeChanges();
    var resumption = unsettled.resumption(answers.positions(), this::waits);
    outlets.chronicle().timed(() -> journal.write(changes, resumption));
    lastFlushMs = clock.millis();
    changes.forgotten().forEach(outlets.board()::remove);
    for (Campaign campaign : changes.campaigns()) {
      outlets.chronicle().changed(outlets.board().publish(campaign), campaign);
    }
    untold.forEach(told -> told.answer().complete(told.campaign()));
    untold.clear();
  }
}
