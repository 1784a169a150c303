package nustream.local.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class PlotTest {
  @Test
  void axesAreLabelledAtRoundValues() {
    assertEquals(List.of(0.0, 90.0, 180.0, 270.0, 360.0), Axis.linear("δ", 0, 360).ticks());
    assertEquals(List.of(0.0, 0.2, 0.4, 0.6, 0.8, 1.0), rounded(Axis.linear("p", 0, 1).ticks()));
    assertEquals(
        List.of(1e-4, 1e-3, 0.01, 0.1, 1.0), rounded(Axis.logarithmic("m", 1e-4, 1).ticks()));
    assertEquals(List.of(2.0, 5.0, 10.0, 20.0), rounded(Axis.logarithmic("M", 1.5, 30).ticks()));
    assertEquals("0.06", Axis.linear("m", 0, 1).text(0.06));
    assertEquals("100", Axis.linear("m", 0, 1).text(100));
    assertTrue(Axis.linear("m", 0, 1).text(2e15).startsWith("2·10"));
    assertThrows(IllegalArgumentException.class, () -> Axis.logarithmic("m", 0, 1));
    assertThrows(IllegalArgumentException.class, () -> Axis.linear("m", 1, 1));
  }

  private static List<Double> rounded(List<Double> values) {
    return values.stream().map(v -> Double.parseDouble("%.6g".formatted(v))).toList();
  }

  @Test
  void binsCountEveryNumberOnce() {
    double[] edges = Bins.edges(0, 4, 4, false);
    assertArrayEquals(new double[] {0, 1, 2, 3, 4}, edges, 1e-12);
    double[] values = {0, 0.5, 1, 4, 4.1, -1, Double.NaN, 3.99};
    // Seven are defined, two of them outside.
    assertArrayEquals(
        new double[] {2 / 7.0, 1 / 7.0, 0, 2 / 7.0}, Bins.shares(values, edges), 1e-12);
    double[] decades = Bins.edges(1, 100, 2, true);
    assertArrayEquals(new double[] {1, 10, 100}, decades, 1e-12);
    assertEquals(1.12 * 0.5, Bins.top(new double[] {0.5}, new double[0]), 1e-12);
  }

  /** A value lies where its axis says: linear in the middle, logarithmic by its logarithm. */
  @Test
  void pointsLieWhereTheyShould() throws Exception {
    String svg =
        new Plot(Axis.logarithmic("x", 1, 100), Axis.linear("y", 0, 10))
            .points(new double[] {10, 1000}, new double[] {5, 5}, 2, Color.BLUE, "")
            .svg("a point & <more>");
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    var circles = document.getElementsByTagName("circle");
    assertEquals(1, circles.getLength(), "what lies outside is not drawn");
    Element point = (Element) circles.item(0);
    Element frame = null;
    var rectangles = document.getElementsByTagName("rect");
    for (int i = 0; i < rectangles.getLength(); i++) {
      if (((Element) rectangles.item(i)).getAttribute("class").equals("frame")) {
        frame = (Element) rectangles.item(i);
      }
    }
    double left = number(frame, "x");
    double width = number(frame, "width");
    assertEquals(left + width / 2, number(point, "cx"), 0.1);
    assertEquals(number(frame, "height") / 2, number(point, "cy"), 0.1);
    assertEquals("a point & <more>", document.getDocumentElement().getAttribute("aria-label"));
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  @Test
  void aPageNeedsNothingFromOutsideAndBelievesNoText() {
    String html =
        new Page("<script>alert(1)</script>", "a & b")
            .heading("h")
            .paragraph("p")
            .command("nustream --a <b>")
            .table(List.of("x"), List.of(List.of("<i>")))
            .settings(List.of(List.of("model", "\"q\"")))
            .beginFigures()
            .figure(new BarChart(0, 1).bar("<b>", 0.5, 0.1, Color.GREEN, "50 %"), "caption")
            .endFigures()
            .html();
    assertFalse(html.contains("<script"), html);
    assertFalse(html.contains("http"), html);
    assertFalse(html.contains("<i>"), html);
    assertTrue(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), html);
    assertTrue(html.contains("<svg"), html);
  }

  @Test
  void numbersKeepTheirDigits() {
    assertEquals("0.06123", ReportText.digits(0.061234, 4));
    assertEquals("3.500e+15", ReportText.digits(3.5e15, 4));
    assertEquals("123.5", ReportText.digits(123.45678, 4));
    assertEquals("-", ReportText.digits(Double.NaN, 4));
    assertEquals("12,345", ReportText.count(12345));
  }
}
