import * as echarts from '/_static/echarts/dist/echarts.esm.min.js';
import { announce, el, fill, say } from './dom.js';
import { csv, fileName, save } from './files.js';
import { colours, onTheme } from './theme.js';

/** Rows of a table on the page; the CSV file has all of them. */
const MOST_ROWS = 300;
const TITLE_PIXELS = 36;
const EXPORT_SCALE = 3;

let count = 0;

/**
 * A picture with its title, its caption, its data as a table, and buttons that save both. What is drawn is a function
 * of the theme, so that it can be drawn again when the theme or the size changes.
 */
export class Figure {
  /**
   * @param options title, file (name of saved files), kind ("wide", "square" or none), height of the chart by its width
   */
  constructor({ title, file, kind = '', height = null }) {
    this.file = file;
    this.height = height;
    this.title = title;
    this.table = null;
    this.draw = null;
    this.chart = null;
    const id = `figure-${++count}`;
    this.box = el('div', { class: 'chart', role: 'img', 'aria-labelledby': id, hidden: true });
    this.empty = el('p', { class: 'empty' }, 'nothing yet');
    this.caption = el('figcaption');
    this.heading = el('h3', { id }, title);
    this.tablebox = el('div', { class: 'tablebox', hidden: true, tabindex: 0, role: 'region', 'aria-label': `Data: ${title}` });
    this.toggle = el('button', { type: 'button', class: 'small', 'aria-expanded': 'false', onclick: () => this.showTable(), disabled: true }, 'Show data');
    this.png = el('button', { type: 'button', class: 'small', onclick: () => this.savePng(), disabled: true, 'aria-label': `Save as PNG: ${title}` }, 'PNG');
    this.csv = el('button', { type: 'button', class: 'small', onclick: () => this.saveCsv(), disabled: true, 'aria-label': `Save as CSV: ${title}` }, 'CSV');
    this.element = el('figure', { class: `card ${kind}`.trim(), 'data-figure': file },
      el('div', { class: 'top' }, this.heading, el('div', { class: 'tools' }, this.toggle, this.png, this.csv)),
      this.box, this.empty, this.caption, this.tablebox);
    new ResizeObserver(() => this.fit()).observe(this.box);
    onTheme(() => this.redraw());
  }

  /** Changes the title, also of saved files. */
  retitle(title, file = this.file) {
    this.title = title;
    this.file = file;
    say(this.heading, title);
  }

  /** Says why there is no picture. */
  message(text, failed = false) {
    this.draw = null;
    this.table = null;
    this.box.hidden = true;
    this.empty.hidden = false;
    this.empty.className = failed ? 'empty failed' : 'empty';
    say(this.empty, text);
    say(this.caption, '');
    this.enable(false);
    this.tablebox.hidden = true;
    this.toggle.setAttribute('aria-expanded', 'false');
    this.toggle.textContent = 'Show data';
  }

  /**
   * Draws.
   *
   * @param draw from the colours of the theme and the width in pixels to an option of ECharts
   * @param table columns, rows, and notes about where they come from
   */
  show(draw, table, caption) {
    this.draw = draw;
    this.table = table;
    this.empty.hidden = true;
    this.box.hidden = false;
    say(this.caption, caption);
    this.enable(true);
    this.redraw();
    if (!this.tablebox.hidden) this.fillTable();
  }

  enable(on) {
    for (const button of [this.toggle, this.png, this.csv]) button.disabled = !on;
  }

  fit() {
    if (this.height && this.box.clientWidth > 0) this.box.style.height = `${this.height(this.box.clientWidth)}px`;
    if (this.chart && this.box.clientWidth > 0) {
      if (this.chart.getWidth() !== this.box.clientWidth || this.chart.getHeight() !== this.box.clientHeight) this.chart.resize();
    }
    if (this.draw && this.box.clientWidth > 0 && this.drawnWidth !== this.box.clientWidth) this.redraw();
  }

  redraw() {
    const width = this.box.clientWidth;
    if (!this.draw || width === 0) return;
    if (this.height) this.box.style.height = `${this.height(width)}px`;
    if (!this.chart) this.chart = echarts.init(this.box, null, { renderer: 'canvas' });
    this.drawnWidth = width;
    this.chart.setOption(withTheme(this.draw(colours(), width), colours()), { notMerge: true });
  }

