package nustream.classifier.explanation;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * A map and its saliency side by side, each with a colour bar that is symmetric about zero: blue
 * below, white at, red above. The bars end at the 99.5th percentile of absolute values.
 */
public final class SaliencyPicture {
  private static final int PANEL_PIXELS = 480;
  private static final int BAR_PIXELS = 20;
  private static final int GAP_PIXELS = 12;
  private static final int LABEL_PIXELS = 90;
  private static final int TITLE_PIXELS = 40;
  private static final double SHOWN = 0.995;
  private static final Color BELOW = new Color(0x2166ac);
  private static final Color ABOVE = new Color(0xb2182b);

  private SaliencyPicture() {}

  /**
   * Writes the picture.
   *
   * @param side pixels per side of both
   * @param kappa the map, row by row from the bottom, as FITS images are shown
   * @param saliency attribution of the logit
   * @param smoothPixels standard deviation of a Gaussian filter on both, 0 to 16; 0 for none
   */
  public static void write(
      int side, float[] kappa, double[] saliency, double smoothPixels, Path png)
      throws IOException {
    if (!(smoothPixels >= 0 && smoothPixels <= 16)) {
      throw new IllegalArgumentException(
          "smoothing of the picture = " + smoothPixels + " pixels, allowed 0 to 16");
    }
    double[] map = new double[kappa.length];
    for (int i = 0; i < map.length; i++) {
      map[i] = kappa[i];
    }
    int panel = PANEL_PIXELS + GAP_PIXELS + BAR_PIXELS + LABEL_PIXELS;
    int width = 2 * panel + 3 * GAP_PIXELS;
    int height = PANEL_PIXELS + TITLE_PIXELS + 2 * GAP_PIXELS;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    System.setProperty("java.awt.headless", "true");
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    String smoothed =
        smoothPixels == 0
            ? ""
            : String.format(Locale.ROOT, ", smoothed by %.3g pixels", smoothPixels);
    draw(g, GAP_PIXELS, "convergence" + smoothed, side, DisplayBlur.of(map, side, smoothPixels));
    draw(
        g,
        panel + 2 * GAP_PIXELS,
        "attribution of the logit" + smoothed,
        side,
        DisplayBlur.of(saliency, side, smoothPixels));
    g.dispose();
    Path folder = png.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    if (!ImageIO.write(image, "png", png.toFile())) {
      throw new IOException("no writer of PNG pictures in this Java");
    }
  }

  private static void draw(Graphics2D g, int x, String title, int side, double[] values) {
    double limit = limit(values);
    int y = TITLE_PIXELS;
    for (int row = 0; row < PANEL_PIXELS; row++) {
      for (int column = 0; column < PANEL_PIXELS; column++) {
        int i = (PANEL_PIXELS - 1 - row) * side / PANEL_PIXELS;
        int j = column * side / PANEL_PIXELS;
        g.setColor(color(values[i * side + j] / limit));
        g.fillRect(x + column, y + row, 1, 1);
      }
    }
    int bar = x + PANEL_PIXELS + GAP_PIXELS;
    for (int row = 0; row < PANEL_PIXELS; row++) {
      g.setColor(color(1 - 2.0 * row / (PANEL_PIXELS - 1)));
      g.fillRect(bar, y + row, BAR_PIXELS, 1);
    }
    g.setColor(Color.BLACK);
    g.setStroke(new BasicStroke(1));
    g.drawRect(x, y, PANEL_PIXELS, PANEL_PIXELS);
    g.drawRect(bar, y, BAR_PIXELS, PANEL_PIXELS);
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
    g.drawString(title, x, TITLE_PIXELS - GAP_PIXELS);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    for (int tick = 0; tick <= 4; tick++) {
      String label = String.format(Locale.ROOT, "%+.2g", limit * (1 - tick / 2.0));
      int height = y + tick * PANEL_PIXELS / 4;
      g.drawLine(bar + BAR_PIXELS, height, bar + BAR_PIXELS + 4, height);
      g.drawString(tick == 2 ? "0" : label, bar + BAR_PIXELS + 8, height + 5);
    }
  }

  private static double limit(double[] values) {
    double[] sizes = Arrays.stream(values).map(Math::abs).sorted().toArray();
    double limit = sizes[(int) Math.floor(SHOWN * (sizes.length - 1))];
    return limit > 0 ? limit : 1;
  }

  /** Blue at -1, white at 0, red at 1. */
  static Color color(double value) {
    double share = Math.min(Math.abs(value), 1);
    Color end = value < 0 ? BELOW : ABOVE;
    return new Color(
        blend(255, end.getRed(), share),
        blend(255, end.getGreen(), share),
        blend(255, end.getBlue(), share));
  }

  private static int blend(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * share);
  }
}
