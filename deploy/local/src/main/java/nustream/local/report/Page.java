package nustream.local.report;

import java.util.List;

/**
 * A page of HTML that needs nothing from outside: style and figures are inside. Built from top to
 * bottom.
 */
public final class Page {
  private static final String STYLE =
      """
      body { font: 15px/1.5 system-ui, "Helvetica Neue", Arial, sans-serif; color: #222; background: #fff;
        max-width: 1000px; margin: 2em auto; padding: 0 1em; }
      /* Digests of models are longer than a telephone is wide. */
      p, figcaption { overflow-wrap: anywhere; }
      h1 { font-size: 1.6em; margin-bottom: 0; }
      h2 { font-size: 1.2em; margin: 1.8em 0 0.4em; border-bottom: 1px solid #ddd; }
      .lead { color: #555; margin-top: 0.2em; }
      .figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 400px), 1fr)); gap: 1em 2em; }
      figure { margin: 0; break-inside: avoid; }
      figure.wide { grid-column: 1 / -1; max-width: 720px; }
      figcaption { font-size: 0.85em; color: #444; }
      svg { width: 100%; height: auto; font: 11px system-ui, Arial, sans-serif; }
      svg .grid { stroke: #e4e4e4; } svg .frame { fill: none; stroke: #555; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 0.6em 0; }
      td, th { padding: 0.15em 0.9em 0.15em 0; text-align: right; border-bottom: 1px solid #eee; }
      td:first-child, th:first-child { text-align: left; }
      tr.reference td { color: #777; border-bottom: 1px solid #ccc; }
      .scroll { overflow-x: auto; }
      pre { background: #f6f6f6; padding: 0.7em; white-space: pre-wrap; overflow-wrap: anywhere; }
      td.text { text-align: left; overflow-wrap: anywhere; }
      @media print { body { margin: 0; max-width: none; font-size: 11px; }
        .figures { grid-template-columns: 1fr 1fr; } h2 { break-after: avoid; } }
      """;

  private final StringBuilder body = new StringBuilder();
  private final String title;

  /**
   * @param title of the page
   * @param lead a sentence below it
   */
  public Page(String title, String lead) {
    this.title = title;
    append("<h1>%s</h1>", title);
    append("<p class=\"lead\">%s</p>", lead);
  }

  public Page heading(String text) {
    return append("<h2>%s</h2>", text);
  }

  public Page paragraph(String text) {
    return append("<p>%s</p>", text);
  }

  /** Something to copy as it is. */
  public Page command(String text) {
    return append("<pre>%s</pre>", text);
  }

  public Page beginFigures() {
    return raw("<div class=\"figures\">\n");
  }

  public Page endFigures() {
    return raw("</div>\n");
  }

  /** A figure and what it shows. */
  public Page figure(Figure drawn, String caption) {
    return figure("", drawn, caption);
  }

  /** A figure that takes a line of its own. */
  public Page wideFigure(Figure drawn, String caption) {
    return figure(" class=\"wide\"", drawn, caption);
  }

  private Page figure(String attributes, Figure drawn, String caption) {
    raw("<figure" + attributes + ">\n" + drawn.svg(caption));
    append("<figcaption>%s</figcaption>", caption);
    return raw("</figure>\n");
  }

  /** A table of numbers; rows that are empty in their first cell belong to the one above. */
  public Page table(List<String> head, List<List<String>> rows) {
    raw("<div class=\"scroll\"><table>\n<tr>");
    head.forEach(cell -> raw("<th>" + Html.escaped(cell) + "</th>"));
    raw("</tr>\n");
    for (List<String> row : rows) {
      raw(row.get(0).startsWith(" ") ? "<tr class=\"reference\">" : "<tr>");
      row.forEach(cell -> raw("<td>" + Html.escaped(cell) + "</td>"));
      raw("</tr>\n");
    }
    return raw("</table></div>\n");
  }

  /** Names and what they stand for. */
  public Page settings(List<List<String>> rows) {
    raw("<table>\n");
    for (List<String> row : rows) {
      raw("<tr><td>" + Html.escaped(row.get(0)) + "</td>");
      raw("<td class=\"text\">" + Html.escaped(row.get(1)) + "</td></tr>\n");
    }
    return raw("</table>\n");
  }

  /** The whole page. */
  public String html() {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
        + Html.escaped(title)
        + "</title>\n<style>\n"
        + STYLE
        + "</style>\n</head>\n<body>\n"
        + body
        + "</body>\n</html>\n";
  }

  private Page append(String format, String text) {
    return raw(format.formatted(Html.escaped(text)) + "\n");
  }

  private Page raw(String html) {
    body.append(html);
    return this;
  }
}
