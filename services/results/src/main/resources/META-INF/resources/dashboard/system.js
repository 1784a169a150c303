import { el, fill, say } from './dom.js';
import { Figure } from './figure.js';
import { digits, whole } from './format.js';

/** What is shown of the past: ten minutes at a look every three seconds. */
const MOST_LOOKS = 200;

/** Topics whose rate is drawn, and what their records are. */
const FLOWS = {
  'flavor.candidates.v1': 'blocks of candidates',
  'flavor.solutions.v1': 'blocks of solutions',
  'lensing.maps.v1': 'maps',
  'lensing.classifications.v1': 'classifications',
};

/** The view of the system. */
export class SystemView {
  constructor(root) {
    this.looks = [];
    this.services = el('tbody');
    this.letters = el('tbody');
    this.trouble = el('p', { class: 'wrong', role: 'status', hidden: true });
    this.queues = new Figure({ title: 'Records waiting for each worker', file: 'queues' });
    this.backlog = new Figure({ title: 'Work waiting for each worker', file: 'backlog' });
    this.rates = new Figure({ title: 'Throughput', file: 'throughput', kind: 'wide' });
    const table = (title, headings, body, wordy) => el('section', { class: 'card table', 'aria-label': title },
      el('h2', {}, title),
      el('div', { class: 'tablebox', tabindex: 0, role: 'region', 'aria-label': title }, el('table', {},
        el('thead', {}, el('tr', {}, ...headings.map((name, i) => el('th', { scope: 'col', class: wordy[i] ? 'words' : false }, name)))), body)));
    fill(root, this.trouble, el('div', { class: 'figures two' },
      table('Services', ['service', 'up', 'ready', 'address', 'what is missing'], this.services, [true, true, true, true, true]),
      table('Dead letters', ['topic', 'letters', 'reasons', 'last one'], this.letters, [true, false, true, true]),
      this.queues.element, this.backlog.element, this.rates.element));
  }

  update(view) {
    this.looks.push({ atMs: view.atMs, logs: new Map(view.logs.map((log) => [log.topic, log.written])), waiting: view.queues });
    while (this.looks.length > MOST_LOOKS) this.looks.shift();
    say(this.trouble, view.kafkaError);
    this.trouble.hidden = view.kafkaError === '';
    fill(this.services, ...view.services.map((service) => el('tr', {},
      el('td', {}, service.name),
      el('td', { class: `words ${service.up ? 'ok' : 'down'}` }, service.up ? 'up' : 'down'),
      el('td', { class: `words ${service.ready ? 'ok' : 'down'}` }, service.ready ? 'ready' : 'not ready'),
      el('td', { class: 'words' }, service.address),
      el('td', { class: 'words long' }, service.detail))));
    fill(this.letters, ...view.deadLetters.map((letters) => el('tr', {},
      el('td', {}, letters.topic),
      el('td', { class: letters.count > 0 ? 'down' : false }, whole(letters.count)),
      el('td', { class: 'words' }, Object.entries(letters.reasons).map(([word, n]) => `${word} ${n}`).join(', ')),
      el('td', { class: 'words long' }, letters.count > 0 ? `${letters.lastKey}: ${letters.lastMessage}` : ''))));
    this.drawQueues(view);
    this.drawBacklog(view);
    this.drawRates();
  }

  shown() {
    [this.queues, this.backlog, this.rates].forEach((figure) => figure.fit());
  }

  drawQueues(view) {
    if (view.queues.length === 0) {
      this.queues.message(view.kafkaError || 'not known', view.kafkaError !== '');
      return;
    }
    const rows = [...view.queues].reverse();
    bars(this.queues, rows.map((queue) => queue.worker), rows.map((queue) => queue.waiting), 'records', {
      columns: ['worker', 'topic', 'waiting'], rows: view.queues.map((queue) => [queue.worker, queue.topic, queue.waiting]),
    }, 'Not committed by the worker’s group; what is in work counts, as do markers of transactions');
  }

