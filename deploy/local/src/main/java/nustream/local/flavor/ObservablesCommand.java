package nustream.local.flavor;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import nustream.local.Terminal;
import nustream.local.UserError;
import nustream.local.options.JsonOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Computes what given matrices predict, in this process. */
@Command(
    name = "observables",
    mixinStandardHelpOptions = true,
    description = {
      "Masses, mixing angles, phases and effective masses of given matrices. Starts no service.",
      "FILE holds {\"cases\": [...]}; a case is a light mass matrix {\"ordering\": \"NO\"|\"IO\","
          + " \"convention\": \"UTMU\"|\"UmUT\", \"M_nu_eV_re_im\": 3x3x[re,im]} or a seesaw"
          + " {\"ordering\", \"Y_nu_re_im\": 3x3x[re,im], \"M_GeV\": [3], \"v_GeV\" (optional)},"
          + " each with an optional \"Y_e_re_im\".",
      "UTMU: U^T m U = diag; UmUT: m = U diag U^T. Undefined values are null."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nustream flavor observables deploy/local/examples/observables.json",
      "  nustream flavor observables deploy/local/examples/observables.json --json"
    })
public final class ObservablesCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "JSON file with the cases.")
  Path file;

  @Mixin JsonOption json;

  private final Terminal terminal;

  ObservablesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<ObservablesCase> cases = ObservablesFile.read(file);
    List<ObservablesRow> rows =
        IntStream.range(0, cases.size()).parallel().mapToObj(i -> row(i, cases.get(i))).toList();
    json.print(
        terminal,
        Map.of("cases", rows),
        () -> IntStream.range(0, rows.size()).forEach(i -> print(i, rows.get(i))));
    return ExitCode.OK;
  }

  private static ObservablesRow row(int index, ObservablesCase given) {
    try {
      return ObservablesRow.of(given.observables());
    } catch (IllegalArgumentException e) {
      throw new UserError("case " + index + ": " + e.getMessage(), e);
    }
  }

  private void print(int index, ObservablesRow row) {
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "case %d: m = %.6g, %.6g, %.6g eV; s12sq %s, s13sq %s, s23sq %s; delta %s, alpha21 %s,"
                + " alpha31 %s deg; J %s; sum %s, mee %s, mbeta %s eV%n",
            index,
            row.massesEv()[0],
            row.massesEv()[1],
            row.massesEv()[2],
            text(row.s12sq()),
            text(row.s13sq()),
            text(row.s23sq()),
            text(row.deltaDeg()),
            text(row.alpha21Deg()),
            text(row.alpha31Deg()),
            text(row.jarlskog()),
            text(row.sumEv()),
            text(row.meeEv()),
            text(row.mbetaEv()));
  }

  private static String text(Double value) {
    return value == null ? "undefined" : String.format(Locale.ROOT, "%.6g", value);
  }
}
