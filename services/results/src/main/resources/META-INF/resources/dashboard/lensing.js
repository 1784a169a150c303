import { get, of, post } from './api.js';
import { CampaignList, result } from './campaigns.js';
import { el, fill, say } from './dom.js';
import { Figure } from './figure.js';
import { digits, percent } from './format.js';
import { ID_FIELD, OrderForm } from './forms.js';
import { accuracy, roc, skyHeight, skyMap, spectra } from './lensing-charts.js';
import { floats, smooth } from './pixels.js';
import { Refresher, failed } from './refresh.js';

const ASK_AGAIN_MS = 2500;

/** The view of lensing campaigns. */
export class LensingView {
  constructor(root, options) {
    this.options = options;
    this.campaign = null;
    this.list = new CampaignList('lensing', (campaign) => this.look(campaign));
    this.form = this.orderForm();
    this.heading = el('h2', {}, 'No campaign yet');
    this.number = el('input', { type: 'number', min: 0, max: 2147483647, step: 1, value: 1, onchange: () => this.drawMap() });
    this.smoothing = el('select', { onchange: () => this.paintMaps() },
      ...[0, 1, 2, 4].map((sigma) => el('option', { value: sigma }, sigma === 0 ? 'none' : `${sigma} pixels`)));
    this.smoothing.value = '2';
    this.mapState = el('p', { class: 'hint', role: 'status' });
    this.map = new Figure({ title: 'Convergence', file: 'map', height: skyHeight });
    this.saliency = new Figure({ title: 'Saliency', file: 'saliency', height: skyHeight });
    this.roc = new Figure({ title: 'Receiver operating characteristic', file: 'roc', kind: 'square' });
    this.redshift = new Figure({ title: 'Accuracy against source redshift', file: 'accuracy-redshift' });
    this.scale = new Figure({ title: 'Accuracy against smallest scale', file: 'accuracy-scale' });
    this.spectra = new Figure({ title: 'Convergence power spectra', file: 'spectra', kind: 'square' });
    fill(root, el('div', { class: 'columns' },
      el('div', { class: 'side' }, this.list.element, this.form.element),
      el('div', { class: 'figures two' },
        el('div', { class: 'controls' }, this.heading,
          el('label', {}, 'Map number ', this.number), el('label', {}, 'Smoothing ', this.smoothing), this.mapState),
        this.map.element, this.saliency.element, this.roc.element, this.spectra.element,
        this.redshift.element, this.scale.element)));
    this.measuring = new Refresher(() => this.drawMeasured());
    this.comparing = new Refresher(() => this.drawAccuracy());
  }

  update(news) {
    this.classifications = news.classifications;
    this.list.update(news);
    if (this.compared !== this.classifications) {
      this.compared = this.classifications;
      this.comparing.due();
    }
  }

  visible() {
    return this.list.element.offsetParent !== null;
  }

  look(campaign) {
    const another = !this.campaign || this.campaign.id !== campaign.id;
    const key = `${campaign.id} ${campaign.done} ${campaign.state} ${this.classifications}`;
    this.campaign = campaign;
    if (key === this.key) return;
    this.key = key;
    say(this.heading, campaign.id);
    if (another) {
      this.drawn = null;
      [this.map, this.saliency, this.roc, this.spectra].forEach((figure) => figure.message('loading'));
      this.measuring.now();
      this.drawOnce();
    } else {
      this.measuring.due();
    }
  }

  /** What depends on the order alone. */
  drawOnce() {
    if (!this.visible() || !this.campaign || this.drawn === this.campaign.id) return;
    this.drawn = this.campaign.id;
    this.drawMap();
    this.drawSpectra();
  }

  shown() {
    this.drawOnce();
    this.measuring.now();
    this.comparing.now();
  }

  async drawMeasured() {
    const campaign = this.campaign;
    if (!campaign || !this.visible()) return;
    if (campaign.state !== 'unknown' && campaign.done === 0) {
      this.roc.message('no map has been classified yet');
      return;
    }
    try {
      const measured = await get(of('lensing', campaign.id, 'summary'), result(campaign));
      const [bound, why] = await this.bound(campaign);
      if (campaign.id === this.campaign.id) roc(this.roc, measured, bound, why);
    } catch (error) {
      if (error.status === 404) error.message = 'no map has been classified yet';
      failed(error, this.roc);
    }
  }

