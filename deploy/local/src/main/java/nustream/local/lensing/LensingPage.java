package nustream.local.lensing;

import static nustream.local.report.ReportText.count;
import static nustream.local.report.ReportText.digits;
import static nustream.local.report.ReportText.percent;
import static nustream.local.report.ReportText.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nustream.campaigns.v1.Campaign;
import nustream.lensing.physics.background.Cosmology;
import nustream.lensing.physics.bound.GaussianBound;
import nustream.lensing.physics.bound.OptimalCurve;
import nustream.lensing.physics.field.Observation;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.local.Version;
import nustream.local.report.Page;
import nustream.results.v1.ClassificationSummary;
import nustream.results.v1.MassSummary;

/** The report of a lensing campaign. */
final class LensingPage {
  private final Campaign campaign;
  private final MapSeries series;
  private final LensingResult result;
  private final ClassificationSummary summary;
  private final MapColumns maps;
  private final GaussianBound bound;

  LensingPage(
      Campaign campaign,
      MapSeries series,
      LensingResult result,
      ClassificationSummary summary,
      MapColumns maps,
      GaussianBound bound) {
    this.campaign = campaign;
    this.series = series;
    this.result = result;
    this.summary = summary;
    this.maps = maps;
    this.bound = bound;
  }

  Page page() {
    var page =
        new Page(
            "Neutrino masses in convergence maps: campaign " + result.campaign(),
            "%s %s maps, 0 against %s eV at fixed %s, sources at z = %s: %s classified rightly"
                .formatted(
                    count(result.maps()),
                    result.kind(),
                    result.cosmology().get("mnu_ev"),
                    fixed(),
                    result.zs(),
                    percent(result.accuracy())));
    var figures = new LensingFigures(result, summary, maps);
    page.heading("How well the classes are told apart");
    page.beginFigures()
        .figure(
            figures.accuracies(),
            "Fraction classified rightly, from chance on; the power spectrum on the first %s maps."
                .formatted(count(result.powerSpectrumMaps())))
        .figure(
            figures.curve(new OptimalCurve(bound.dPrime())),
            "Receiver operating characteristic%s; dashed: that of the likelihood ratio of Gaussian"
                    .formatted(
                        result.auc() == null
                            ? ""
                            : ", area %s (bound %s)"
                                .formatted(
                                    digits(result.auc(), 4), digits(bound.areaUnderCurve(), 4)))
                + " fields with these spectra, d' = "
                + digits(bound.dPrime(), 4)
                + ".")
        .figure(figures.logits(), "Logit of the network by class.")
        .figure(figures.calibration(), "Calibration; bars: what counting allows.")
        .endFigures();
    page.heading("Mass");
    page.beginFigures()
        .figure(figures.masses(), "Estimated sum of the masses by class.")
        .endFigures();
    page.table(
        List.of("true Σm (eV)", "maps", "mean estimate", "spread", "stated error"), massRows());
    page.heading("Counts");
    page.table(
        List.of("", "called massive", "called massless"),
        List.of(
            List.of(
                "massive", count(summary.getTruePositives()), count(summary.getFalseNegatives())),
            List.of(
                "massless",
                count(summary.getFalsePositives()),
                count(summary.getTrueNegatives()))));
    page.heading("Methods");
    page.paragraph(methods());
    page.settings(settings());
    addOrder(page);
    page.paragraph(
        "To cite: Nustream "
            + Version.CURRENT
            + ", campaign "
            + result.campaign()
            + ", model "
            + result.modelDigest()
            + ".");
    return page;
  }

  private String fixed() {
    return result.fixed().equals("as") ? "A_s" : "σ₈";
  }

  private List<List<String>> massRows() {
    List<List<String>> rows = new ArrayList<>();
    for (MassSummary mass : summary.getMassesList()) {
      rows.add(
          List.of(
              digits(mass.getTrueMnuEv(), 3),
              count(mass.getMaps()),
              digits(mass.getMeanEv(), 4),
              digits(mass.getSpreadEv(), 4),
              digits(mass.getStatedErrorEv(), 4)));
    }
    return rows;
  }

