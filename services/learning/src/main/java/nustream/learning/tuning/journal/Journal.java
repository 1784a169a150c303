package nustream.learning.tuning.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** An ordered list of operations that several workers append to and replay. */
public interface Journal {

  /** What is done while no other worker may append. */
  interface Action<T> {
    T run() throws IOException;
  }

  /** Runs the action while this journal is locked against all others; not reentrant. */
  <T> T exclusively(Action<T> action) throws IOException;

  /** The operations since the last call, in order. */
  List<ObjectNode> readNew() throws IOException;

  /** Adds operations that are on disk when this returns; only inside {@link #exclusively}. */
  void append(List<ObjectNode> operations) throws IOException;

  /** Announces a worker: others can tell from now on whether its process lives. */
  AutoCloseable join(String worker) throws IOException;

  /**
   * Those of these workers that no longer live. A worker that never joined, such as one of Optuna
   * itself, is not known to be dead and is left out.
   */
  Set<String> dead(Set<String> workers) throws IOException;
}
