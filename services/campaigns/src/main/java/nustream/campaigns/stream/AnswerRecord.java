package nustream.campaigns.stream;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import nustream.campaigns.ledger.Verdicts;
import nustream.campaigns.pacing.Answer;
import nustream.campaigns.pacing.Reason;
import nustream.contracts.Topics;
import nustream.flavor.v1.CandidateBlock;
import nustream.flavor.v1.SampleRequest;
import nustream.flavor.v1.Verdict;
import nustream.messaging.Values;
import nustream.messaging.deadletters.DeadLetter;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * The answer to a block, as a record tells it: a verdict, or the dead letter of its request or of
 * its candidates.
 */
record AnswerRecord(String campaignId, long block, Answer answer) {
  private static final Pattern WORD = Pattern.compile("[A-Z][A-Z_]*");

  /**
   * Reads a record of one of the {@link AnswerFeed#TOPICS}.
   *
   * @throws NustreamException when it holds no answer
   */
  static AnswerRecord read(ConsumerRecord<String, byte[]> record) {
    if (record.topic().equals(Topics.VERDICTS)) {
      return verdict(Values.decode(record, Verdict.class));
    }
    if (record.topic().equals(AnswerFeed.LOST_REQUESTS)) {
      SampleRequest lost = Values.decode(record, SampleRequest.class);
      return new AnswerRecord(lost.getCampaignId(), lost.getBlock(), deadLetter(record));
    }
    CandidateBlock lost = Values.decode(record, CandidateBlock.class);
    return new AnswerRecord(lost.getCampaignId(), lost.getBlock(), deadLetter(record));
  }

  private static AnswerRecord verdict(Verdict verdict) {
    try {
      return new AnswerRecord(
          verdict.getCampaignId(), verdict.getBlock(), Verdicts.judged(verdict));
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
