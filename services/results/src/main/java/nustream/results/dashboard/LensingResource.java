package nustream.results.dashboard;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import nustream.messaging.errors.FieldChecks;
import nustream.results.store.ClassificationFilter;
import nustream.results.store.ClassificationSummaries;
import nustream.results.v1.ClassificationSummary;

/** Pictures of a lensing campaign. */
@Path("/api/lensing")
@Produces(MediaType.APPLICATION_JSON)
public class LensingResource {
  private static final int USUAL_ROC_POINTS = 101;
  private static final int MOST_ROC_POINTS = 1001;
  private static final int MOST_MODEL_CHARACTERS = 128;

  private final ClassificationSummaries summaries;
  private final Pages pages;
  private final SeriesLookup series;
  private final DetectionBounds bounds;
  private final Spectra spectra;
  private final Maps maps;
  private final AccuracyTable accuracy;

  @Inject
  public LensingResource(
      ClassificationSummaries summaries,
      Pages pages,
      SeriesLookup series,
      DetectionBounds bounds,
      Spectra spectra,
      Maps maps,
      AccuracyTable accuracy) {
    this.summaries = summaries;
    this.pages = pages;
    this.series = series;
    this.bounds = bounds;
    this.spectra = spectra;
    this.maps = maps;
    this.accuracy = accuracy;
  }

  /** Confusion, accuracy, curve and estimates of the mass. */
  @GET
  @Path("{id}/summary")
  public Detection.Measured summary(
      @PathParam("id") String id,
      @QueryParam("rocPoints") String rocPoints,
      @QueryParam("lastBlock") String lastBlock,
      @QueryParam("digest") String digest) {
    ClassificationFilter filter = Params.maps(id, lastBlock, digest);
    int points = (int) Params.whole("rocPoints", rocPoints, USUAL_ROC_POINTS, 2, MOST_ROC_POINTS);
    ClassificationSummary summary =
        pages.answer(
            List.of("summary", filter, points),
            ClassificationSummary.class,
            cancel -> summaries.of(filter, points, cancel));
    if (summary.getMaps() == 0) {
      throw Params.unknownCampaign(id, "a campaign of which a map has been classified");
    }
    return Detection.Measured.of(summary);
  }

  /** What the best classifier would reach. */
  @GET
  @Path("{id}/bound")
  public Detection.Bound bound(@PathParam("id") String id) {
    return bounds
        .of(SeriesLookup.boundOf(series.of(id)))
        .map(Detection.Bound::of)
        .orElse(Detection.Bound.COMPUTING);
  }

  /** Spectra of the convergence of its universes. */
  @GET
  @Path("{id}/spectra")
  public Spectra.View spectra(@PathParam("id") String id) {
    return spectra.of(series.of(id));
  }

  /** One of its maps. */
  @GET
  @Path("{id}/maps/{number}")
  public Maps.MapView map(@PathParam("id") String id, @PathParam("number") String number) {
    return maps.map(series.of(id), number(number));
  }

  /** Which of its pixels speak for massive neutrinos. */
  @GET
  @Path("{id}/maps/{number}/saliency")
  public Maps.SaliencyView saliency(
      @PathParam("id") String id,
      @PathParam("number") String number,
      @QueryParam("model") String model) {
    String name = model == null ? "" : model;
    FieldChecks.atMostCharacters("model", name, MOST_MODEL_CHARACTERS);
    return maps.saliency(series.of(id), number(number), name);
  }

  /** Every campaign beside its bound. */
  @GET
  @Path("accuracy")
  public AccuracyTable.View accuracy() {
    return accuracy.now();
  }

  private static long number(String text) {
    return Params.whole("number", text, 0, 0, Integer.MAX_VALUE);
  }
}
