package nustream.simulator.making;

import nustream.lensing.messages.RecipeMessages;
import nustream.lensing.physics.recipe.MapMaker;
import nustream.lensing.physics.recipe.MapSeries;
import nustream.lensing.v1.MapRequest;
import nustream.lensing.v1.SimulateRequest;
import nustream.messaging.errors.ErrorWord;
import nustream.messaging.errors.FieldChecks;
import nustream.messaging.errors.NustreamException;

/** Checks requests and fills in their defaults, the same for Kafka and gRPC. */
public final class OrderRules {
  /** A record of the topic may have 2 MiB. */
  private static final int MOST_INLINE_BYTES = 1 << 20;

  private static final int MOST_MODEL_CHARACTERS = 128;

  private final MapMaker maker;
  private final Limits limits;

  /** Rules for maps of this maker. */
  public OrderRules(MapMaker maker, Limits limits) {
    this.maker = maker;
    this.limits = limits;
  }

  /**
   * The maps of a record.
   *
   * @throws NustreamException INVALID_FIELD, or OVER_LIMIT for maps that are too large
   */
  public MapOrder admit(MapRequest request) {
    FieldChecks.id("campaign_id", request.getCampaignId());
    FieldChecks.atMostCharacters("model", request.getModel(), MOST_MODEL_CHARACTERS);
    long count = Integer.toUnsignedLong(request.getCount());
    FieldChecks.inRange("count", count, 1, limits.requestMaps());
    return new MapOrder(
        request.getCampaignId(),
        request.getModel(),
        series(request.getSeries()),
        first(request.getFirst(), count),
        count);
  }

  /**
   * The maps of a call.
   *
   * @throws NustreamException INVALID_FIELD, or OVER_LIMIT for too many or too large maps
   */
  public MapOrder admit(SimulateRequest request) {
    long count = request.getCount();
    String allowed = "1 to " + limits.streamMaps();
    if (count == 0) {
      throw NustreamException.invalid("count", 0, allowed);
    }
    // The field is unsigned: counts above 2^63 arrive as negative numbers.
    if (Long.compareUnsigned(count, limits.streamMaps()) > 0) {
      throw NustreamException.about(
          ErrorWord.OVER_LIMIT, "count", Long.toUnsignedString(count), allowed);
    }
    return new MapOrder(
        "", "", series(request.getSeries()), first(request.getFirst(), count), count);
  }

  private static long first(long first, long count) {
    long last = Long.MAX_VALUE - count;
    if (first < 0 || first > last) {
      throw NustreamException.invalid("first", Long.toUnsignedString(first), "0 to " + last);
    }
    return first;
  }

  private MapSeries series(nustream.lensing.v1.MapSeries message) {
    MapSeries series = RecipeMessages.of("series", message);
    long side = series.observation().geometry().pixels();
    long bytes = side * side * Float.BYTES;
    if (bytes > limits.inlineBytes()) {
      throw NustreamException.about(
          ErrorWord.OVER_LIMIT,
          "series.observation.pixels",
          side,
          "at most "
              + (long) Math.sqrt((double) limits.inlineBytes() / Float.BYTES)
              + ", "
              + limits.inlineBytes()
              + " bytes of pixels in a message");
    }
    try {
      maker.check(series.recipe(0));
    } catch (IllegalArgumentException e) {
      throw new NustreamException(ErrorWord.INVALID_FIELD, "series: " + e.getMessage(), e);
    }
    return series;
  }

  /**
   * How much may be asked for.
   *
   * @param requestMaps maps of one record
   * @param streamMaps maps of one call
   * @param inlineBytes bytes of pixels of a map
   */
  public record Limits(int requestMaps, long streamMaps, int inlineBytes) {
    public Limits {
      if (requestMaps < 1 || requestMaps > 100_000) {
        throw new IllegalArgumentException(
            "simulator.max-request-maps is " + requestMaps + ", want 1 to 100000");
      }
      if (streamMaps < 1) {
        throw new IllegalArgumentException(
            "simulator.max-stream-maps is " + streamMaps + ", want at least 1");
      }
      if (inlineBytes < 256 || inlineBytes > MOST_INLINE_BYTES) {
        throw new IllegalArgumentException(
            "simulator.inline-limit-bytes is "
                + inlineBytes
                + ", want 256 to "
                + MOST_INLINE_BYTES);
      }
    }
  }
}