  /** The bound, or why there is none. */
  async bound(campaign) {
    if (this.bounded?.id !== campaign.id) {
      try {
        const bound = await get(of('lensing', campaign.id, 'bound'));
        if (bound.state === 'computing') {
          setTimeout(() => this.measuring.due(), ASK_AGAIN_MS);
          return [null, 'it is being computed'];
        }
        this.bounded = { id: campaign.id, bound };
      } catch (error) {
        return [null, error.message];
      }
    }
    return [this.bounded.bound, ''];
  }

  async drawMap() {
    const campaign = this.campaign;
    const number = Math.max(0, Math.floor(Number(this.number.value) || 0));
    if (!campaign) return;
    const asked = `${campaign.id}/${number}`;
    this.asked = asked;
    const path = of('lensing', campaign.id, 'maps', number);
    say(this.mapState, 'simulating');
    try {
      const map = await get(path);
      if (this.asked !== asked) return;
      this.mapView = { ...map, floats: floats(map.values) };
      this.saliencyView = null;
      this.paintMaps();
      this.saliency.message('explaining: this takes some seconds');
      say(this.mapState, 'explaining');
      const saliency = await get(`${path}/saliency`, { model: campaign.modelDigest });
      if (this.asked !== asked) return;
      this.saliencyView = { ...saliency, floats: floats(saliency.values) };
      this.paintMaps();
      say(this.mapState, '');
    } catch (error) {
      if (this.asked !== asked) return;
      say(this.mapState, '');
      failed(error, ...(this.mapView && `${campaign.id}/${this.mapView.number}` === asked ? [] : [this.map]), this.saliency);
    }
  }

  paintMaps() {
    const sigma = Number(this.smoothing.value);
    const map = this.mapView;
    if (!map) return;
    const smoothed = sigma === 0 ? 'unsmoothed' : `smoothed by ${sigma} pixels`;
    const notes = [`campaign ${this.campaign.id}, map ${map.number}, true sum of masses ${map.sumMnuEv} eV, source redshift ${map.sourceRedshift}, ${smoothed}`];
    skyMap(this.map, smooth(map.floats, map.pixels, sigma), {
      side: map.pixels, angleDeg: map.angleDeg, name: 'convergence', notes,
      caption: `Map ${map.number}, made with Σ mᵢ = ${digits(map.sumMnuEv)} eV, sources at z = ${digits(map.sourceRedshift)}; convergence κ, ${smoothed}`,
    });
    const seen = this.saliencyView;
    if (!seen) return;
    const part = (region, name) => {
      const share = seen.regions.find((one) => one.region === region);
      return share ? `${name}: ${percent(share.area, 2)} of the area, ${percent(share.magnitudeShare, 2)} of the attribution` : null;
    };
    skyMap(this.saliency, smooth(seen.floats, seen.pixels, sigma), {
      side: seen.pixels, angleDeg: map.angleDeg, name: 'attribution',
      notes: [...notes, `logit ${seen.logit}, baseline ${seen.baselineLogit}, completeness error ${seen.completenessError}, model ${seen.modelDigest}`,
        ...seen.regions.map((one) => `${one.region}: area ${one.area}, attribution ${one.attribution}, share of magnitudes ${one.magnitudeShare}`)],
      caption: [`Integrated gradients of the logit (${digits(seen.logit)}, P(massive) = ${digits(1 / (1 + Math.exp(-seen.logit)), 3)}), ${smoothed}`, part('void', 'voids (κ < 0)'), part('peak', 'peaks (κ > 3σ)')].filter(Boolean).join('; '),
    });
  }

  async drawSpectra() {
    const campaign = this.campaign;
    try {
      const view = await get(of('lensing', campaign.id, 'spectra'));
      if (campaign.id === this.campaign.id) spectra(this.spectra, view);
    } catch (error) {
      failed(error, this.spectra);
    }
  }

