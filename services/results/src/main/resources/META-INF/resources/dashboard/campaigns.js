import { post } from './api.js';
import { announce, el, say } from './dom.js';
import { digits, duration, moment, percent, whole } from './format.js';

/** The rate is that of so many seconds; before, that since the start. */
const RATE_SECONDS = 12;

/** The list of campaigns of one kind: progress, acceptance, rate; picks one, cancels one. */
export class CampaignList {
  /**
   * @param kind "flavor" or "lensing"
   * @param picked called with the campaign that is looked at, and again at each of its changes
   */
  constructor(kind, picked) {
    this.kind = kind;
    this.picked = picked;
    this.chosen = null;
    this.items = new Map();
    this.histories = new Map();
    this.told = '';
    this.list = el('ul', { class: 'campaigns' });
    this.note = el('p', { class: 'hint' }, 'asking for campaigns');
    this.element = el('section', { class: 'card', 'aria-label': 'Campaigns' }, el('h2', {}, 'Campaigns'), this.note, this.list);
  }

  /** Takes what the server says of all campaigns; ids alone when campaigns is away. */
  update(news) {
    const campaigns = news.error
      ? (news.stored[this.kind] ?? []).map((id) => ({ id, kind: this.kind, state: 'unknown' }))
      : news.campaigns.filter((campaign) => campaign.kind === this.kind);
    say(this.note, news.error ? `${news.error}; these have results here` : campaigns.length === 0 ? 'none yet: start one below' : '');
    this.note.hidden = this.note.textContent === '';
    const known = new Set(campaigns.map((campaign) => campaign.id));
    for (const [id, item] of this.items) {
      if (!known.has(id)) {
        item.element.remove();
        this.items.delete(id);
      }
    }
    campaigns.forEach((campaign, place) => this.place(campaign, place));
    if (!this.chosen && campaigns.length > 0) this.choose(campaigns[0].id);
    const chosen = campaigns.find((campaign) => campaign.id === this.chosen);
    if (chosen) {
      this.tell(chosen);
      this.picked(chosen);
    }
    this.latest = campaigns;
  }

  /** Looks at a campaign, as soon as it is known. */
  choose(id) {
    this.chosen = id;
    this.told = '';
    for (const item of this.items.values()) item.pick.setAttribute('aria-pressed', String(item.id === id));
    const campaign = (this.latest ?? []).find((known) => known.id === id);
    if (campaign) this.picked(campaign);
  }

  place(campaign, place) {
    let item = this.items.get(campaign.id);
    if (!item) {
      item = this.item(campaign.id);
      this.items.set(campaign.id, item);
    }
    if (this.list.children[place] !== item.element) this.list.insertBefore(item.element, this.list.children[place] ?? null);
    this.show(item, campaign);
  }

  item(id) {
    const item = { id };
    item.pick = el('button', { type: 'button', class: 'pick', 'aria-pressed': String(id === this.chosen), onclick: () => this.choose(id) }, id);
    item.state = el('span', { class: 'state' });
    item.cancel = el('button', { type: 'button', class: 'small', hidden: true, 'aria-label': `Cancel ${id}`, onclick: () => this.cancel(item) }, 'Cancel');
    item.progress = el('progress', { max: 1, value: 0, 'aria-label': `Progress of ${id}` });
    item.figures = el('p');
    item.order = el('p');
    item.reason = el('p', { class: 'reason', hidden: true });
    item.element = el('li', {}, el('div', { class: 'row' }, item.pick, item.state, item.cancel), item.progress, item.figures, item.order, item.reason);
    return item;
  }

  show(item, campaign) {
    item.state.className = `state ${campaign.state}`;
    say(item.state, campaign.state);
    const unknown = campaign.state === 'unknown';
    item.progress.hidden = unknown;
    item.figures.hidden = unknown;
    item.order.hidden = unknown;
    if (unknown) return;
    item.cancel.hidden = campaign.state !== 'running';
    item.progress.value = campaign.target > 0 ? campaign.done / campaign.target : 0;
    say(item.figures, this.figures(campaign));
    say(item.order, orderWords(campaign));
    say(item.reason, campaign.reason);
    item.reason.hidden = campaign.reason === '';
  }

  figures(campaign) {
    const share = campaign.generated > 0 ? campaign.accepted / campaign.generated : null;
    const seconds = ((campaign.endedAtMs ?? Date.now()) - campaign.createdAtMs) / 1000;
    const rate = campaign.endedAtMs ? campaign.done / Math.max(seconds, 1e-3) : this.rate(campaign, seconds);
    const noun = this.kind === 'flavor' ? 'accepted' : 'maps';
    const acceptance = this.kind === 'flavor' ? `acceptance ${percent(share)}` : `accuracy ${percent(share)}`;
    return `${whole(campaign.done)} of ${whole(campaign.target)} ${noun}, ${acceptance}, ${digits(rate, 3)}/s, ${duration(seconds)}`;
  }

  /** Of the last seconds, from what was seen of it. */
  rate(campaign, seconds) {
    const history = this.histories.get(campaign.id) ?? [];
    this.histories.set(campaign.id, history);
    const now = Date.now() / 1000;
    history.push([now, campaign.done]);
    while (history.length > 2 && now - history[0][0] > RATE_SECONDS) history.shift();
    const [then, before] = history[0];
    return now - then >= 2 ? (campaign.done - before) / (now - then) : campaign.done / Math.max(seconds, 1);
  }

  /** Tells a screen reader every tenth of the way, and the end. */
  tell(campaign) {
    if (campaign.state === 'unknown') return;
    const tenth = campaign.target > 0 ? Math.floor((10 * campaign.done) / campaign.target) : 0;
    const text = campaign.state === 'running' ? `${campaign.id}: ${10 * Math.min(tenth, 10)} %` : `${campaign.id} ${campaign.state}`;
    if (text !== this.told) {
      this.told = text;
      announce(text);
    }
  }

  async cancel(item) {
    item.cancel.disabled = true;
    try {
      const campaign = await post(`/api/campaigns/${encodeURIComponent(item.id)}/cancel`);
      this.show(item, campaign);
      announce(`${item.id} cancelled`);
    } catch (error) {
      item.reason.hidden = false;
      say(item.reason, error.message);
    } finally {
      item.cancel.disabled = false;
    }
  }
}

function orderWords(campaign) {
  const order = campaign.order;
  const when = moment(campaign.createdAtMs);
  if (campaign.kind === 'flavor') {
    return `${order.release}, ${order.ordering} ordering, ${order.model || 'default model'}${campaign.prior ? `, prior ${campaign.prior}` : ''}, seed ${order.seed}; ${when}`;
  }
  const noise = order.galaxiesPerArcmin2 > 0 ? `${digits(order.galaxiesPerArcmin2)} gal/arcmin², σₑ ${digits(order.sigmaE)}` : 'no noise';
  return `${order.mapKind}, Σ mᵢ ${order.massesEv.map((mass) => digits(mass)).join(' / ')} eV, z ${digits(order.sourceRedshift)}, ${digits(order.angleDeg)}°, ${order.pixels}² px, ${noise}${order.lMax > 0 ? `, l < ${digits(order.lMax, 5)}` : ''}, seed ${order.seed}; ${when}`;
}

/** What only counts of a campaign that has ended: its last block, and its model. */
export function result(campaign) {
  return { lastBlock: campaign.lastBlock ?? null, digest: campaign.modelDigest || null };
}

