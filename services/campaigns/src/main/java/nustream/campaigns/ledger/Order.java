package nustream.campaigns.ledger;

import java.util.Optional;
import nustream.campaigns.pacing.Goal;
import nustream.campaigns.scaling.cost.Work;
import nustream.campaigns.v1.Campaign;

/**
 * What a user ordered: what it asks the workers for, what it counts, and how that is written. All
 * else about a campaign is the same for every order.
 */
public sealed interface Order permits SolutionsOrder, MapsOrder {

  /** The workers that fill an order. Campaigns of one kind share a window. */
  enum Kind {
    SOLUTIONS("candidates"),
    MAPS("maps");

    private final String counted;

    Kind(String counted) {
      this.counted = counted;
    }

    /** What {@code Progress.generated} counts. */
    public String counted() {
      return counted;
    }
  }

  /** The order in the record; {@link IllegalArgumentException} when it has none. */
  static Order of(Campaign record) {
    return switch (record.getOrderCase()) {
      case FLAVOR -> new SolutionsOrder(record.getFlavor());
      case LENSING -> new MapsOrder(record.getLensing());
      case ORDER_NOT_SET ->
          throw new IllegalArgumentException("campaign '" + record.getId() + "' without an order");
    };
  }

  /** Who fills it. */
  Kind kind();

  /** What is to be reached. */
  Goal goal();

  /** The request for these blocks. */
  WorkRequest request(String campaignId, Batch batch, int blockSize);

  /** What so many items cost, for the scaler's book; empty where pacing asks for no cost. */
  Optional<Work> work(long items, int shippedSteps);

  /** Writes the order into the record of its campaign. */
  void writeTo(Campaign.Builder record);

  /** For a line of the log: words of the form key=value. */
  String summary();
}
