package nustream.results.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import nustream.contracts.Topics;
import org.duckdb.DuckDBConnection;
import org.jboss.logging.Logger;

/**
 * The accepted solutions, the verdicts and the classified maps, in one DuckDB file that is a copy
 * of the topics. One thread writes ({@link #write}, {@link #rebuild}); any number read.
 */
public final class SolutionDatabase implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(SolutionDatabase.class);

  private final DuckDBConnection connection;
  private final Readers readers;
  private final ArrivalWriter writer;
  private final Origins origins;
  private final MapOrigins mapOrigins;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Extent extent;
  private volatile Extent classificationExtent;

  private SolutionDatabase(DuckDBConnection connection, StoreSettings settings)
      throws SQLException {
    this.connection = connection;
    this.readers = new Readers(connection, settings.readers(), settings.readerWait());
    this.origins = new Origins(connection);
    this.mapOrigins = new MapOrigins(connection);
    this.writer = new ArrivalWriter(connection, origins, mapOrigins);
    this.extent = new Extent(0, nextSeq("solutions"), end(Topics.SOLUTIONS, positions()));
    this.classificationExtent =
        new Extent(0, nextSeq("classifications"), end(Topics.CLASSIFICATIONS, positions()));
  }

  /**
   * Opens the file, or makes it.
   *
   * @throws IllegalStateException when another process has the file
   * @throws DatabaseException when DuckDB cannot use it
   */
  public static SolutionDatabase open(StoreSettings settings) {
    DuckDBConnection connection = new DatabaseFile(settings).open();
    try {
      var database = new SolutionDatabase(connection, settings);
      LOG.infof(
          "database=open file=%s solutions=%d classifications=%d positions=%s",
          settings.file(),
          database.extent.endSeq(),
          database.classificationExtent.endSeq(),
          database.positions());
      return database;
    } catch (SQLException e) {
      throw new DatabaseException("cannot read " + settings.file(), e);
    }
  }

  /** How far every partition had been taken in with the last write; empty for a new file. */
  public List<TopicPosition> positions() {
    return readers.read(
        reader -> {
          List<TopicPosition> positions = new ArrayList<>();
          try (Statement statement = reader.createStatement();
              ResultSet row =
                  statement.executeQuery(
                      "select topic, topic_id, partition_no, next_offset from positions"
                          + " order by topic, partition_no")) {
            while (row.next()) {
              positions.add(
                  new TopicPosition(
                      row.getString(1), row.getString(2), row.getInt(3), row.getLong(4)));
            }
          }
          return positions;
        });
  }

  /**
   * Adds what is new of the arrivals, and moves the positions, in one transaction: after a crash
   * both are there or neither is. For the one writing thread.
   */
  public Arrivals.Written write(Arrivals arrivals) {
    Extent before = extent;
    Extent mapsBefore = classificationExtent;
    Arrivals.Written written =
        inTransaction(
            () -> writer.write(arrivals, before.endSeq(), mapsBefore.endSeq(), positions()));
    List<TopicPosition> reached = positions();
    publish(
        before.grown(written.solutions(), end(Topics.SOLUTIONS, reached)),
        mapsBefore.grown(written.classifications(), end(Topics.CLASSIFICATIONS, reached)));
    return written;
  }

  /**
   * Forgets everything and starts from these positions, in one transaction: for topics that are not
   * the ones that the file was filled from. For the one writing thread.
   */
  public void rebuild(List<TopicPosition> start) {
    inTransaction(
        () -> {
          Schema.recreate(connection);
          writer.move(start, List.of());
          return null;
        });
    origins.forget();
    mapOrigins.forget();
    long generation = extent.generation() + 1;
    publish(
        new Extent(generation, 0, end(Topics.SOLUTIONS, start)),
        new Extent(generation, 0, end(Topics.CLASSIFICATIONS, start)));
  }

  /** How far the table of solutions reaches now. */
  public Extent extent() {
    return extent;
  }

  /** How far the table of classifications reaches now. */
  public Extent classificationExtent() {
    return classificationExtent;
  }

  /**
   * Calls this, on the writing thread, whenever an extent has changed; it must not block. The
   * answer ends it.
   */
  public Runnable onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Where a solution came from, by the number that its row has. */
  Origin origin(int number) {
    return origins.of(number);
  }

  /** What a classification has in common with others, by the number that its row has. */
  MapOrigin mapOrigin(int number) {
    return mapOrigins.of(number);
  }

  Readers readers() {
    return readers;
  }

  /** Folds the write-ahead log into the file. What has been written is safe without it. */
  @Override
  public void close() {
    try {
      readers.close();
      try (Statement statement = connection.createStatement()) {
        statement.execute("checkpoint");
      }
      connection.close();
      LOG.infof("database=closed solutions=%d", extent.endSeq());
    } catch (SQLException e) {
      throw new DatabaseException("closing failed", e);
    }
  }

  private void publish(Extent ofSolutions, Extent ofClassifications) {
    extent = ofSolutions;
    classificationExtent = ofClassifications;
    listeners.forEach(Runnable::run);
  }

  private interface Change<T> {
    T make() throws SQLException;
  }

  private <T> T inTransaction(Change<T> change) {
    try {
      connection.setAutoCommit(false);
      try {
        T made = change.make();
        connection.commit();
        return made;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        origins.load(connection);
        mapOrigins.load(connection);
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new DatabaseException("writing failed", e);
    }
  }

  private long nextSeq(String table) throws SQLException {
    return Schema.count(connection, "select coalesce(max(seq) + 1, 0) from " + table);
  }

  private static Optional<Cursor> end(String topic, List<TopicPosition> positions) {
    Cursor end = null;
    for (TopicPosition position : positions) {
      if (position.topic().equals(topic)) {
        Cursor before = end == null ? Cursor.start(position.topicId()) : end;
        end = before.before(position.partition(), position.nextOffset());
      }
    }
    return Optional.ofNullable(end);
  }
}
