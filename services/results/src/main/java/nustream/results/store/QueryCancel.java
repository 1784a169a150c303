package nustream.results.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;

/** Stops the statement that a caller waits for when the caller goes away. Thread-safe. */
public final class QueryCancel {
  private PreparedStatement running;
  private boolean cancelled;

  /** Stops what runs and everything that would run next; the second call does nothing. */
  public synchronized void cancel() {
    if (cancelled) {
      return;
    }
    cancelled = true;
    if (running != null) {
      try {
        running.cancel();
      } catch (SQLException e) {
        throw new DatabaseException("cancelling failed", e);
      }
    }
  }

  ResultSet query(PreparedStatement statement) throws SQLException {
    enter(statement);
    try {
      return statement.executeQuery();
    } catch (SQLException e) {
      throw cancelledOr(e);
    } finally {
      leave();
    }
  }

  void execute(PreparedStatement statement) throws SQLException {
    enter(statement);
    try {
      statement.execute();
    } catch (SQLException e) {
      throw cancelledOr(e);
    } finally {
      leave();
    }
  }

  private synchronized void enter(PreparedStatement statement) {
    if (cancelled) {
      throw new NustreamException(ErrorWord.CANCELLED, "cancelled");
    }
    running = statement;
  }

  private synchronized void leave() {
    running = null;
  }

  private synchronized SQLException cancelledOr(SQLException e) {
    if (cancelled) {
      throw new NustreamException(ErrorWord.CANCELLED, "cancelled", e);
    }
    return e;
  }
}
