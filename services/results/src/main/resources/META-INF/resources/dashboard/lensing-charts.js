// Options of ECharts for the pictures of maps and of how well they are told apart, and the tables behind them.
import { digits, percent, shortDigest, whole } from './format.js';
import { DIVERGING, limit, picture } from './pixels.js';
import { faded } from './theme.js';

/** Room around a map: for its axes, and for its colour bar. */
const AROUND = { left: 50, right: 78, top: 10, bottom: 46 };
const WIDEST_MAP = 460;

function mapSide(width) {
  return Math.min(WIDEST_MAP, Math.max(60, width - AROUND.left - AROUND.right));
}

/** Height of the picture of a map, which is square. */
export function skyHeight(width) {
  return mapSide(width) + AROUND.top + AROUND.bottom;
}

/** A square map with its colour bar. */
export function skyMap(figure, values, { side, angleDeg, name, notes, caption }) {
  const most = limit(values);
  const canvas = picture(values, side, most);
  const draw = (theme, width) => {
    const edge = mapSide(width);
    return {
      grid: { left: AROUND.left, top: AROUND.top, width: edge, height: edge },
      tooltip: { show: false },
      xAxis: { type: 'value', name: 'degrees', nameGap: 26, min: 0, max: angleDeg, interval: tick(angleDeg), axisLabel: { showMaxLabel: false } },
      yAxis: { type: 'value', name: 'degrees', nameGap: 32, min: 0, max: angleDeg, interval: tick(angleDeg), axisLabel: { showMaxLabel: false } },
      visualMap: {
        type: 'continuous', calculable: false, min: -most, max: most, dimension: 2, seriesIndex: 0, orient: 'vertical',
        left: AROUND.left + edge + 10, top: AROUND.top, itemWidth: 14, itemHeight: Math.max(60, edge - 60), precision: 6,
        inRange: { color: DIVERGING }, textStyle: { color: theme.text, fontSize: 11 },
        text: [`+${digits(most, 2)}`, `−${digits(most, 2)}`], hoverLink: false,
      },
      series: [{
        name, type: 'custom', data: [[0, 0, 0]], clip: true, silent: true,
        renderItem: (params, api) => {
          const [left, bottom] = api.coord([0, 0]);
          const [right, top] = api.coord([angleDeg, angleDeg]);
          return { type: 'image', style: { image: canvas, x: left, y: top, width: right - left, height: bottom - top } };
        },
      }],
    };
  };
  const step = angleDeg / side;
  const rows = [];
  for (let i = 0; i < values.length; i++) rows.push([(i % side + 0.5) * step, (Math.floor(i / side) + 0.5) * step, values[i]]);
  figure.show(draw, { columns: ['x_deg', 'y_deg', name], rows, notes }, caption);
}

function tick(angleDeg) {
  return [0.5, 1, 2, 5, 10].find((step) => angleDeg / step <= 5) ?? 10;
}

