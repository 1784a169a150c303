package nustream.messaging.errors;

import io.grpc.Status;

/**
 * The one table of error words. A word is the same in all places where a failure is told: the
 * {@code reason} of the {@code google.rpc.ErrorInfo} of a gRPC status, the {@code
 * dead-letter-reason} header of a dead letter, the {@code outcome} or {@code reason} label of a
 * metric, and the reason of a failed campaign.
 */
public enum ErrorWord {
  /** A field is missing, malformed or out of its range. */
  INVALID_FIELD(Status.Code.INVALID_ARGUMENT),
  /** Bytes that are not the message they should be. */
  UNDECODABLE(Status.Code.INVALID_ARGUMENT),
  /** A cursor that no replica gave out. */
  INVALID_CURSOR(Status.Code.INVALID_ARGUMENT),
  UNKNOWN_MODEL(Status.Code.NOT_FOUND),
  UNKNOWN_RELEASE(Status.Code.NOT_FOUND),
  UNKNOWN_CAMPAIGN(Status.Code.NOT_FOUND),
  UNKNOWN_TRAINING(Status.Code.NOT_FOUND),
  /** No token, or one that is not known or has run out. */
  UNAUTHENTICATED(Status.Code.UNAUTHENTICATED),
  /** The token's role does not allow this. */
  PERMISSION_DENIED(Status.Code.PERMISSION_DENIED),
  /** The id is taken by something with other settings. */
  ALREADY_EXISTS(Status.Code.ALREADY_EXISTS),
  /** More was asked for than one request may have. */
  OVER_LIMIT(Status.Code.RESOURCE_EXHAUSTED),
  /** A campaign used up the candidates or the time that it may. */
  BUDGET_EXHAUSTED(Status.Code.RESOURCE_EXHAUSTED),
  /** At the acceptance seen so far the target is out of reach of the budget. */
  ACCEPTANCE_TOO_LOW(Status.Code.FAILED_PRECONDITION),
  /** The file of a model is not what its digest says. */
  CORRUPT_MODEL(Status.Code.FAILED_PRECONDITION),
  /** There is no Kubernetes here to run it. */
  NO_CLUSTER(Status.Code.FAILED_PRECONDITION),
  /** The cluster's API turned it down, for good. */
  CLUSTER_REFUSED(Status.Code.FAILED_PRECONDITION),
  /** No node of the cluster could ever hold it. */
  NEVER_FITS(Status.Code.FAILED_PRECONDITION),
  /** What was asked for comes later: nothing has begun yet. */
  NOT_STARTED(Status.Code.FAILED_PRECONDITION),
  /** All queues are full; the same request may succeed later. */
  OVERLOADED(Status.Code.UNAVAILABLE),
  /** The service is shutting down; another replica takes the request. */
  DRAINING(Status.Code.UNAVAILABLE),
  /**
   * Another replica does this work, or this one is about to; the same request may succeed there, or
   * later.
   */
  STANDBY(Status.Code.UNAVAILABLE),
  /** Kafka does not answer. */
  BROKER_UNAVAILABLE(Status.Code.UNAVAILABLE),
  /** The cluster's API does not answer. */
  CLUSTER_UNAVAILABLE(Status.Code.UNAVAILABLE),
  /** The caller went away. */
  CANCELLED(Status.Code.CANCELLED),
  /** The caller's deadline passed. */
  DEADLINE_EXCEEDED(Status.Code.DEADLINE_EXCEEDED),
  /** A fault of ours; the log has it under the id in the message. */
  INTERNAL(Status.Code.INTERNAL);

  private final Status.Code code;

  ErrorWord(Status.Code code) {
    this.code = code;
  }

  /** The gRPC status code that this word is told with. */
  public Status.Code code() {
    return code;
  }

  /**
   * Whether the fault lies in the state of the service and not in what it was given: the same
   * record or request may succeed later, so a record that met it is no dead letter.
   */
  public boolean passes() {
    return code == Status.Code.UNAVAILABLE
        || code == Status.Code.CANCELLED
        || code == Status.Code.DEADLINE_EXCEEDED;
  }
}
