package nustream.campaigns.scaling.cost;

/**
 * What the cost of an item depends on besides the model: the denoising steps of a candidate, the
 * pixels of a map.
 *
 * @param name the same for items that cost the same, for example "80 steps" or "128x128"
 * @param units how much work an item of this shape is against another of the same worker, above 0;
 *     used only where a shape was not measured and another one was
 */
public record Shape(String name, double units) {
  public Shape {
    if (!(units > 0) || Double.isInfinite(units)) {
      throw new IllegalArgumentException("units of '" + name + "' are " + units + ", want > 0");
    }
  }
}
