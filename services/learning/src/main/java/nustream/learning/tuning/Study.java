package nustream.learning.tuning;

import static nustream.learning.tuning.trial.TrialState.RUNNING;
import static nustream.learning.tuning.trial.TrialState.WAITING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import nustream.learning.tuning.journal.Journal;
import nustream.learning.tuning.journal.JournalFile;
import nustream.learning.tuning.journal.JournalJson;
import nustream.learning.tuning.journal.JournalReplay;
import nustream.learning.tuning.journal.Operations;
import nustream.learning.tuning.pruning.PruningDecision;
import nustream.learning.tuning.sampling.JointChoices;
import nustream.learning.tuning.sampling.Sampler;
import nustream.learning.tuning.trial.Distribution;
import nustream.learning.tuning.trial.Parameter;
import nustream.learning.tuning.trial.StudySnapshot;
import nustream.learning.tuning.trial.TrialRecord;
import nustream.learning.tuning.trial.TrialState;

/**
 * An optimisation by trials, kept in a journal that any number of workers share (ask and tell, as
 * in Optuna). Everything it knows is in the journal: a study that was killed goes on where it was,
 * with the same next suggestion. Trials of workers that died fail and are begun again.
 *
 * <p>Thread-safe; a study is one worker, however many threads run its trials.
 */
public final class Study implements AutoCloseable {
  /** Optuna's attribute of parameters that are not for the sampler to choose. */
  static final String FIXED = "fixed_params";

  private final Journal journal;
  private final StudySettings settings;
  private final Clock clock;
  private final JournalReplay replay = new JournalReplay();
  private final Operations operations;
  private final AutoCloseable lease;
  private final int studyId;

  private Study(Journal journal, StudySettings settings, Clock clock) throws IOException {
    this.journal = journal;
    this.settings = settings;
    this.clock = clock;
    String worker = JournalFile.WORKER_PREFIX + UUID.randomUUID();
    this.operations = new Operations(worker);
    this.studyId = journal.exclusively(this::findOrCreate);
    StudySnapshot snapshot = replay.snapshot(studyId);
    if (snapshot.direction() != settings.direction()) {
      throw new IllegalArgumentException(
          "study '%s' is there with direction %s, not %s"
              .formatted(settings.name(), snapshot.direction(), settings.direction()));
    }
    this.lease = journal.join(worker);
  }

  /** The study of this name in the journal, or a new one. */
  public static Study open(Journal journal, StudySettings settings) throws IOException {
    return open(journal, settings, Clock.systemUTC());
  }

  static Study open(Journal journal, StudySettings settings, Clock clock) throws IOException {
    return new Study(journal, settings, clock);
  }

  private int findOrCreate() throws IOException {
    replay.apply(journal.readNew());
    if (replay.studyId(settings.name()).isEmpty()) {
      write(operations.createStudy(settings.name(), settings.direction()));
    }
    return replay.studyId(settings.name()).orElseThrow();
  }

  /** All trials as they are now. */
  public synchronized StudySnapshot snapshot() {
    return unlocked(() -> replay.snapshot(studyId));
  }

  /** The best complete trial. */
  public Optional<TrialRecord> best() {
    return snapshot().best();
  }

  /** Lets a later trial have these parameters; the others are chosen by the sampler. */
  public synchronized void enqueue(Map<String, ?> parameters) {
    ObjectNode fixed = JournalJson.object();
    parameters.forEach((name, value) -> fixed.set(name, JournalJson.of(value)));
    ObjectNode attributes = JournalJson.object();
    attributes.set(FIXED, fixed);
    locked(
        () -> {
          write(operations.enqueueTrial(studyId, attributes));
          return null;
        });
  }

  /** Begins a trial: one that waits, or a new one. */
  public Trial ask() {
    return askUpTo(Integer.MAX_VALUE).orElseThrow();
  }

