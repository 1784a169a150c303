package nustream.results.store;

import java.util.ArrayList;
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
    return "id, campaign, block, index_no as \"index\", case stage when 1 then 'raw' when 2 then"
        + " 'refined' when 3 then 'corrected' end as stage";
  }

  /** The columns of the parameters, in the order in which they are stored. */
  static List<String> parameterNames() {
    List<String> names = new ArrayList<>();
    for (String flavour : FLAVOURS) {
      for (int i = 1; i <= 3; i++) {
        names.add("Re_Y_" + flavour + i);
        names.add("Im_Y_" + flavour + i);
      }
    }
    for (int i = 1; i <= 3; i++) {
      names.add("log10_MN" + i);
    }
    return names;
  }

  private static String parameters() {
    StringBuilder items =
        new StringBuilder("masses_eV[1] as \"m1_eV\", masses_eV[2] as \"m2_eV\"")
            .append(", masses_eV[3] as \"m3_eV\"");
    List<String> names = parameterNames();
    for (int i = 0; i < names.size(); i++) {
      items.append(", parameters[%d] as \"%s\"".formatted(i + 1, names.get(i)));
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
