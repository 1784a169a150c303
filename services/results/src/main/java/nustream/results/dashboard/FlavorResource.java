package nustream.results.dashboard;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import nustream.flavor.physics.NufitRelease;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.NustreamException;
import nustream.results.store.Column;
import nustream.results.store.SolutionFigures;
import nustream.results.store.SolutionFilter;

/** Pictures of a flavour campaign. */
@Path("/api/flavor")
@Produces(MediaType.APPLICATION_JSON)
public class FlavorResource {
  private static final int USUAL_POINTS = 2000;

  private final Histograms histograms;
  private final References references;
  private final SolutionFigures figures;
  private final Pages pages;
  private final int maxPoints;

  @Inject
  public FlavorResource(
      Histograms histograms,
      References references,
      SolutionFigures figures,
      Pages pages,
      DashboardConfig config) {
    this.histograms = histograms;
    this.references = references;
    this.figures = figures;
    this.pages = pages;
    this.maxPoints = config.maxPoints();
  }

  /** Histograms of phases and masses, with the exact distributions. */
  @GET
  @Path("{id}/histograms")
  public Histograms.View histograms(
      @PathParam("id") String id,
      @QueryParam("lastBlock") String lastBlock,
      @QueryParam("digest") String digest) {
    SolutionFilter filter = Params.solutions(id, lastBlock, digest);
    return pages.answer(
        List.of("histograms", filter, references.finished()),
        Histograms.View.class,
        cancel -> histograms.of(filter, cancel));
  }

  /** A sample of two columns. */
  @GET
  @Path("{id}/pairs")
  public SolutionFigures.Pairs pairs(
      @PathParam("id") String id,
      @QueryParam("x") String x,
      @QueryParam("y") String y,
      @QueryParam("n") String n,
      @QueryParam("lastBlock") String lastBlock,
      @QueryParam("digest") String digest) {
    SolutionFilter filter = Params.solutions(id, lastBlock, digest);
    Column first = Params.column("x", x);
    Column second = Params.column("y", y);
    int limit = (int) Params.whole("n", n, Math.min(USUAL_POINTS, maxPoints), 1, maxPoints);
    return pages.answer(
        List.of("pairs", filter, first, second, limit),
        SolutionFigures.Pairs.class,
        cancel -> figures.pairs(filter, first, second, limit, cancel));
  }

  /** What a release allows of m_ee, and the bounds of experiments. */
  @GET
  @Path("allowed")
  public AllowedRegions allowed(@QueryParam("release") String release) {
    String name = release == null || release.isEmpty() ? NufitRelease.DEFAULT_NAME : release;
    List<String> names = NufitRelease.all().stream().map(NufitRelease::name).toList();
    if (!names.contains(name)) {
      throw NustreamException.about(ErrorWord.UNKNOWN_RELEASE, "release", name, "one of " + names);
    }
    return AllowedRegions.of(NufitRelease.named(name));
  }
}
