package nustream.results.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nustream.flavor.v1.Rejections;
import nustream.flavor.v1.Verdict;
import nustream.lensing.v1.Classification;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Writes arrivals inside the transaction of its caller. */
final class ArrivalWriter {
  private static final String KNOWN_BLOCKS =
      """
      select o.campaign, b.block, o.model_digest from blocks b join origins o on o.no = b.origin
      where (o.campaign, b.block, o.model_digest)
        in (select unnest(?::varchar[]), unnest(?::bigint[]), unnest(?::varchar[]))\
      """;
  private static final String KNOWN_VERDICTS =
      """
      select campaign, block, model_digest from verdicts
      where (campaign, block, model_digest)
        in (select unnest(?::varchar[]), unnest(?::bigint[]), unnest(?::varchar[]))\
      """;

  private static final String KNOWN_MAPS =
      """
      select o.campaign, c.number, o.model_digest
      from classifications c join map_origins o on o.no = c.origin
      where (o.campaign, c.number, o.model_digest)
        in (select unnest(?::varchar[]), unnest(?::bigint[]), unnest(?::varchar[]))\
      """;

  private final DuckDBConnection connection;
  private final Origins origins;
  private final MapOrigins mapOrigins;

  ArrivalWriter(DuckDBConnection connection, Origins origins, MapOrigins mapOrigins) {
    this.connection = connection;
    this.origins = origins;
    this.mapOrigins = mapOrigins;
  }

  /**
   * Adds what is new, and moves the positions.
   *
   * @param firstSeq of the first solution that is added
   * @param firstMapSeq of the first classification that is added
   * @param from the positions so far
   */
  Arrivals.Written write(
      Arrivals arrivals, long firstSeq, long firstMapSeq, List<TopicPosition> from)
      throws SQLException {
    Set<WorkKey> keys = new HashSet<>();
    arrivals.blocks().forEach(block -> keys.add(keyOf(block)));
    Set<WorkKey> seen = known(KNOWN_BLOCKS, keys);
    List<Arrivals.Block> blocks =
        arrivals.blocks().stream().filter(block -> seen.add(keyOf(block))).toList();

    Set<WorkKey> verdictKeys = new HashSet<>();
    arrivals.verdicts().forEach(verdict -> verdictKeys.add(keyOf(verdict)));
    Set<WorkKey> seenVerdicts = known(KNOWN_VERDICTS, verdictKeys);
    List<Verdict> verdicts =
        arrivals.verdicts().stream().filter(verdict -> seenVerdicts.add(keyOf(verdict))).toList();

    int solutions = appendBlocks(blocks, firstSeq);
    appendVerdicts(verdicts);
    int maps = appendNew(arrivals.maps(), firstMapSeq);
    move(arrivals.positions(), from);
    return new Arrivals.Written(blocks.size(), solutions, verdicts.size(), maps);
  }

  /** Writes the positions that are new or have changed. */
  void move(List<TopicPosition> to, List<TopicPosition> from) throws SQLException {
    try (PreparedStatement delete =
            connection.prepareStatement(
                "delete from positions where topic = ? and partition_no = ?");
        PreparedStatement insert =
            connection.prepareStatement("insert into positions values (?, ?, ?, ?)")) {
      for (TopicPosition position : to) {
        if (from.contains(position)) {
          continue;
        }
        delete.setString(1, position.topic());
        delete.setInt(2, position.partition());
        delete.execute();
        insert.setString(1, position.topic());
        insert.setString(2, position.topicId());
        insert.setInt(3, position.partition());
        insert.setLong(4, position.nextOffset());
        insert.execute();
      }
    }
  }

  private Set<WorkKey> known(String query, Collection<WorkKey> keys) throws SQLException {
    Set<WorkKey> known = new HashSet<>();
    if (keys.isEmpty()) {
      return known;
    }
    Object[] campaigns = keys.stream().map(WorkKey::campaign).toArray();
    Object[] blocks = keys.stream().map(WorkKey::block).toArray();
    Object[] digests = keys.stream().map(WorkKey::modelDigest).toArray();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      // Not one list of keys: the three are unnested side by side.
      statement.setArray(1, connection.createArrayOf("VARCHAR", campaigns));
      statement.setArray(2, connection.createArrayOf("BIGINT", blocks));
      statement.setArray(3, connection.createArrayOf("VARCHAR", digests));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          known.add(new WorkKey(row.getString(1), row.getLong(2), row.getString(3)));
        }
      }
    }
    return known;
  }

  private int appendBlocks(List<Arrivals.Block> blocks, long firstSeq) throws SQLException {
    if (blocks.isEmpty()) {
      return 0;
    }
    int rows = 0;
    try (DuckDBAppender blockAppender = connection.createAppender("blocks");
        DuckDBAppender solutionAppender = connection.createAppender("solutions")) {
      var solutionRows = new SolutionRows(solutionAppender, firstSeq);
      for (Arrivals.Block block : blocks) {
        int origin = origins.numberOf(Origin.of(block.solutions()), connection);
        blockAppender.beginRow();
        blockAppender.append(origin).append(block.solutions().getBlock());
        blockAppender.endRow();
        rows += solutionRows.append(block, origin);
      }
    }
    return rows;
  }

  /** Adds the classifications that are new, and answers how many. */
  private int appendNew(List<Arrivals.ClassifiedMap> arrived, long firstSeq) throws SQLException {
    if (arrived.isEmpty()) {
      return 0;
    }
    Set<WorkKey> keys = new HashSet<>();
    arrived.forEach(map -> keys.add(keyOf(map.classification())));
    Set<WorkKey> seen = known(KNOWN_MAPS, keys);
    int rows = 0;
    try (DuckDBAppender appender = connection.createAppender("classifications")) {
      for (Arrivals.ClassifiedMap map : arrived) {
        if (seen.add(keyOf(map.classification()))) {
          int origin = mapOrigins.numberOf(MapOrigin.of(map.classification()), connection);
          ClassificationRows.append(appender, firstSeq + rows, origin, map);
          rows++;
        }
      }
    }
    return rows;
  }

  private void appendVerdicts(List<Verdict> verdicts) throws SQLException {
    if (verdicts.isEmpty()) {
      return;
    }
    try (DuckDBAppender appender = connection.createAppender("verdicts")) {
      for (Verdict verdict : verdicts) {
        Rejections rejected = verdict.getRejections();
        appender.beginRow();
        appender.append(verdict.getCampaignId());
        appender.append(verdict.getBlock());
        appender.append(verdict.getModelDigest());
        appender.append(verdict.getGenerated());
        appender.append(verdict.getAccepted());
        appender.append(rejected.getDm221());
        appender.append(rejected.getDm23L());
        appender.append(rejected.getS12Sq());
        appender.append(rejected.getS13Sq());
        appender.append(rejected.getS23Sq());
        appender.append(rejected.getNotFinite());
        appender.endRow();
      }
    }
  }

  private static WorkKey keyOf(Arrivals.Block block) {
    return new WorkKey(
        block.solutions().getCampaignId(),
        block.solutions().getBlock(),
        block.solutions().getModelDigest());
  }

  private static WorkKey keyOf(Classification map) {
    return new WorkKey(map.getCampaignId(), map.getNumber(), map.getModelDigest());
  }

  private static WorkKey keyOf(Verdict verdict) {
    return new WorkKey(verdict.getCampaignId(), verdict.getBlock(), verdict.getModelDigest());
  }
}
