// Options of ECharts for the pictures of solutions, and the tables behind them.
import { COLUMNS, CUTS, axisName } from './columns.js';
import { digits, percent, whole } from './format.js';
import { faded } from './theme.js';

const LEVELS = [0.025, 0.16, 0.5, 0.84, 0.975];

function provenance(view) {
  return [`release ${view.release}, ordering ${view.ordering}, prior ${view.prior}, model ${view.model} ${view.modelDigest}`];
}

/** Bars of a histogram with the counts that the exact distribution expects drawn over them. */
export function histogram(figure, histogram, view) {
  const shown = COLUMNS[histogram.column];
  const edges = histogram.edges.map(shown.of);
  const total = histogram.counts.reduce((sum, count) => sum + count, histogram.below + histogram.above);
  const expected = histogram.exact ? histogram.exact.map((share) => share * total) : null;
  const draw = (theme) => ({
    grid: { left: 62, right: 14, top: 30, bottom: 46 },
    legend: { data: ['generated', ...(expected ? ['exact'] : [])] },
    tooltip: {
      trigger: 'item',
      formatter: ({ dataIndex: i }) => `${digits(edges[i], 4)} – ${digits(edges[i + 1], 4)} ${shown.unit}\n`
        + `generated ${whole(histogram.counts[i] ?? 0)}${expected ? `\nexact ${digits(expected[i] ?? 0, 4)}` : ''}`,
    },
    xAxis: { type: 'value', name: axisName(histogram.column), nameGap: 28, min: edges[0], max: edges.at(-1), ...(shown.turn ? { interval: 90 } : { axisLabel: { formatter: (v) => digits(v, 4), showMinLabel: false, showMaxLabel: false } }) },
    yAxis: { type: 'value', name: 'solutions per bin', nameGap: 46, min: 0 },
    series: [
      {
        name: 'generated', type: 'custom', clip: true, itemStyle: { color: theme['data-1'] },
        data: histogram.counts.map((count, i) => [edges[i], edges[i + 1], count]),
        encode: { x: [0, 1], y: 2 },
        renderItem: (params, api) => {
          const [left, top] = api.coord([api.value(0), api.value(2)]);
          const [right, bottom] = api.coord([api.value(1), 0]);
          return { type: 'rect', shape: { x: left, y: top, width: Math.max(1, right - left - 1), height: bottom - top }, style: { fill: faded(theme['data-1'], 0.75) } };
        },
      },
      ...(expected ? [{
        name: 'exact', type: 'line', step: 'end', showSymbol: false, silent: true, z: 3,
        lineStyle: { color: theme['data-2'], width: 2.5 }, itemStyle: { color: theme['data-2'] },
        data: edges.map((edge, i) => [edge, expected[Math.min(i, expected.length - 1)]]),
      }] : []),
    ],
  });
  const table = {
    columns: [`${histogram.column} from`, `${histogram.column} to`, 'generated', ...(expected ? ['exact'] : [])],
    rows: histogram.counts.map((count, i) => [histogram.edges[i], histogram.edges[i + 1], count, ...(expected ? [expected[i]] : [])]),
    notes: [...provenance(view), quantiles(histogram)],
  };
  figure.show(draw, table, caption(histogram, shown));
}

function quantiles(histogram) {
  const list = (values) => LEVELS.map((level, i) => `${level}: ${values[i]}`).join(', ');
  return `quantiles generated ${list(histogram.quantiles)}${histogram.exactQuantiles ? `; exact ${list(histogram.exactQuantiles)}` : ''}`;
}

function caption(histogram, shown) {
  const parts = [];
  if (histogram.quantiles.length > 0) {
    const of = (values) => `${digits(shown.of(values[2]), 3)} (${digits(shown.of(values[1]), 3)} – ${digits(shown.of(values[3]), 3)})`;
    parts.push(`median (16 – 84 %): ${of(histogram.quantiles)}${histogram.exactQuantiles ? `, exact ${of(histogram.exactQuantiles)}` : ''} ${shown.unit}`.trim());
  }
  const outside = histogram.below + histogram.above;
  if (outside > 0) parts.push(`${whole(outside)} outside of the axis`);
  if (histogram.undefined > 0) parts.push(`${whole(histogram.undefined)} undefined`);
  return parts.join('; ');
}

const LOWEST_LOG = -4;

