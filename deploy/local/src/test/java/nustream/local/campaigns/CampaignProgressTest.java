package nustream.local.campaigns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nustream.campaigns.v1.Campaign;
import nustream.campaigns.v1.Progress;
import nustream.local.Terminal;
import org.junit.jupiter.api.Test;

class CampaignProgressTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long seconds;

  private CampaignProgress progress(ProgressWords words, long target) {
    var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    var terminal = new Terminal(out, new PrintStream(err, true, StandardCharsets.UTF_8), false);
    return new CampaignProgress(terminal, words, target, () -> seconds * 1_000_000_000L);
  }

  private static void is(CampaignProgress progress, long generated, long accepted) {
    Progress.Builder so = Progress.newBuilder().setGenerated(generated).setAccepted(accepted);
    progress.accept(Campaign.newBuilder().setProgress(so).build());
  }

  private List<String> lines() {
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void saysNothingOfTheTimeLeftBeforeThereIsARate() {
    try (var progress = progress(ProgressWords.LENSING, 1_000)) {
      seconds = 90;
      is(progress, 0, 0);
      seconds = 100;
      is(progress, 1, 1);
      seconds = 105;
      is(progress, 51, 40);
      seconds = 110;
      is(progress, 101, 90);
    }
    assertEquals(
        List.of(
            "maps 0 of 1000, waiting for the first answer",
            "maps 1 of 1000, classified rightly 100.0 %",
            "maps 51 of 1000, classified rightly 78.4 %, 10 maps/s, 95 s left",
            "maps 101 of 1000, classified rightly 89.1 %, 10 maps/s, 90 s left"),
        lines());
  }

  @Test
  void theTimeLeftOfSolutionsIsThatOfTheAccepted() {
    try (var progress = progress(ProgressWords.FLAVOR, 10_000)) {
      seconds = 30;
      is(progress, 500, 100);
      seconds = 40;
      is(progress, 10_500, 2_100);
    }
    assertEquals(
        List.of(
            "accepted 100 of 10000, acceptance 20.0 %",
            "accepted 2100 of 10000, acceptance 20.0 %, 1000 candidates/s, 40 s left"),
        lines());
  }
}
