package nustream.messaging;

/**
 * Headers of every record of ours. Values are UTF-8. The headers of a dead letter are in {@link
 * nustream.messaging.deadletters.DeadLetter}.
 */
public final class HeaderNames {
  /** Always {@value #PROTOBUF}. */
  public static final String CONTENT_TYPE = "content-type";

  public static final String PROTOBUF = "application/x-protobuf";

  /** Full name of the protobuf message, for example "nustream.flavor.v1.Verdict". */
  public static final String EVENT_TYPE = "event-type";

  /** Id of the event: the same when the same work is repeated, for example "campaign/block". */
  public static final String ID = "id";

  /** W3C trace context, set where tracing is on. */
  public static final String TRACE_PARENT = "traceparent";

  public static final String TRACE_STATE = "tracestate";

  /**
   * Seconds that one worker spent inside the model for this record, a decimal number such as
   * "0.731204"; {@link ComputeSeconds} reads and sets it. On candidates the whole block, carried on
   * to its solutions and its verdict; on classifications the map's share of its native call.
   */
  public static final String COMPUTE_SECONDS = "nustream-compute-seconds";

  /**
   * Of a record that was a dead letter and was sent again: "{@literal <}dead-letter
   * topic>/{@literal <}partition>/{@literal <}offset>" of the letter.
   */
  public static final String REPLAY_OF = "replay-of";

  private HeaderNames() {}
}
