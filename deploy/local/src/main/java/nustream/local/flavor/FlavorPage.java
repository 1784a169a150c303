package nustream.local.flavor;

import static nustream.local.report.ReportText.count;
import static nustream.local.report.ReportText.digits;
import static nustream.local.report.ReportText.percent;
import static nustream.local.report.ReportText.time;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nustream.campaigns.v1.Campaign;
import nustream.flavor.physics.ExactDistributions;
import nustream.flavor.physics.NufitRelease;
import nustream.flavor.v1.Rejections;
import nustream.flavor.v1.Target;
import nustream.local.Version;
import nustream.local.report.BarChart;
import nustream.local.report.Color;
import nustream.local.report.Page;
import nustream.results.v1.Summary;

/** The report of a flavour campaign. */
final class FlavorPage {
  private static final String PAPER = "Nishimura, Otsuka and Uchiyama, arXiv:2503.21432";

  private final Campaign campaign;
  private final FlavorResult result;
  private final Summary summary;
  private final SolutionColumns solutions;
  private final Optional<ExactDistributions> exact;

  /**
   * @param solutions of the campaign's result
   * @param exact distributions of its prior, where they are known
   */
  FlavorPage(
      Campaign campaign,
      FlavorResult result,
      Summary summary,
      SolutionColumns solutions,
      Optional<ExactDistributions> exact) {
    this.campaign = campaign;
    this.result = result;
    this.summary = summary;
    this.solutions = solutions;
    this.exact = exact;
  }

  Page page() {
    var page =
        new Page(
            "Seesaw solutions of campaign " + result.campaign(),
            "%s accepted of %s candidates (%s), %s, %s ordering, prior %s"
                .formatted(
                    count(result.accepted()),
                    count(result.generated()),
                    percent(result.acceptance()),
                    result.release(),
                    result.ordering().equals("NO") ? "normal" : "inverted",
                    result.prior()));
    var figures = new FlavorFigures(result, solutions, exact);
    page.heading("Neutrinoless double beta decay");
    page.beginFigures()
        .wideFigure(
            figures.effectiveMass(),
            "Effective mass against the lightest mass. Shaded: what the 3-sigma intervals of "
                + result.release()
                + " allow with free phases. Horizontal bands: bound and reach, as wide as the"
                + " nuclear matrix elements are uncertain; vertical lines: where a bound on another"
                + " quantity lies for best-fit splittings.")
        .endFigures();
    page.heading("What was not conditioned on");
    page.beginFigures();
    figures.addHistograms(page);
    page.endFigures();
    page.paragraph(
        exact.isEmpty()
            ? "No exact answer is known for this prior."
            : "Steps: the exact distribution of this prior inside the 3-sigma box, the answer that"
                + " a generator is judged by. Guided samples are a proposal, not a posterior:"
                + " where filled and steps differ, the network or the selection speaks, not"
                + " physics.");
    page.heading("Quantiles");
    page.table(quantileHead(), quantileRows());
    page.heading("Why the others fell");
    page.beginFigures()
        .figure(
            rejections(),
            "Share of all candidates outside each 3-sigma interval; one may be outside several.")
        .endFigures();
    page.heading("Methods");
    page.paragraph(methods());
    page.settings(settings());
    if (atBestFit()) {
      page.paragraph("The order, as the service Campaigns takes it:");
      page.command(campaign.getFlavor().toString());
    } else {
      page.paragraph("The same solutions again, bit for bit on the same kind of processor:");
      page.command(command());
    }
    page.paragraph(citation());
    return page;
  }

  private static List<String> quantileHead() {
    List<String> head = new ArrayList<>(List.of("column"));
    head.addAll(Quantiles.LEVELS);
    return head;
  }

  private List<List<String>> quantileRows() {
    Map<String, Map<String, Double>> reference = ExactReference.of(result);
    List<List<String>> rows = new ArrayList<>();
    result
        .quantiles()
        .forEach(
            (column, levels) -> {
              rows.add(row(column, levels));
              if (reference.containsKey(column)) {
                rows.add(row("   exact", reference.get(column)));
              }
            });
    return rows;
  }

  private static List<String> row(String name, Map<String, Double> levels) {
    List<String> row = new ArrayList<>(List.of(name));
    for (String level : Quantiles.LEVELS) {
      Double value = levels.get(level);
      row.add(value == null ? "-" : digits(value, 4));
    }
    return row;
  }