/** Label of a decade of an axis of log10(eV). */
function decade(log) {
  return { '-4': '0.1', '-3': '1', '-2': '10', '-1': '100', 0: '1000' }[log] ?? '';
}

/** m_ee against the lightest mass: allowed regions, bounds, and the solutions. */
export function effectiveMass(figure, allowed, pairs, ordering) {
  const logs = allowed.lightestEv.map(Math.log10);
  const floor = (value) => Math.max(LOWEST_LOG, Math.log10(Math.max(value, 1e-12)));
  const points = [];
  for (let i = 0; i < pairs.x.length; i++) {
    if (pairs.x[i] > 0 && pairs.y[i] > 0) points.push([Math.log10(pairs.x[i]), Math.log10(pairs.y[i])]);
  }
  const horizontal = allowed.bounds.filter((bound) => bound.column === 'mee_eV');
  const vertical = allowed.bounds.filter((bound) => bound.lightestEv[ordering] !== undefined);
  const beyond = allowed.bounds.filter((bound) => bound.column === 'sum_eV' && bound.lightestEv[ordering] === undefined);
  const draw = (theme, width) => {
    const small = width < 520;
    const area = { NO: theme['data-1'], IO: theme['data-3'] };
    const regions = Object.entries(allowed.regions).map(([name, region]) => ({
      name: `${name} allowed`, type: 'custom', clip: true, silent: true, itemStyle: { color: area[name] }, data: [[0, 0]], z: 1,
      renderItem: (params, api) => ({
        type: 'polygon',
        shape: { points: [...logs.map((x, i) => api.coord([x, floor(region.highEv[i])])), ...logs.map((x, i) => api.coord([x, floor(region.lowEv[i])])).reverse()] },
        style: { fill: faded(area[name], 0.28), stroke: area[name], lineWidth: 1.2 },
      }),
    }));
    const label = (text, position) => ({ show: true, formatter: text, color: theme.text, fontSize: small ? 10 : 12, position });
    const colour = (bound) => (bound.reached ? theme['data-6'] : theme['data-4']);
    return {
      grid: { left: 62, right: 16, top: small ? 50 : 30, bottom: 46 },
      legend: { data: [...regions.map((region) => region.name), 'solutions'] },
      tooltip: { trigger: 'item', formatter: ({ seriesName, value }) => (seriesName === 'solutions' ? `m lightest ${digits(1e3 * 10 ** value[0], 3)} meV\nmᵦᵦ ${digits(1e3 * 10 ** value[1], 3)} meV` : seriesName) },
      xAxis: { type: 'value', name: 'lightest neutrino mass (meV)', nameGap: 28, min: LOWEST_LOG, max: 0, interval: 1, axisLabel: { formatter: decade } },
      yAxis: { type: 'value', name: 'mᵦᵦ (meV)', nameGap: 44, min: LOWEST_LOG, max: 0, interval: 1, axisLabel: { formatter: decade } },
      series: [
        ...regions,
        {
          name: 'solutions', type: 'scatter', data: points, symbolSize: small ? 3 : 4, z: 3,
          itemStyle: { color: theme['data-2'], opacity: 0.55 },
          markArea: {
            silent: true,
            data: horizontal.map((bound) => [
              { yAxis: Math.log10(bound.lowEv), itemStyle: { color: faded(colour(bound), 0.22), borderColor: colour(bound), borderWidth: 1, borderType: bound.reached ? 'solid' : 'dashed' }, label: label(`${bound.name} ${digits(1e3 * bound.lowEv, 3)}–${digits(1e3 * bound.highEv, 3)} meV${bound.reached ? '' : ' (reach)'}`, 'insideTopLeft') },
              { yAxis: Math.log10(bound.highEv) },
            ]),
          },
          markLine: {
            silent: true, symbol: 'none',
            data: vertical.map((bound) => ({
              xAxis: Math.log10(bound.lightestEv[ordering]),
              lineStyle: { color: theme['data-5'], type: bound.column === 'mbeta_eV' ? 'dotted' : 'dashed', width: 1.5 },
              label: { formatter: bound.name, color: theme.text, fontSize: small ? 10 : 12, position: 'insideStartTop', distance: 6, backgroundColor: faded(theme.card, 0.8), padding: [1, 3], borderRadius: 3 },
            })),
          },
        },
      ],
    };
  };
  const rows = pairs.x.map((x, i) => ['solution', x, pairs.y[i], null]);
  for (const [name, region] of Object.entries(allowed.regions)) {
    allowed.lightestEv.forEach((x, i) => rows.push([`${name} allowed`, x, region.lowEv[i], region.highEv[i]]));
  }
  for (const bound of allowed.bounds) rows.push([`${bound.name} (${bound.column})`, bound.lightestEv[ordering] ?? null, bound.lowEv, bound.highEv]);
  figure.show(draw, {
    columns: ['what', 'm_lightest_eV', 'mee_eV or low', 'high'],
    rows,
    notes: [`regions: 3-sigma box of ${allowed.release}, phases free`, ...allowed.bounds.map((bound) => `${bound.name}: ${bound.source}`)],
  }, `${points.length === pairs.of ? `all ${whole(pairs.of)}` : `${whole(points.length)} of ${whole(pairs.of)}`} solutions; regions: 3σ box of ${allowed.release}, phases free. `
    + `Vertical lines: lightest mass at which the bound on the sum (Planck, DESI) or on mᵦ (KATRIN) is reached at the best fit of ${ordering}`
    + `${beyond.length > 0 ? `; every mass of ${ordering} is beyond ${beyond.map((bound) => bound.name).join(', ')}` : ''}.`);
}