  /** Begins a trial unless this many have ended well, were pruned, or are running. */
  public synchronized Optional<Trial> askUpTo(int trials) {
    return locked(
        () -> {
          failTheDead();
          StudySnapshot before = replay.snapshot(studyId);
          if (before.trials(TrialState.COMPLETE, TrialState.PRUNED, RUNNING).size() >= trials) {
            return Optional.empty();
          }
          List<TrialRecord> waiting = before.trials(WAITING);
          int number = waiting.isEmpty() ? before.trials().size() : waiting.get(0).number();
          int origin = waiting.isEmpty() ? number : Retry.origin(waiting.get(0));
          Instant now = clock.instant();
          write(
              waiting.isEmpty()
                  ? operations.createTrial(studyId, now)
                  : operations.run(id(number), now));
          Map<String, Sampler.Choice> together =
              settings.sampler().chooseTogether(peers(before, number), origin);
          List<ObjectNode> notes = new ArrayList<>();
          JointChoices.attributes(together)
              .forEach(
                  (key, value) -> notes.add(operations.systemAttribute(id(number), key, value)));
          write(notes);
          return Optional.of(new Trial(this, number));
        });
  }

  /** Ends a trial with its value; not a number makes it a failure, as in Optuna. */
  public void tell(Trial trial, double value) {
    if (Double.isNaN(value)) {
      end(trial, TrialState.FAIL, OptionalDouble.empty());
    } else {
      end(trial, TrialState.COMPLETE, OptionalDouble.of(value));
    }
  }

  /** Ends a trial that was pruned; its value is its last report. */
  public synchronized void tellPruned(Trial trial) {
    TrialRecord record = record(trial.number());
    OptionalDouble last =
        record.reports().isEmpty() || record.reports().lastEntry().getValue().isNaN()
            ? OptionalDouble.empty()
            : OptionalDouble.of(record.reports().lastEntry().getValue());
    end(trial, TrialState.PRUNED, last);
  }

  /** Ends a trial that failed; samplers do not learn from it. */
  public void tellFailed(Trial trial) {
    end(trial, TrialState.FAIL, OptionalDouble.empty());
  }

  /**
   * Runs trials until all workers together have run this many.
   *
   * @throws Exception what the objective threw; its trial has failed
   */
  public void optimize(Objective objective, int trials) throws Exception {
    Optional<Trial> next;
    while ((next = askUpTo(trials)).isPresent()) {
      Trial trial = next.get();
      try {
        tell(trial, objective.evaluate(trial));
      } catch (TrialPrunedException e) {
        tellPruned(trial);
      } catch (Exception e) {
        tellFailed(trial);
        throw e;
      }
    }
  }

  synchronized TrialRecord record(int number) {
    return snapshot().trials().get(number);
  }

  synchronized Object suggest(int number, String name, Distribution distribution) {
    return locked(
        () -> {
          TrialRecord trial = replay.snapshot(studyId).trials().get(number);
          Parameter known = trial.parameters().get(name);
          if (known != null) {
            if (!JournalReplay.compatible(known.distribution(), distribution)) {
              throw new IllegalArgumentException(
                  "parameter '%s' was asked from %s before, now from %s"
                      .formatted(name, known.distribution(), distribution));
            }
            return known.value();
          }
          Parameter chosen = new Parameter(choose(trial, name, distribution), distribution);
          write(operations.parameter(id(number), name, chosen));
          if (!record(name, number).equals(Optional.of(chosen))) {
            throw new IllegalArgumentException(
                "parameter '%s' from %s: other trials or an end of trial %d do not allow it"
                    .formatted(name, distribution, number));
          }
          return chosen.value();
        });
  }

  private Optional<Parameter> record(String name, int number) {
    return Optional.ofNullable(
        replay.snapshot(studyId).trials().get(number).parameters().get(name));
  }

