import { get, of, post } from './api.js';
import { CampaignList, result } from './campaigns.js';
import { COLUMNS, axisName } from './columns.js';
import { el, fill } from './dom.js';
import { Figure } from './figure.js';
import { whole } from './format.js';
import { cuts, effectiveMass, histogram, scatter } from './flavor-charts.js';
import { ID_FIELD, OrderForm } from './forms.js';
import { Refresher, failed } from './refresh.js';

const ORDER = ['delta_deg', 'alpha21_deg', 'alpha31_deg', 'sum_eV', 'mee_eV', 'm_lightest_eV', 'mbeta_eV', 'M1_GeV', 'M2_GeV', 'M3_GeV'];
const POINTS = 3000;
/** While the exact distribution is computed. */
const ASK_AGAIN_MS = 1500;

/** The view of flavour campaigns. */
export class FlavorView {
  constructor(root, options) {
    this.options = options;
    this.campaign = null;
    this.regions = new Map();
    this.list = new CampaignList('flavor', (campaign) => this.look(campaign));
    this.form = this.orderForm();
    this.effective = new Figure({ title: 'Effective mass against the lightest mass', file: 'mee', kind: 'wide' });
    this.histograms = new Map(ORDER.map((column) => [column, new Figure({ title: COLUMNS[column].words, file: column })]));
    this.cuts = new Figure({ title: 'Rejected by each cut', file: 'cuts' });
    this.pairs = new Figure({ title: 'Any two quantities', file: 'scatter', kind: 'wide' });
    this.heading = el('h2', {}, 'No campaign yet');
    this.reference = el('p', { class: 'hint', role: 'status' });
    const choice = (label, value) => {
      const select = el('select', { 'aria-label': label, onchange: () => this.drawPairs() },
        ...Object.keys(COLUMNS).map((column) => el('option', { value: column }, axisName(column))));
      select.value = value;
      return select;
    };
    this.x = choice('Horizontal axis', 'sum_eV');
    this.y = choice('Vertical axis', 'delta_deg');
    fill(root, el('div', { class: 'columns' },
      el('div', { class: 'side' }, this.list.element, this.form.element),
      el('div', { class: 'figures' },
        el('div', { class: 'controls' }, this.heading, this.reference),
        this.effective.element,
        ...[...this.histograms.values()].map((figure) => figure.element),
        this.cuts.element,
        el('div', { class: 'controls' }, el('label', {}, 'Horizontal ', this.x), el('label', {}, 'Vertical ', this.y)),
        this.pairs.element)));
    this.refresher = new Refresher(() => this.draw());
    this.figures = [this.effective, ...this.histograms.values(), this.cuts, this.pairs];
  }

  /** Takes what the server says of campaigns. */
  update(news) {
    this.solutions = news.solutions;
    this.list.update(news);
  }

  look(campaign) {
    const another = !this.campaign || this.campaign.id !== campaign.id;
    const key = `${campaign.id} ${campaign.done} ${campaign.state} ${this.solutions}`;
    this.campaign = campaign;
    if (campaign.state !== 'unknown') this.drawCuts(campaign.generated, campaign.accepted, campaign.rejections);
    if (key === this.key) return;
    this.key = key;
    this.heading.textContent = campaign.id;
    if (another) {
      this.dropped?.abort();
      this.figures.forEach((figure) => figure.message('loading'));
      this.refresher.now();
    } else {
      this.refresher.due();
    }
  }

  async draw() {
    const campaign = this.campaign;
    if (!campaign || this.list.element.offsetParent === null) return;
    if (campaign.state !== 'unknown' && campaign.done === 0) {
      [this.effective, this.pairs, ...this.histograms.values()].forEach((figure) => figure.message('no solution has been accepted yet'));
      this.reference.textContent = '';
      return;
    }
    const controller = new AbortController();
    this.dropped = controller;
    try {
      const view = await get(of('flavor', campaign.id, 'histograms'), result(campaign), controller.signal);
      if (controller.signal.aborted) return;
      this.view = view;
      for (const one of view.histograms) histogram(this.histograms.get(one.column), one, view);
      if (campaign.state === 'unknown') this.drawCuts(view.generated, view.accepted, view.rejections);
      this.sayReference(view);
      if (view.reference === 'computing') setTimeout(() => this.refresher.due(), ASK_AGAIN_MS);
    } catch (error) {
      if (error.status === 404) error.message = 'no solution has been accepted yet';
      failed(error, ...this.histograms.values(), this.effective, this.pairs);
      return;
    }
    await Promise.all([this.drawEffective(controller.signal), this.drawPairs(controller.signal)]);
  }

