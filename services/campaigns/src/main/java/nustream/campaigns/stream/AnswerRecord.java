package nustream.campaigns.stream;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import nustream.campaigns.ledger.Answered;
import nustream.campaigns.ledger.MapAnswers;
import nustream.campaigns.ledger.Order.Kind;
import nustream.campaigns.ledger.Verdicts;
import nustream.campaigns.pacing.Answer;
import nustream.campaigns.pacing.Reason;
import nustream.contracts.Topics;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.SampleRequest;
import nustream.flavor.v1.Verdict;
import nustream.lensing.v1.Classification;
import nustream.lensing.v1.ConvergenceMap;
import nustream.lensing.v1.MapRequest;
import nustream.messaging.ComputeSeconds;
import nustream.messaging.Values;
import nustream.messaging.deadletters.DeadLetter;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * The answer to blocks of a campaign, as a record tells it: what the last worker says, or the dead
 * letter of a request or of what was made for it.
 */
record AnswerRecord(String campaignId, Answered blocks) {
  private static final Pattern WORD = Pattern.compile("[A-Z][A-Z_]*");

  private interface Reader {
    AnswerRecord read(ConsumerRecord<String, byte[]> record);
  }

  private static final Map<String, Reader> READERS = new LinkedHashMap<>();

  static {
    READERS.put(Topics.VERDICTS, AnswerRecord::verdict);
    READERS.put(lost(Topics.SAMPLE_REQUESTS), AnswerRecord::lostSampleRequest);
    READERS.put(lost(Topics.CANDIDATES), AnswerRecord::lostCandidates);
    READERS.put(Topics.CLASSIFICATIONS, AnswerRecord::classification);
    READERS.put(lost(Topics.MAP_REQUESTS), AnswerRecord::lostMapRequest);
    READERS.put(lost(Topics.MAPS), AnswerRecord::lostMap);
  }

  /** Where answers are. */
  static final List<String> TOPICS = List.copyOf(READERS.keySet());

  /** Whether the records of this one of the {@link #TOPICS} are dead letters. */
  static boolean isDeadLetter(String topic) {
    return !topic.equals(Topics.VERDICTS) && !topic.equals(Topics.CLASSIFICATIONS);
  }

  /**
   * Reads a record of one of the {@link #TOPICS}.
   *
   * @throws NustreamException when it holds no answer
   */
  static AnswerRecord read(ConsumerRecord<String, byte[]> record) {
    return READERS.get(record.topic()).read(record);
  }

  private static String lost(String topic) {
    return Topics.named(topic).deadLetters();
  }

  private static AnswerRecord verdict(ConsumerRecord<String, byte[]> record) {
    Verdict verdict = Values.decode(record, Verdict.class);
    return new AnswerRecord(
        verdict.getCampaignId(),
        new Answered(
            Kind.SOLUTIONS,
            verdict.getBlock(),
            1,
            checked(() -> Verdicts.judged(verdict)),
            ComputeSeconds.of(record.headers())));
  }

  private static AnswerRecord classification(ConsumerRecord<String, byte[]> record) {
    Classification map = Values.decode(record, Classification.class);
    return of(
        Kind.MAPS, map.getCampaignId(), map.getNumber(), checked(() -> MapAnswers.judged(map)));
  }

  private static AnswerRecord lostSampleRequest(ConsumerRecord<String, byte[]> record) {
    SampleRequest lost = Values.decode(record, SampleRequest.class);
    return of(Kind.SOLUTIONS, lost.getCampaignId(), lost.getBlock(), deadLetter(record));
  }

  private static AnswerRecord lostCandidates(ConsumerRecord<String, byte[]> record) {
    CandidateBlock lost = Values.decode(record, CandidateBlock.class);
    return of(Kind.SOLUTIONS, lost.getCampaignId(), lost.getBlock(), deadLetter(record));
  }

  private static AnswerRecord lostMapRequest(ConsumerRecord<String, byte[]> record) {
    MapRequest lost = Values.decode(record, MapRequest.class);
    return new AnswerRecord(
        lost.getCampaignId(),
        new Answered(
            Kind.MAPS,
            lost.getFirst(),
            Integer.toUnsignedLong(lost.getCount()),
            deadLetter(record),
            OptionalDouble.empty()));
  }

  private static AnswerRecord lostMap(ConsumerRecord<String, byte[]> record) {
    ConvergenceMap lost = Values.decode(record, ConvergenceMap.class);
    return of(Kind.MAPS, lost.getCampaignId(), lost.getNumber(), deadLetter(record));
  }

  private static AnswerRecord of(Kind kind, String campaignId, long block, Answer answer) {
    return new AnswerRecord(
        campaignId, new Answered(kind, block, 1, answer, OptionalDouble.empty()));
  }

  private static Answer checked(Supplier<Answer.Judged> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new NustreamException(ErrorWord.INVALID_FIELD, e.getMessage(), e);
    }
  }

  private static Answer deadLetter(ConsumerRecord<String, byte[]> record) {
    String word = header(record, DeadLetter.REASON);
    return new Answer.DeadLettered(
        new Reason(
            WORD.matcher(word).matches() ? word : ErrorWord.INTERNAL.name(),
            header(record, DeadLetter.MESSAGE)));
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