/** A sample of any two columns. */
export function scatter(figure, pairs, x, y) {
  const points = pairs.x.map((value, i) => [COLUMNS[x].of(value), COLUMNS[y].of(pairs.y[i])]);
  const draw = (theme) => ({
    grid: { left: 70, right: 16, top: 14, bottom: 46 },
    tooltip: { trigger: 'item', formatter: ({ value }) => `${axisName(x)}: ${digits(value[0], 4)}\n${axisName(y)}: ${digits(value[1], 4)}` },
    xAxis: { type: 'value', scale: true, name: axisName(x), nameGap: 28, ...(COLUMNS[x].turn ? { min: 0, max: 360, interval: 90 } : {}) },
    yAxis: { type: 'value', scale: true, name: axisName(y), nameGap: 50, ...(COLUMNS[y].turn ? { min: 0, max: 360, interval: 90 } : {}) },
    series: [{ type: 'scatter', data: points, symbolSize: 4, itemStyle: { color: theme['data-1'], opacity: 0.55 } }],
  });
  figure.show(draw, { columns: [x, y], rows: pairs.x.map((value, i) => [value, pairs.y[i]]) },
    points.length === pairs.of ? `all ${whole(pairs.of)} solutions` : `a sample of ${whole(points.length)} of ${whole(pairs.of)} solutions`);
}

/** How many candidates each cut rejected. */
export function cuts(figure, generated, accepted, rejections) {
  const names = Object.keys(CUTS).reverse();
  const counts = names.map((name) => rejections[name] ?? 0);
  const most = Math.max(...counts, 1);
  const draw = (theme) => ({
    grid: { left: 84, right: 70, top: 10, bottom: 46 },
    tooltip: { trigger: 'item', formatter: ({ dataIndex: i }) => `${CUTS[names[i]]}: ${whole(counts[i])} of ${whole(generated)}` },
    xAxis: { type: 'value', name: 'candidates rejected (%)', nameGap: 28, min: 0, max: generated > 0 ? Math.min(100, nice(100 * most / generated)) : 1, axisLabel: { formatter: (v) => digits(v, 3) } },
    yAxis: { type: 'category', data: names.map((name) => CUTS[name]) },
    series: [{
      type: 'bar', barMaxWidth: 22, itemStyle: { color: theme['data-1'] },
      data: counts.map((count) => (generated > 0 ? 100 * count / generated : 0)),
      label: { show: true, position: 'right', color: theme.text, formatter: ({ dataIndex: i }) => percent(generated > 0 ? counts[i] / generated : 0, 2) },
    }],
  });
  figure.show(draw, {
    columns: ['cut', 'rejected', 'share of generated'],
    rows: [...names].reverse().map((name) => [name, rejections[name] ?? 0, generated > 0 ? (rejections[name] ?? 0) / generated : null]),
    notes: [`generated ${generated}, accepted ${accepted}; one candidate may fail several cuts`],
  }, `${whole(accepted)} of ${whole(generated)} accepted (${percent(generated > 0 ? accepted / generated : 0)}); one candidate may fail several cuts`);
}

/** The next number of 1, 2, 5 times a power of ten. */
function nice(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1e-9)));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value * 1.001);
}