/** The characteristic of the network below that of the best classifier. */
export function roc(figure, measured, bound, why) {
  const points = measured.roc.map((point) => [point.falsePositiveRate, point.truePositiveRate]);
  const best = bound ? bound.roc.map((point) => [point.falsePositiveRate, point.truePositiveRate]) : null;
  const draw = (theme, width) => ({
    grid: { left: 58, right: 18, top: width < 360 ? 50 : 30, bottom: 46 },
    legend: { data: ['network', ...(best ? ['optimal bound'] : []), 'chance'] },
    tooltip: { trigger: 'item', formatter: ({ seriesName, value }) => `${seriesName}\nfalse positives ${digits(value[0], 3)}\ntrue positives ${digits(value[1], 3)}` },
    xAxis: { type: 'value', name: 'false-positive rate', nameGap: 28, min: 0, max: 1, interval: 0.2 },
    yAxis: { type: 'value', name: 'true-positive rate', nameGap: 38, min: 0, max: 1, interval: 0.2 },
    series: [
      { name: 'chance', type: 'line', data: [[0, 0], [1, 1]], showSymbol: false, silent: true, lineStyle: { color: theme['data-6'], type: 'dotted', width: 1.5 }, itemStyle: { color: theme['data-6'] } },
      ...(best ? [{ name: 'optimal bound', type: 'line', data: best, showSymbol: false, lineStyle: { color: theme['data-2'], type: 'dashed', width: 2.5 }, itemStyle: { color: theme['data-2'] } }] : []),
      { name: 'network', type: 'line', data: points, showSymbol: false, lineStyle: { color: theme['data-1'], width: 2.5 }, itemStyle: { color: theme['data-1'] } },
    ],
  });
  const error = measured.maps > 1 ? Math.sqrt(measured.accuracy * (1 - measured.accuracy) / measured.maps) : null;
  const masses = measured.masses.map((mass) => `${digits(mass.trueMnuEv)} eV: ${digits(mass.meanEv)} ± ${digits(mass.spreadEv, 2)}`).join('; ');
  figure.show(draw, {
    columns: ['curve', 'false_positive_rate', 'true_positive_rate'],
    rows: [...points.map((point) => ['network', ...point]), ...(best ?? []).map((point) => ['optimal bound', ...point])],
    notes: [`maps ${measured.maps}, accuracy ${measured.accuracy}, auc ${measured.auc ?? ''}${bound ? `; bound: accuracy ${bound.accuracy}, auc ${bound.auc}, d' ${bound.dPrime}, modes ${bound.modes}` : ''}`],
  }, `${whole(measured.maps)} maps: accuracy ${percent(measured.accuracy)}${error === null ? '' : ` ± ${digits(100 * error, 2)}`}, area ${measured.auc === undefined ? '–' : digits(measured.auc, 3)}`
    + `${bound ? `; best possible on Gaussian maps ${percent(bound.accuracy)}, area ${digits(bound.auc, 3)}` : why ? `; no bound: ${why}` : ''}. Estimated Σ mᵢ by true mass: ${masses} eV`);
}

/** Accuracy of all campaigns over one of their settings. */
export function accuracy(figure, rows, { of, name, log, file }) {
  const x = (row) => (log ? Math.log10(of(row)) : of(row));
  const points = rows.map((row) => [x(row), 100 * row.accuracy]);
  const bounds = rows.filter((row) => row.bound !== undefined).map((row) => [x(row), 100 * row.bound]);
  const about = (row) => `${row.id}\n${row.mapKind}, Σ mᵢ ${digits(row.sumMnuEv)} eV, z ${digits(row.sourceRedshift)}, l < ${digits(row.largestMultipole, 4)}\n`
    + `accuracy ${percent(row.accuracy)}${row.error === undefined ? '' : ` ± ${digits(100 * row.error, 2)}`}, bound ${percent(row.bound)}`;
  const xs = rows.map(x);
  const pad = Math.max(0.1, 0.1 * (Math.max(...xs) - Math.min(...xs)));
  const draw = (theme) => ({
    grid: { left: 58, right: 18, top: 30, bottom: 46 },
    legend: { data: ['network', 'optimal bound'] },
    tooltip: { trigger: 'item', formatter: ({ seriesName, dataIndex: i, value }) => (seriesName === 'optimal bound' ? `optimal bound ${digits(value[1], 4)} %` : about(rows[i])) },
    xAxis: { type: 'value', name, nameGap: 28, min: Math.min(...xs) - pad, max: Math.max(...xs) + pad, axisLabel: { formatter: (v) => (log ? digits(10 ** v, 2) : digits(v, 3)), showMinLabel: false, showMaxLabel: false } },
    yAxis: { type: 'value', name: 'accuracy (%)', nameGap: 38, min: (range) => Math.max(0, Math.floor(Math.min(50, range.min) / 10) * 10), max: 100 },
    series: [
      {
        name: 'error', type: 'custom', silent: true, z: 2,
        data: rows.map((row, i) => [points[i][0], points[i][1], 100 * (row.error ?? 0)]),
        renderItem: (params, api) => {
          const [px, top] = api.coord([api.value(0), api.value(1) + api.value(2)]);
          const bottom = api.coord([api.value(0), api.value(1) - api.value(2)])[1];
          return { type: 'line', shape: { x1: px, x2: px, y1: top, y2: bottom }, style: { stroke: theme['data-1'], lineWidth: 2 } };
        },
      },
      { name: 'network', type: 'scatter', data: points, symbolSize: 9, itemStyle: { color: theme['data-1'] }, z: 3 },
      { name: 'optimal bound', type: 'scatter', symbol: 'diamond', data: bounds, symbolSize: 13, itemStyle: { color: 'transparent', borderColor: theme['data-2'], borderWidth: 2 }, z: 4 },
    ],
  });
  figure.show(draw, {
    columns: ['campaign', 'map_kind', 'source_redshift', 'largest_multipole', 'galaxies_per_arcmin2', 'sum_mnu_eV', 'fixed_sigma8', 'maps', 'accuracy', 'error', 'bound', 'model_digest'],
    rows: rows.map((row) => [row.id, row.mapKind, row.sourceRedshift, row.largestMultipole, row.galaxiesPerArcmin2, row.sumMnuEv, row.fixedSigma8 ? 'yes' : 'no', row.maps, row.accuracy, row.error, row.bound, shortDigest(row.modelDigest)]),
    notes: ['bound: best accuracy on Gaussian maps; campaigns may differ in their other settings'],
  }, `${rows.length} campaign${rows.length === 1 ? '' : 's'}, which may differ in their other settings; bars: statistical error; diamonds: best possible on Gaussian maps`);
  figure.file = file;
}

/** Spectra of the classes with the noise, and their ratio below. */
export function spectra(figure, view) {
  const logs = view.multipoles.map(Math.log10);
  const power = (cl, l) => Math.log10(l * (l + 1) * cl / (2 * Math.PI));
  const curves = view.classes.map((one) => ({ name: one.sumMnuEv === 0 ? 'massless' : `Σ mᵢ = ${digits(one.sumMnuEv)} eV`, data: one.cl.map((cl, i) => [logs[i], power(cl, view.multipoles[i])]) }));
  const first = view.classes[0].cl;
  const ratios = view.classes.slice(1).map((one, k) => ({ name: curves[k + 1].name, data: one.cl.map((cl, i) => [logs[i], cl / first[i]]) }));
  const noise = view.noise === undefined ? null : view.multipoles.map((l, i) => [logs[i], power(view.noise, l)]);
  const draw = (theme, width) => {
    const colour = (k) => theme[`data-${[1, 2, 4, 5, 3, 6][k % 6]}`];
    const exponent = (v) => (Number.isInteger(v) ? `10${superscript(v)}` : '');
    const line = (one, k, extra = {}) => ({ type: 'line', showSymbol: false, lineStyle: { color: colour(k), width: 2.5, type: k === 0 ? 'solid' : 'dashed' }, itemStyle: { color: colour(k) }, ...one, ...extra });
    const lines = { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: theme['data-6'], type: 'dotted' }, data: [{ xAxis: Math.log10(view.fundamental) }, { xAxis: Math.log10(view.largest) }] };
    const x = { type: 'value', min: logs[0], max: logs.at(-1), axisLabel: { formatter: (v) => (Number.isInteger(Number(v.toFixed(6))) ? exponent(Math.round(v)) : ''), showMinLabel: false, showMaxLabel: false }, interval: 1 };
    // Ticks at whole powers: the axis begins at one below the first multipole.
    x.min = Math.floor(logs[0]);
    return {
      grid: [{ left: 76, right: 18, top: width < 400 ? 52 : 30, height: '50%' }, { left: 76, right: 18, top: '72%', bottom: 44 }],
      legend: { data: [...curves.map((one) => one.name), ...(noise ? ['shape noise'] : [])] },
      tooltip: { trigger: 'axis', formatter: (items) => `l ${digits(10 ** items[0].value[0], 4)}\n${items.map((item) => `${item.seriesName}: ${item.axisIndex === 1 ? digits(item.value[1], 4) : digits(10 ** item.value[1], 3)}`).join('\n')}` },
      xAxis: [{ ...x, gridIndex: 0, axisLabel: { show: false }, axisTick: { show: false } }, { ...x, gridIndex: 1, name: 'multipole l', nameGap: 26 }],
      yAxis: [
        { type: 'value', gridIndex: 0, name: 'l(l+1) C_l / 2π', nameGap: 50, scale: true, minInterval: 1, axisLabel: { formatter: exponent } },
        { type: 'value', gridIndex: 1, name: 'ratio', nameGap: 50, min: (range) => range.min - 0.002, max: (range) => range.max + 0.002, splitNumber: 2, axisLabel: { formatter: (v) => digits(v, 4) } },
      ],
      series: [
        ...curves.map((one, k) => line(one, k, k === 0 ? { markLine: lines } : {})),
        ...(noise ? [{ name: 'shape noise', type: 'line', showSymbol: false, data: noise, lineStyle: { color: theme['data-6'], width: 1.5, type: 'dotted' }, itemStyle: { color: theme['data-6'] }, areaStyle: { color: faded(theme['data-6'], 0.08), origin: 'start' } }] : []),
        ...ratios.map((one, k) => line(one, k + 1, { xAxisIndex: 1, yAxisIndex: 1 })),
      ],
    };
  };
  figure.show(draw, {
    columns: ['multipole', ...view.classes.map((one) => `C_l ${one.sumMnuEv} eV (sr)`), ...(noise ? ['noise (sr)'] : [])],
    rows: view.multipoles.map((l, i) => [l, ...view.classes.map((one) => one.cl[i]), ...(noise ? [view.noise] : [])]),
    notes: [`fundamental ${view.fundamental}, largest ${view.largest}`],
  }, `Convergence without noise, and the ratio to the massless universe; dotted lines: scales of the maps, l = ${digits(view.fundamental, 3)} to ${digits(view.largest, 4)}`);
}

function superscript(value) {
  return String(value).replace('-', '⁻').replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[digit]);
}