  private double choose(TrialRecord trial, String name, Distribution distribution) {
    JsonNode fixed = trial.systemAttributes().getOrDefault(FIXED, JournalJson.object());
    if (fixed.has(name)) {
      double value = distribution.internal(JournalJson.value(fixed.get(name)));
      if (!distribution.contains(value)) {
        throw new IllegalArgumentException(
            "enqueued parameter '%s' = %s is not of %s"
                .formatted(name, fixed.get(name), distribution));
      }
      return value;
    }
    Map<String, Object> together = JointChoices.read(trial);
    if (together.containsKey(name)) {
      double value = distribution.internal(together.get(name));
      if (distribution.contains(value)) {
        return value;
      }
    }
    return settings
        .sampler()
        .chooseAlone(
            peers(replay.snapshot(studyId), trial.number()),
            Retry.origin(trial),
            name,
            distribution);
  }

  synchronized void report(int number, double value, int step) {
    if (step < 0) {
      throw new IllegalArgumentException("step " + step + " of a report, want 0 or more");
    }
    locked(
        () -> {
          TrialRecord trial = running(number);
          if (!trial.reports().containsKey(step)) {
            write(operations.report(id(number), step, value));
          }
          return null;
        });
  }

  synchronized boolean shouldPrune(int number) {
    return locked(
        () -> {
          StudySnapshot now = replay.snapshot(studyId);
          PruningDecision decision = settings.pruner().judge(now, running(number));
          List<ObjectNode> notes = new ArrayList<>();
          decision
              .notes()
              .forEach(
                  (key, value) ->
                      notes.add(
                          operations.systemAttribute(id(number), key, JournalJson.of(value))));
          write(notes);
          return decision.prune();
        });
  }

  synchronized void note(int number, String key, Object value) {
    locked(
        () -> {
          running(number);
          write(operations.userAttribute(id(number), key, JournalJson.of(value)));
          return null;
        });
  }

  private synchronized void end(Trial trial, TrialState state, OptionalDouble value) {
    locked(
        () -> {
          running(trial.number());
          write(operations.end(id(trial.number()), state, value, clock.instant()));
          return null;
        });
  }

  private TrialRecord running(int number) {
    TrialRecord trial = replay.snapshot(studyId).trials().get(number);
    if (trial.state() != RUNNING) {
      throw new IllegalStateException("trial " + number + " has ended: " + trial.state());
    }
    return trial;
  }

  private StudySnapshot peers(StudySnapshot all, int number) {
    return settings.pruner().peers(all, number);
  }

  /** Fails the trials of workers that died, and enqueues the same parameters again. */
  private void failTheDead() throws IOException {
    List<TrialRecord> running = replay.snapshot(studyId).trials(RUNNING);
    Set<String> owners = new LinkedHashSet<>();
    running.forEach(trial -> owners.add(trial.owner()));
    Set<String> dead = journal.dead(owners);
    for (TrialRecord trial : running) {
      if (!dead.contains(trial.owner())) {
        continue;
      }
      List<ObjectNode> changes = new ArrayList<>();
      Instant now = clock.instant();
      changes.add(operations.end(id(trial.number()), TrialState.FAIL, OptionalDouble.empty(), now));
      if (Retry.attempts(trial) < settings.retries()) {
        changes.add(operations.enqueueTrial(studyId, Retry.attributes(trial)));
      }
      write(changes);
    }
  }

  private int id(int number) {
    return replay.trialId(studyId, number);
  }

  private void write(ObjectNode operation) throws IOException {
    write(List.of(operation));
  }

  private void write(List<ObjectNode> changes) throws IOException {
    if (!changes.isEmpty()) {
      journal.append(changes);
      replay.apply(journal.readNew());
    }
  }

  private <T> T locked(Journal.Action<T> action) {
    return unlocked(
        () ->
            journal.exclusively(
                () -> {
                  replay.apply(journal.readNew());
                  return action.run();
                }));
  }

  private <T> T unlocked(Journal.Action<T> action) {
    try {
      replay.apply(journal.readNew());
      return action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      lease.close();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