  async drawAccuracy() {
    if (!this.visible()) return;
    try {
      const { rows, pending } = await get('/api/lensing/accuracy');
      if (rows.length === 0) {
        [this.redshift, this.scale].forEach((figure) => figure.message('no map has been classified yet'));
      } else {
        accuracy(this.redshift, rows, { of: (row) => row.sourceRedshift, name: 'source redshift', log: false, file: 'accuracy-redshift' });
        accuracy(this.scale, rows, { of: (row) => row.largestMultipole, name: 'largest multipole l', log: true, file: 'accuracy-scale' });
      }
      if (pending > 0) setTimeout(() => this.comparing.due(), ASK_AGAIN_MS);
    } catch (error) {
      failed(error, this.redshift, this.scale);
    }
  }

  orderForm() {
    const form = new OrderForm({
      title: 'Start a campaign',
      fields: [
        { name: 'maps', label: 'Maps to classify', type: 'whole', value: 500, min: 1, max: 1000000, required: true, hint: 'half of them massless' },
        { name: 'massEv', label: 'Σ mᵢ of the massive ones (eV)', type: 'number', value: 0.1, min: 0.001, max: 2, required: true },
        { name: 'sourceRedshift', label: 'Source redshift', type: 'number', value: 1, min: 0.05, max: 10 },
        { name: 'model', label: 'Classifier', type: 'choice', options: [['', 'the one that fits']], value: '', hint: 'choosing one fills in what it was trained on' },
        { name: 'mapKind', label: 'Kind of map', type: 'choice', options: [['gaussian', 'Gaussian'], ['lognormal', 'lognormal'], ['lightcone', 'light cone (slow)']], value: 'gaussian' },
        { name: 'galaxiesPerArcmin2', label: 'Galaxies per arcmin²', type: 'number', value: 30, min: 0, max: 10000, hint: '0: no shape noise' },
        { name: 'seed', label: 'Seed', type: 'seed', value: 1 },
        { name: 'sigmaE', label: 'Shape noise σₑ per component', type: 'number', value: 0.3, min: 0.001, max: 2, more: true },
        { name: 'angleDeg', label: 'Side of the map (deg)', type: 'number', value: 3.5, min: 0.01, max: 30, more: true },
        { name: 'pixels', label: 'Pixels per side', type: 'whole', value: 128, min: 8, max: 256, more: true },
        { name: 'lMax', label: 'Largest multipole', type: 'number', min: 0, max: 1000000, more: true, hint: 'empty: all of the map' },
        { name: 'smoothingArcmin', label: 'Smoothing (arcmin)', type: 'number', min: 0, max: 60, more: true },
        { name: 'sigma8', label: 'Hold σ₈ at', type: 'number', min: 0.05, max: 3, more: true, hint: 'empty: A_s is held' },
        { name: 'nonlinear', label: 'Nonlinear power', type: 'choice', options: [['hmcode', 'HMcode-2020'], ['halofit', 'halofit'], ['linear', 'linear']], value: 'hmcode', more: true },
        { name: 'maxSeconds', label: 'Most seconds', type: 'whole', min: 1, max: 604800, more: true, hint: 'empty: a day' },
        ID_FIELD,
      ],
      send: (values) => post('/api/campaigns/lensing', values),
      done: (campaign) => this.list.choose(campaign.id),
    });
    this.options.then((options) => {
      form.setOptions('model', [['', 'the one that fits'], ...options.classifiers.map((model) => [model.name, `${model.name} (z ${digits(model.trainedOn.sourceRedshift)}, ${percent(model.accuracy)} of ${percent(model.optimalAccuracy)})`])], '');
      form.onChange('model', (name) => {
        const model = options.classifiers.find((one) => one.name === name);
        if (model) {
          const { massEv, sourceRedshift, angleDeg, pixels, galaxiesPerArcmin2, sigmaE, lMax, mapKind } = model.trainedOn;
          form.set({ massEv, sourceRedshift, angleDeg, pixels, galaxiesPerArcmin2, sigmaE: sigmaE || 0.3, lMax: lMax || '', mapKind });
        }
      });
    }, () => {});
    return form;
  }
}
