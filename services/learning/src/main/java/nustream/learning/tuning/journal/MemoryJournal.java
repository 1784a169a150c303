package nustream.learning.tuning.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A journal of one study in memory, gone with the process; for one thread at a time. */
public final class MemoryJournal implements Journal {
  private final List<ObjectNode> unread = new ArrayList<>();

  @Override
  public <T> T exclusively(Action<T> action) throws IOException {
    return action.run();
  }

  @Override
  public List<ObjectNode> readNew() {
    List<ObjectNode> read = List.copyOf(unread);
    unread.clear();
    return read;
  }

  @Override
  public void append(List<ObjectNode> operations) {
    unread.addAll(operations);
  }

  @Override
  public AutoCloseable join(String worker) {
    return () -> {};
  }

  @Override
  public Set<String> dead(Set<String> workers) {
    return Set.of();
  }
}
