package nustream.campaigns.scaling.cost;

/**
 * What one record asks for.
 *
 * @param model name or digest of the model as the record gives it; empty = the worker's choice
 * @param shape shape of its items
 * @param items candidates or maps, at least 0; 0 in a record that nobody can read
 */
public record Work(String model, Shape shape, long items) {
  public Work {
    if (items < 0) {
      throw new IllegalArgumentException("items = " + items + ", want at least 0");
    }
  }
}
