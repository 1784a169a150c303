package nustream.local.campaigns;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** Ids of campaigns that sort by time. */
public final class CampaignIds {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final int RANDOM_DIGITS = 6;

  private CampaignIds() {}

  /**
   * For example "flavor-20260122-170412-3fa09c".
   *
   * @param kind first word of the id
   */
  public static String next(String kind, Clock clock) {
    return kind
        + "-"
        + TIME.format(clock.instant())
        + "-"
        + UUID.randomUUID().toString().substring(0, RANDOM_DIGITS);
  }
}
