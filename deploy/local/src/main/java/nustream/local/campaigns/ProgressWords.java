package nustream.local.campaigns;

import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.Progress;

/** What a kind of campaign counts, in words. */
public enum ProgressWords {
  /** Candidates are generated until enough are accepted. */
  FLAVOR("accepted", "acceptance", "candidates") {
    @Override
    long done(Progress progress) {
      return progress.getAccepted();
    }
  },
  /** Maps are classified, rightly or not. */
  LENSING("maps", "classified rightly", "maps") {
    @Override
    long done(Progress progress) {
      return progress.getGenerated();
    }
  };

  private final String counted;
  private final String ratio;
  private final String generated;

  ProgressWords(String counted, String ratio, String generated) {
    this.counted = counted;
    this.ratio = ratio;
    this.generated = generated;
  }

  /** Those of this campaign. */
  public static ProgressWords of(Campaign campaign) {
    return campaign.hasLensing() ? LENSING : FLAVOR;
  }

  /** How much of what the words count this campaign wants. */
  public static long target(Campaign campaign) {
    return campaign.hasLensing()
        ? campaign.getLensing().getMaps()
        : campaign.getFlavor().getTargetAccepted();
  }

  /** What counts towards the target. */
  abstract long done(Progress progress);

  String counted() {
    return counted;
  }

  /** What accepted over generated is. */
  String ratio() {
    return ratio;
  }

  String generated() {
    return generated;
  }
}