  private String methods() {
    return ("Convergence maps of %s° with %d² pixels were made as %s fields with the spectrum of"
            + " Limber's approximation (sources at z = %s; nonlinear power: %s) for two flat"
            + " universes that differ in the sum of the neutrino masses alone, at fixed %s%s;"
            + " maps of a pair share phases and noise. A convolutional network gave the log"
            + " odds of massive against massless neutrinos and an estimate of the mass. The"
            + " bound is that of the likelihood ratio of Gaussian fields; the power-spectrum"
            + " classifier is Fisher's linear discriminant of the logarithms of 20 binned"
            + " powers, trained on maps of another seed.")
        .formatted(
            result.angleDeg(),
            result.npix(),
            result.kind(),
            result.zs(),
            result.nonlinear(),
            fixed(),
            result.ngal() == 0
                ? ", without shape noise"
                : ", with the shape noise of %s galaxies per arcmin² of σ_e = %s per component"
                    .formatted(result.ngal(), result.sigmaE()));
  }

  private List<List<String>> settings() {
    Observation seen = series.observation();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("campaign", result.campaign()));
    rows.add(List.of("ordered", time(campaign.getCreatedAtMs())));
    rows.add(List.of("ended", time(campaign.getEndedAtMs())));
    rows.add(List.of("model", result.model().isEmpty() ? "the default" : result.model()));
    rows.add(List.of("model digest", result.modelDigest()));
    rows.add(List.of("massive universe", text(result.cosmology())));
    rows.add(
        List.of(
            "observation",
            "z_s %s, %s deg, %d² pixels, %s galaxies/arcmin², σ_e %s, l_max %s, smoothing %s arcmin"
                .formatted(
                    result.zs(),
                    result.angleDeg(),
                    result.npix(),
                    result.ngal(),
                    result.sigmaE(),
                    result.lmax() == null ? "none" : result.lmax(),
                    seen.smoothingArcmin())));
    rows.add(List.of("maps", result.kind() + ", nonlinear power " + result.nonlinear()));
    rows.add(List.of("seed", Long.toString(result.seed())));
    rows.add(
        List.of(
            "versions",
            "generator of maps %d, report %s".formatted(maps.generatorVersion(), Version.CURRENT)));
    return rows;
  }

  private static String text(Map<String, Object> fields) {
    List<String> words = new ArrayList<>();
    fields.forEach((name, value) -> words.add(name + " " + value));
    return String.join(", ", words);
  }

  private void addOrder(Page page) {
    if (orderedHere()) {
      page.paragraph("The same maps and answers again:");
      page.command(command());
    } else {
      page.paragraph("The order, as the service Campaigns takes it:");
      page.command(campaign.getLensing().toString());
    }
  }

  /** Whether the command line has options for all of the order. */
  private boolean orderedHere() {
    Observation seen = series.observation();
    return series.cosmologies().get(0).equals(series.cosmologies().get(1).withSumMassesEv(0))
        && seen.smoothingArcmin() == 0
        && seen.margin() == 1;
  }

  private String command() {
    Cosmology massive = series.cosmologies().get(1);
    var command = new StringBuilder("deploy/nustream lensing run");
    option(command, "maps", result.maps());
    option(command, "kind", result.kind());
    option(command, "zs", result.zs());
    option(command, "nonlinear", result.nonlinear());
    option(command, "angle", result.angleDeg());
    option(command, "npix", result.npix());
    if (result.lmax() != null) {
      option(command, "lmax", result.lmax());
    }
    option(command, "ngal", result.ngal());
    if (result.ngal() > 0) {
      option(command, "sigma-e", result.sigmaE());
    }
    option(command, "mnu", massive.sumMassesEv());
    option(command, "hierarchy", result.cosmology().get("hierarchy"));
    option(command, "h", massive.h());
    option(command, "omega-m", massive.omegaMatter());
    option(command, "omega-b-h2", massive.omegaBaryonH2());
    option(command, "ns", massive.spectralIndex());
    option(command, result.fixed(), result.cosmology().get(result.fixed()));
    option(command, "seed", result.seed());
    option(command, "model", result.modelDigest());
    return command.toString();
  }

  private static void option(StringBuilder command, String name, Object value) {
    command.append(" --").append(name).append(' ').append(value);
  }
}