  drawBacklog(view) {
    if (view.backlogs.length === 0) {
      this.backlog.message(view.backlogError || 'not known', view.backlogError !== '');
      return;
    }
    const rows = [...view.backlogs].reverse();
    bars(this.backlog, rows.map((backlog) => backlog.worker), rows.map((backlog) => backlog.seconds), 'seconds of work', {
      columns: ['worker', 'seconds'], rows: view.backlogs.map((backlog) => [backlog.worker, backlog.seconds]),
    }, 'What one thread of the worker would need for all that waits or is in work, at the cost measured lately; the simulator’s is an estimate');
  }

  /** Records per second between two looks. */
  drawRates() {
    if (this.looks.length < 2) {
      this.rates.message('waiting for a second look');
      return;
    }
    const topics = Object.keys(FLOWS);
    const rows = [];
    for (let i = 1; i < this.looks.length; i++) {
      const [before, now] = [this.looks[i - 1], this.looks[i]];
      const seconds = (now.atMs - before.atMs) / 1000;
      if (seconds <= 0 || now.logs.size === 0 || before.logs.size === 0) continue;
      rows.push([now.atMs, ...topics.map((topic) => Math.max(0, (now.logs.get(topic) - before.logs.get(topic)) / seconds))]);
    }
    if (rows.length === 0) {
      this.rates.message('not known');
      return;
    }
    const latest = rows.at(-1)[0];
    const ago = (row) => (row[0] - latest) / 1000;
    const draw = (theme, width) => ({
      grid: { left: 58, right: 18, top: width < 520 ? 56 : 32, bottom: 46 },
      legend: { data: topics.map((topic) => FLOWS[topic]) },
      tooltip: { trigger: 'axis', formatter: (items) => `${digits(-items[0].value[0], 3)} s ago\n${items.map((item) => `${item.seriesName} ${digits(item.value[1], 3)}/s`).join('\n')}` },
      xAxis: { type: 'value', name: 'seconds ago', nameGap: 28, min: Math.min(-60, Math.floor(ago(rows[0]) / 60) * 60), max: 0, axisLabel: { formatter: (v) => digits(-v, 3) } },
      yAxis: { type: 'value', name: 'records per second', nameGap: 40, min: 0 },
      series: topics.map((topic, k) => ({
        name: FLOWS[topic], type: 'line', step: 'start', showSymbol: false,
        data: rows.map((row) => [ago(row), row[k + 1]]),
        lineStyle: { color: theme[`data-${k + 1}`], width: 2, type: ['solid', 'dashed', 'solid', 'dashed'][k] },
        itemStyle: { color: theme[`data-${k + 1}`] },
      })),
    });
    figureTime(this.rates, draw, topics, rows);
  }
}

function figureTime(figure, draw, topics, rows) {
  figure.show(draw, {
    columns: ['at_ms', ...topics.map((topic) => `${topic} records/s`)], rows,
  }, 'Records written per second, between two looks; those of transactions with their markers');
}

function bars(figure, names, values, unit, table, caption) {
  const most = Math.max(...values);
  const draw = (theme) => ({
    grid: { left: 130, right: 60, top: 10, bottom: 46 },
    tooltip: { trigger: 'item', formatter: ({ name, value }) => `${name}: ${digits(value, 4)} ${unit}` },
    xAxis: { type: 'value', name: unit, nameGap: 28, min: 0, max: most > 0 ? undefined : 1, minInterval: 1 },
    yAxis: { type: 'category', data: names, axisLabel: { width: 118, overflow: 'truncate' } },
    series: [{ type: 'bar', barMaxWidth: 22, data: values, itemStyle: { color: theme['data-1'] }, label: { show: true, position: 'right', color: theme.text, formatter: ({ value }) => digits(value, 4) } }],
  });
  figure.show(draw, table, caption);
}