  sayReference(view) {
    const of = `${view.prior}, ${view.release}, ${view.ordering} ordering, target ${view.target}`;
    const words = {
      ready: `Lines: exact distribution of the prior inside the 3σ box, from ${whole(view.referenceDraws)} weighted draws (effective ${whole(Math.round(view.referenceEss))}); phases are exactly uniform.`,
      computing: 'The exact distribution is being computed.',
      none: `No exact distribution: ${view.referenceReason}.`,
      failed: view.referenceReason,
    };
    this.reference.textContent = `${of}. ${words[view.reference]}`;
  }

  drawCuts(generated, accepted, rejections) {
    if (generated > 0) cuts(this.cuts, generated, accepted, rejections);
    else this.cuts.message('no candidate has been judged yet');
  }

  async drawEffective(signal) {
    try {
      const release = this.view.release;
      if (!this.regions.has(release)) this.regions.set(release, await get('/api/flavor/allowed', { release }, signal));
      const pairs = await get(of('flavor', this.campaign.id, 'pairs'), { x: 'm_lightest_eV', y: 'mee_eV', n: POINTS, ...result(this.campaign) }, signal);
      effectiveMass(this.effective, this.regions.get(release), pairs, this.view.ordering === 'inverted' ? 'IO' : 'NO');
    } catch (error) {
      failed(error, this.effective);
    }
  }

  async drawPairs(signal) {
    const campaign = this.campaign;
    if (!campaign) return;
    const [x, y] = [this.x.value, this.y.value];
    try {
      const pairs = await get(of('flavor', campaign.id, 'pairs'), { x, y, n: POINTS, ...result(campaign) }, signal);
      if (x !== this.x.value || y !== this.y.value) return;
      this.pairs.retitle(`${axisName(y)} against ${axisName(x)}`, `scatter-${x}-${y}`);
      scatter(this.pairs, pairs, x, y);
    } catch (error) {
      failed(error, this.pairs);
    }
  }

  /** Called when the view comes to the front. */
  shown() {
    this.refresher.now();
  }

  orderForm() {
    const form = new OrderForm({
      title: 'Start a campaign',
      fields: [
        { name: 'targetAccepted', label: 'Accepted solutions wanted', type: 'whole', value: 2000, min: 1, max: 10000000, required: true },
        { name: 'release', label: 'Data release', type: 'choice', options: [['', 'default']], value: '' },
        { name: 'ordering', label: 'Mass ordering', type: 'choice', options: [['normal', 'normal'], ['inverted', 'inverted']], value: 'normal' },
        { name: 'model', label: 'Model', type: 'choice', options: [['', 'default']], value: '' },
        { name: 'seed', label: 'Seed', type: 'seed', value: 1 },
        { name: 'guidance', label: 'Guidance', type: 'number', min: 0, max: 10, more: true, hint: 'empty: as shipped' },
        { name: 'steps', label: 'Denoising steps', type: 'whole', min: 2, max: 500, more: true, hint: 'empty: as shipped' },
        { name: 'eta', label: 'Noise put back (η)', type: 'number', min: 0, max: 1, more: true, hint: 'empty: as shipped' },
        { name: 'target', label: 'Target', type: 'choice', options: [['box', '3σ box'], ['best_fit', 'best fit']], value: 'box', more: true },
        { name: 'maxCandidates', label: 'Most candidates', type: 'whole', min: 1, max: 1000000000, more: true, hint: 'empty: 100 per solution' },
        { name: 'maxSeconds', label: 'Most seconds', type: 'whole', min: 1, max: 604800, more: true, hint: 'empty: a day' },
        ID_FIELD,
      ],
      send: (values) => post('/api/campaigns/flavor', values),
      done: (campaign) => this.list.choose(campaign.id),
    });
    this.options.then((options) => {
      form.setOptions('release', options.releases.map((release) => [release.name, `${release.name} (${release.orderings.join(', ')})`]), options.defaultRelease);
      form.setOptions('model', [['', 'default'], ...options.samplers.map((model) => [model.name, `${model.name} (${model.variant}, ${model.prior})${model.usual ? ', the default' : ''}`])], '');
    }, () => {});
    return form;
  }
}