  private BarChart rejections() {
    Rejections fell = summary.getRejections();
    Map<String, Integer> cuts = new LinkedHashMap<>();
    cuts.put("Δm²₂₁", fell.getDm221());
    cuts.put(result.ordering().equals("NO") ? "Δm²₃₁" : "Δm²₃₂", fell.getDm23L());
    cuts.put("sin²θ₁₂", fell.getS12Sq());
    cuts.put("sin²θ₁₃", fell.getS13Sq());
    cuts.put("sin²θ₂₃", fell.getS23Sq());
    cuts.put("not finite", fell.getNotFinite());
    double most = Math.max(1, cuts.values().stream().mapToInt(i -> i).max().orElse(1));
    var chart = new BarChart(0, most / result.generated());
    cuts.forEach(
        (cut, number) -> {
          double share = (double) number / result.generated();
          chart.bar(cut, share, 0, Color.BLUE, "%s (%s)".formatted(count(number), percent(share)));
        });
    return chart;
  }

  private String methods() {
    return ("Type-I seesaw parameters (18 real numbers of the Yukawa matrix, three right-handed"
            + " masses) were drawn by a conditional diffusion model, in the manner of "
            + PAPER
            + ", trained on the prior %s. It was conditioned on the five oscillation observables,"
            + " %s, and sampled with classifier-free guidance %s, %d denoising steps and eta = %s."
            + " Each candidate's light mass matrix was diagonalised by Takagi's factorisation, and"
            + " it was accepted if both splittings and all three angles lie inside the 3-sigma"
            + " intervals of %s, %s ordering; the phase delta is never cut. Solutions are %s: as"
            + " the network gave them. Data: %s.")
        .formatted(
            result.prior(),
            atBestFit() ? "at the best fit of the release" : "drawn flat inside the 3-sigma box",
            result.guidance(),
            result.steps(),
            result.eta(),
            result.release(),
            result.ordering().equals("NO") ? "normal" : "inverted",
            result.stage(),
            NufitRelease.named(result.release()).source());
  }

  /** For which the command line has no option. */
  private boolean atBestFit() {
    return campaign.getFlavor().getSampling().getTarget() == Target.TARGET_BEST_FIT;
  }

  private List<List<String>> settings() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("campaign", result.campaign()));
    rows.add(List.of("ordered", time(campaign.getCreatedAtMs())));
    rows.add(List.of("ended", time(campaign.getEndedAtMs())));
    rows.add(List.of("model", result.model()));
    rows.add(List.of("model digest", result.modelDigest()));
    rows.add(List.of("prior", result.prior()));
    rows.add(List.of("release", result.release() + ", " + result.ordering()));
    rows.add(
        List.of(
            "sampling",
            "guidance %s, steps %d, eta %s, seed %s"
                .formatted(
                    result.guidance(),
                    result.steps(),
                    result.eta(),
                    Long.toUnsignedString(result.seed()))));
    rows.add(List.of("stage", result.stage()));
    rows.add(
        List.of(
            "versions",
            "generator " + solutions.common("generator") + ", report " + Version.CURRENT));
    exact.ifPresent(
        reference ->
            rows.add(
                List.of(
                    "exact reference",
                    "%s weighted draws, worth %s"
                        .formatted(count(reference.draws()), count(Math.round(reference.ess()))))));
    rows.add(List.of("conventions", "PDG angles and phases; m = U diag(m) Uᵀ; v = 174.104 GeV"));
    return rows;
  }

  private String command() {
    return "deploy/nustream flavor generate --accepted %d --release %s --ordering %s --model %s --guidance %s --steps %d --eta %s --seed %d"
        .formatted(
            campaign.getFlavor().getTargetAccepted(),
            result.release(),
            result.ordering(),
            result.modelDigest(),
            result.guidance(),
            result.steps(),
            result.eta(),
            result.seed());
  }

  private String citation() {
    return "To cite: Nustream "
        + Version.CURRENT
        + ", campaign "
        + result.campaign()
        + ", model "
        + result.model()
        + " ("
        + result.modelDigest()
        + "); the method: "
        + PAPER
        + "; the data: "
        + result.release()
        + ", "
        + NufitRelease.named(result.release()).source()
        + ".";
  }
}