  showTable() {
    const opening = this.tablebox.hidden;
    this.tablebox.hidden = !opening;
    this.toggle.setAttribute('aria-expanded', String(opening));
    this.toggle.textContent = opening ? 'Hide data' : 'Show data';
    if (opening) this.fillTable();
  }

  fillTable() {
    const { columns, rows } = this.table;
    const shown = rows.slice(0, MOST_ROWS);
    const note = rows.length > shown.length ? ` (the first ${shown.length} of ${rows.length} rows; the CSV file has all)` : '';
    fill(this.tablebox, el('table', {},
      el('caption', {}, `${this.title}${note}`),
      el('thead', {}, el('tr', {}, ...columns.map((name) => el('th', { scope: 'col' }, name)))),
      el('tbody', {}, ...shown.map((row) => el('tr', {}, ...row.map((cell) => el('td', {}, show(cell))))))));
  }

  /** The picture with its title on the page's background. */
  picture() {
    const theme = colours();
    const chart = this.chart.renderToCanvas({ pixelRatio: EXPORT_SCALE, backgroundColor: theme.card });
    const canvas = document.createElement('canvas');
    canvas.width = chart.width;
    canvas.height = chart.height + TITLE_PIXELS * EXPORT_SCALE;
    const context = canvas.getContext('2d');
    context.fillStyle = theme.card;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = theme.text;
    context.font = `600 ${16 * EXPORT_SCALE}px system-ui, "DejaVu Sans", sans-serif`;
    context.textBaseline = 'middle';
    context.fillText(this.title, 12 * EXPORT_SCALE, (TITLE_PIXELS / 2) * EXPORT_SCALE, canvas.width - 24 * EXPORT_SCALE);
    context.drawImage(chart, 0, TITLE_PIXELS * EXPORT_SCALE);
    return canvas;
  }

  savePng() {
    this.picture().toBlob((blob) => {
      save(blob, `${fileName(this.file)}.png`);
      announce(`saved ${this.title} as a picture`);
    }, 'image/png');
  }

  saveCsv() {
    const { columns, rows, notes = [] } = this.table;
    const text = csv(columns, rows, [this.title, ...notes]);
    save(new Blob([text], { type: 'text/csv;charset=utf-8' }), `${fileName(this.file)}.csv`);
    announce(`saved the data of ${this.title}`);
  }
}

function show(cell) {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'number' ? String(Number(cell.toPrecision(7))) : String(cell);
}

/** What all pictures have in common. */
function withTheme(option, theme) {
  const axis = (given) => ({
    nameLocation: 'middle',
    nameTextStyle: { color: theme.text, fontSize: 13 },
    axisLabel: { color: theme.text, fontSize: 12, hideOverlap: true, ...given.axisLabel },
    axisLine: { show: true, onZero: false, lineStyle: { color: theme.muted } },
    axisTick: { show: true, lineStyle: { color: theme.muted } },
    splitLine: { show: false },
    ...without(given, 'axisLabel'),
  });
  const all = (given) => (Array.isArray(given) ? given.map(axis) : given && axis(given));
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { color: theme.text, fontFamily: 'system-ui, "DejaVu Sans", sans-serif' },
    ...option,
    ...(option.xAxis ? { xAxis: all(option.xAxis) } : {}),
    ...(option.yAxis ? { yAxis: all(option.yAxis) } : {}),
    ...(option.legend ? { legend: { top: 0, left: 0, textStyle: { color: theme.text, fontSize: 12 }, inactiveColor: theme.line, itemWidth: 20, itemHeight: 10, ...option.legend } } : {}),
    // Drawn on the canvas: as markup a tooltip would need styles inside of the page, which its policy refuses.
    tooltip: { renderMode: 'richText', confine: true, backgroundColor: theme.card, borderColor: theme.muted, textStyle: { color: theme.text, fontSize: 12 }, ...option.tooltip },
  };
}

function without(object, name) {
  const copy = { ...object };
  delete copy[name];
  return copy;
}
