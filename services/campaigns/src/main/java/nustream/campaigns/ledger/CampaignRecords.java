package nustream.campaigns.ledger;

import java.util.Optional;
import java.util.TreeMap;
import nustream.campaigns.pacing.Answer;
import nustream.campaigns.pacing.AnsweringModel;
import nustream.campaigns.pacing.Counted;
import nustream.campaigns.pacing.Course;
import nustream.campaigns.pacing.Phase;
import nustream.campaigns.pacing.Plan;
import nustream.campaigns.pacing.Reason;
import nustream.campaigns.v1.BlockAnswer;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.Limits;
import nustream.campaigns.v1.Progress;
import nustream.campaigns.v1.State;

/**
 * An {@link Entry} as the record of the topic campaigns.v1, and back. Answers that wait for a block
 * before them are not in it: they are read again (see DESIGN.md). Records of versions that wrote
 * them are read all the same.
 */
final class CampaignRecords {
  private CampaignRecords() {}

  static Campaign write(Entry entry) {
    Course course = entry.course();
    Campaign.Builder record =
        Campaign.newBuilder()
            .setId(entry.id())
            .setState(state(course.phase()))
            .setProgress(progress(course))
            .setCreatedAtMs(entry.createdAtMs())
            .setUpdatedAtMs(entry.updatedAtMs())
            .setEndedAtMs(entry.endedAtMs())
            .setLimits(
                Limits.newBuilder()
                    .setMaxBlocks(course.plan().maxBlocks())
                    .setMaxSeconds(entry.maxSeconds()));
    entry.order().writeTo(record);
    if (course.phase() instanceof Phase.Failed failed) {
      record.setReason(failed.reason().toString());
    }
    return record.build();
  }

  private static Progress progress(Course course) {
    Counted counted = course.counted();
    Progress.Builder progress =
        Progress.newBuilder()
            .setBlocksIssued(course.issued())
            .setBlocksCounted(counted.blocks())
            .setGenerated(counted.tally().generated())
            .setAccepted(counted.tally().accepted())
            .setRejections(Verdicts.rejections(counted.tally().rejected()))
            .setBlockSize(course.plan().blockSize())
            .setModelPinned(course.modelPinned());
    counted
        .model()
        .ifPresent(model -> progress.setModelDigest(model.digest()).setPrior(model.prior()));
    if (!course.running() && counted.blocks() > 0) {
      progress.setFinalBlock(counted.blocks() - 1);
    }
    return progress.build();
  }

  private static State state(Phase phase) {
    if (phase instanceof Phase.Running) {
      return State.STATE_RUNNING;
    }
    if (phase instanceof Phase.Succeeded) {
      return State.STATE_SUCCEEDED;
    }
    return phase instanceof Phase.Cancelled ? State.STATE_CANCELLED : State.STATE_FAILED;
  }

  /** {@link IllegalArgumentException} when the record is not one that {@link #write} makes. */
  static Entry read(Campaign record) {
    Order order = Order.of(record);
    Progress progress = record.getProgress();
    Plan plan =
        new Plan(
            order.goal(),
            progress.getBlockSize(),
            record.getLimits().getMaxBlocks(),
            deadlineMs(record.getCreatedAtMs(), record.getLimits().getMaxSeconds()));
    TreeMap<Long, Answer> ahead = new TreeMap<>();
    progress.getAnsweredAheadList().forEach(answer -> ahead.put(answer.getBlock(), ahead(answer)));
    Course course =
        Course.restore(
            plan,
            phase(record),
            progress.getBlocksIssued(),
            counted(progress),
            ahead,
            progress.getModelPinned());
    return new Entry(
        record.getId(),
        order,
        record.getLimits().getMaxSeconds(),
        course,
        record.getCreatedAtMs(),
        record.getUpdatedAtMs(),
        record.getEndedAtMs());
  }

  static long deadlineMs(long createdAtMs, long maxSeconds) {
    return Math.addExact(createdAtMs, Math.multiplyExact(maxSeconds, 1000L));
  }

  private static Counted counted(Progress progress) {
    return new Counted(
        progress.getBlocksCounted(),
        Verdicts.tally(progress.getGenerated(), progress.getAccepted(), progress.getRejections()),
        progress.getModelDigest().isEmpty()
            ? Optional.empty()
            : Optional.of(new AnsweringModel(progress.getModelDigest(), progress.getPrior())));
  }

  private static Phase phase(Campaign record) {
    return switch (record.getState()) {
      case STATE_RUNNING -> new Phase.Running();
      case STATE_SUCCEEDED -> new Phase.Succeeded();
      case STATE_CANCELLED -> new Phase.Cancelled();
      case STATE_FAILED -> new Phase.Failed(Reason.parse(record.getReason()));
      case STATE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException(
              "campaign '" + record.getId() + "' in state " + record.getState());
    };
  }

  private static Answer ahead(BlockAnswer record) {
    return switch (record.getAnswerCase()) {
      case VERDICT -> Verdicts.judged(record.getVerdict());
      case MAP -> MapAnswers.judged(record.getMap());
      case DEAD_LETTER -> new Answer.DeadLettered(Reason.parse(record.getDeadLetter()));
      case ANSWER_NOT_SET ->
          throw new IllegalArgumentException(
              "block " + record.getBlock() + " without a verdict or a dead letter");
    };
  }
}
