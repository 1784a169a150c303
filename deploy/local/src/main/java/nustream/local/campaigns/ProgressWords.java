package nustream.local.campaigns;

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
