package nustream.results.store;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The columns of an exported file, and the order of its rows. */
final class ExportColumns {
  private static final List<String> FLAVOURS = List.of("e", "mu", "tau");

  private ExportColumns() {}

  /** The query of the file; rows do not depend on the order in which they arrived. */
  static String query(String condition) {
    return "select "
        + identity()
        + ", "
        + Arrays.stream(Column.values()).map(Column::sql).collect(Collectors.joining(", "))
        + ", "
        + parameters()
        + ", "
        + provenance()
        + " from (select * from solutions where "
        + condition
        + ") s join origins o on o.no = s.origin"
        + " order by campaign, block, \"index\", model_digest";
  }

  private static String identity() {
    return "id, campaign, block, index_no as \"index\","
        + " case stage when 1 then 'raw' when 2 then 'refined' when 3 then 'corrected' end as stage";
  }

  private static String parameters() {
    StringBuilder items =
        new StringBuilder("masses_eV[1] as \"m1_eV\", masses_eV[2] as \"m2_eV\"")
            .append(", masses_eV[3] as \"m3_eV\"");
    for (int a = 0; a < FLAVOURS.size(); a++) {
      for (int i = 0; i < 3; i++) {
        int re = 2 * (3 * a + i) + 1;
        String entry = "_Y_" + FLAVOURS.get(a) + (i + 1);
        items.append(", parameters[%d] as \"Re%s\"".formatted(re, entry));
        items.append(", parameters[%d] as \"Im%s\"".formatted(re + 1, entry));
      }
    }
    for (int i = 1; i <= 3; i++) {
      items.append(", parameters[%d] as \"log10_MN%d\"".formatted(18 + i, i));
    }
    return items.toString();
  }

  private static String provenance() {
    return "release, "
        + "case ordering when 1 then 'NO' when 2 then 'IO' end as ordering, prior, model,"
        + " model_digest, seed, guidance, steps, eta,"
        + " case target when 1 then 'box' when 2 then 'best-fit' end as target, generator";
  }
}
