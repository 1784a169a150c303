package nustream.results.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import org.duckdb.DuckDBConnection;

/** The connections that read: a fixed number, each used by one thread at a time. Thread-safe. */
final class Readers implements AutoCloseable {
  private final BlockingQueue<DuckDBConnection> idle;
  private final int size;
  private final Duration wait;

  Readers(DuckDBConnection root, int size, Duration wait) throws SQLException {
    this.idle = new ArrayBlockingQueue<>(size);
    this.size = size;
    this.wait = wait;
    for (int i = 0; i < size; i++) {
      idle.add(root.duplicate());
    }
  }

  /** Something to read on a connection that is the caller's for the time. */
  interface Reading<T> {
    T on(DuckDBConnection connection) throws SQLException;
  }

  /** Reads; each statement sees what is committed when it starts. */
  <T> T read(Reading<T> reading) {
    DuckDBConnection connection = take();
    try {
      return reading.on(connection);
    } catch (SQLException e) {
      throw new DatabaseException("reading failed", e);
    } finally {
      idle.add(connection);
    }
  }

  /** Reads; all statements see what was committed when the first of them started. */
  <T> T snapshot(Reading<T> reading) {
    return read(
        connection -> {
          connection.setAutoCommit(false);
          try {
            return reading.on(connection);
          } finally {
            connection.rollback();
            connection.setAutoCommit(true);
          }
        });
  }

  private DuckDBConnection take() {
    try {
      DuckDBConnection connection = idle.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
      if (connection == null) {
        throw new NustreamException(
            ErrorWord.OVERLOADED, "all " + size + " readers of the database are busy");
      }
      return connection;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NustreamException(ErrorWord.CANCELLED, "interrupted", e);
    }
  }

  /** Waits for the connections that are in use, at most as long as a reader waits for one. */
  @Override
  public void close() throws SQLException {
    for (int i = 0; i < size; i++) {
      take().close();
    }
  }
}
