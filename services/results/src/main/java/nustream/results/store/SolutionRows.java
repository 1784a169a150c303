package nustream.results.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import nustream.flavor.v1.Observables;
import nustream.flavor.v1.Solution;
import nustream.flavor.v1.Stage;
import org.duckdb.DuckDBAppender;

/** A solution to a row of the table, and a row back to the same solution. */
final class SolutionRows {
  /** Numbers that make a set of seesaw parameters. */
  static final int PARAMETERS = 21;

  private static final Column[] COLUMNS = Column.values();
  static final int ORIGIN_COLUMN = 5;
  private static final int FIRST_COLUMN = 8;
  private static final int MASSES_COLUMN = FIRST_COLUMN + COLUMNS.length;
  private static final int PARAMETERS_COLUMN = MASSES_COLUMN + 1;

  /** What {@link #read} reads; arrays as a whole, because every item makes planning longer. */
  static final String SELECTED =
      "seq, partition_no, record_offset, index_no, origin, id, stage, "
          + Arrays.stream(COLUMNS).map(Column::sql).collect(Collectors.joining(", "))
          + ", masses_eV, parameters";

  private final DuckDBAppender appender;
  private long nextSeq;

  SolutionRows(DuckDBAppender appender, long firstSeq) {
    this.appender = appender;
    this.nextSeq = firstSeq;
  }

  /** Appends the solutions of a block by ascending index; answers how many. */
  int append(Arrivals.Block block, int origin) throws SQLException {
    List<Solution> solutions =
        block.solutions().getSolutionsList().stream()
            .sorted(Comparator.comparingInt(Solution::getIndex))
            .toList();
    double[] masses = new double[3];
    double[] parameters = new double[PARAMETERS];
    for (Solution solution : solutions) {
      Observables observables = solution.getObservables();
      appender.beginRow();
      appender.append(nextSeq++);
      appender.append(origin);
      appender.append(block.solutions().getBlock());
      appender.append(block.partition());
      appender.append(block.offset());
      appender.append(solution.getIndex());
      appender.append(solution.getId());
      appender.append(solution.getStage().getNumber());
      for (Column column : COLUMNS) {
        double value = column.of(observables);
        if (Double.isNaN(value)) {
          appender.appendNull();
        } else {
          appender.append(value);
        }
      }
      for (int i = 0; i < masses.length; i++) {
        masses[i] = observables.getMassesEv(i);
      }
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] = solution.getParameters(i);
      }
      appender.append(masses);
      appender.append(parameters);
      appender.endRow();
    }
    return solutions.size();
  }

  static Solution read(ResultSet row) throws SQLException {
    Solution.Builder solution =
        Solution.newBuilder()
            .setIndex(row.getInt(4))
            .setId(row.getString(6))
            .setStage(Stage.forNumber(row.getInt(7)))
            .setObservables(observables(row));
    for (Object parameter : array(row, PARAMETERS_COLUMN)) {
      solution.addParameters((Double) parameter);
    }
    return solution.build();
  }

  private static Observables observables(ResultSet row) throws SQLException {
    Observables.Builder built =
        Observables.newBuilder()
            .setSumEv(number(row, Column.SUM))
            .setMeeEv(number(row, Column.MEE))
            .setMbetaEv(number(row, Column.MBETA))
            .setJarlskog(number(row, Column.J))
            .setS12Sq(number(row, Column.S12SQ))
            .setS13Sq(number(row, Column.S13SQ))
            .setS23Sq(number(row, Column.S23SQ))
            .setDm221Ev2(number(row, Column.DM2_21))
            .setDm23LEv2(number(row, Column.DM2_3L))
            .setChi2(number(row, Column.CHI2))
            .addRightHandedMassesGev(number(row, Column.M1))
            .addRightHandedMassesGev(number(row, Column.M2))
            .addRightHandedMassesGev(number(row, Column.M3));
    for (Object mass : array(row, MASSES_COLUMN)) {
      built.addMassesEv((Double) mass);
    }
    double delta = number(row, Column.DELTA);
    if (!row.wasNull()) {
      built.setDeltaDeg(delta);
    }
    double alpha21 = number(row, Column.ALPHA21);
    if (!row.wasNull()) {
      built.setAlpha21Deg(alpha21);
    }
    double alpha31 = number(row, Column.ALPHA31);
    if (!row.wasNull()) {
      built.setAlpha31Deg(alpha31);
    }
    return built.build();
  }

  private static double number(ResultSet row, Column column) throws SQLException {
    return row.getDouble(FIRST_COLUMN + column.ordinal());
  }

  private static Object[] array(ResultSet row, int column) throws SQLException {
    return (Object[]) row.getArray(column).getArray();
  }
}
