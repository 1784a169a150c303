package nustream.results.store;

import java.util.OptionalDouble;

/** A closed interval of one column, open at a side that is empty; undefined values are outside. */
public record ColumnRange(Column column, OptionalDouble min, OptionalDouble max) {
  public ColumnRange {
    if (min.isEmpty() && max.isEmpty()) {
      throw new IllegalArgumentException("range of " + column.columnName() + " has neither bound");
    }
  }
}
