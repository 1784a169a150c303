package nustream.campaigns.scaling.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Compares the scaler with lag scaling on all loads, and writes pictures and tables. */
public final class Main {
  private Main() {}

  /**
   * @param args the folder to write to
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("want one argument, the folder to write to");
    }
    Comparison usual = Comparison.of(Loads.all(), ClusterSettings.DEFAULT);
    Pictures.write(usual, Path.of(args[0]));
    print("windows of 300 s", usual);
    print("windows of 60 s", Comparison.of(Loads.all(), ClusterSettings.QUICK));
    List<OneCampaign> one = OneCampaign.all(ClusterSettings.QUICK);
    Pictures.write(one.get(0), one.get(1), Path.of(args[0]));
    System.out.printf("one campaign, windows of 60 s%n%s%n", OneCampaign.table(one));
  }

  private static void print(String title, Comparison comparison) {
    System.out.printf(
        "%s, lag threshold %d%n%s%n", title, comparison.lagThreshold(), comparison.table());
  }
}
