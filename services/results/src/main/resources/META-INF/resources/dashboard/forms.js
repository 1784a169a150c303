import { ApiError } from './api.js';
import { announce, el, fill, say } from './dom.js';

let count = 0;

/**
 * A form of numbers, texts and choices. What is out of range is said beside its field before anything is sent; what the
 * server refuses is said there too, when it names a field.
 *
 * fields: name, label, type ("number", "whole", "seed", "text", "choice"), value, min, max, required, hint, options, more
 * (in the part that opens on demand).
 */
export class OrderForm {
  /**
   * @param send called with the values; its promise says how it went
   * @param done called with the answer
   */
  constructor({ title, fields, send, done }) {
    this.send = send;
    this.done = done;
    this.fields = fields.map((field) => this.control(field));
    const usual = this.fields.filter((control) => !control.field.more);
    const more = this.fields.filter((control) => control.field.more);
    this.trouble = el('p', { class: 'wrong', role: 'alert' });
    this.button = el('button', { type: 'submit', class: 'main' }, 'Start');
    this.form = el('form', { novalidate: true, onsubmit: (event) => this.submit(event) },
      ...usual.map((control) => control.element),
      more.length > 0 ? el('details', {}, el('summary', {}, 'More settings'), el('div', { class: 'pair' }, ...more.map((control) => control.element))) : null,
      this.trouble, this.button);
    this.details = el('details', { class: 'card start' }, el('summary', {}, title), this.form);
    this.element = this.details;
  }

  control(field) {
    const id = `field-${++count}`;
    const described = [field.hint ? `${id}-hint` : null, `${id}-wrong`].filter(Boolean).join(' ');
    const common = { id, name: field.name, 'aria-describedby': described, required: Boolean(field.required), autocomplete: 'off' };
    const input = field.type === 'choice'
      ? el('select', common)
      : el('input', { ...common, type: 'text', inputmode: { number: 'decimal', whole: 'numeric', seed: 'numeric' }[field.type] ?? false, maxlength: 100 });
    const wrong = el('p', { class: 'wrong', id: `${id}-wrong`, hidden: true });
    const control = { field, input, wrong };
    if (field.type === 'choice') this.offer(control, field.options, field.value);
    else input.value = field.value ?? '';
    input.addEventListener('input', () => this.blame(control, ''));
    control.element = el('div', { class: 'field' },
      el('label', { for: id }, field.label), input,
      field.hint ? el('p', { class: 'hint', id: `${id}-hint` }, field.hint) : null, wrong);
    return control;
  }

  offer(control, options, value) {
    const before = control.input.value;
    fill(control.input, ...options.map(([word, label]) => el('option', { value: word }, label)));
    const wanted = before && options.some(([word]) => word === before) ? before : value;
    if (wanted !== undefined) control.input.value = wanted;
  }

  /** Changes what a field offers. */
  setOptions(name, options, value) {
    const control = this.named(name);
    control.field.options = options;
    this.offer(control, options, value);
  }

  /** Fills fields with values. */
  set(values) {
    for (const [name, value] of Object.entries(values)) {
      const control = this.named(name);
      if (control) {
        control.input.value = value;
        this.blame(control, '');
      }
    }
  }

  onChange(name, listener) {
    this.named(name).input.addEventListener('change', (event) => listener(event.target.value));
  }

  named(name) {
    return this.fields.find((control) => control.field.name === name);
  }

  blame(control, why) {
    say(control.wrong, why);
    control.wrong.hidden = why === '';
    if (why) control.input.setAttribute('aria-invalid', 'true');
    else control.input.removeAttribute('aria-invalid');
  }

  async submit(event) {
    event.preventDefault();
    say(this.trouble, '');
    const values = {};
    let first = null;
    for (const control of this.fields) {
      const [value, why] = read(control.field, control.input.value.trim());
      this.blame(control, why);
      if (why && !first) first = control;
      if (value !== null) values[control.field.name] = value;
    }
    if (first) {
      this.reveal(first);
      return;
    }
    this.button.disabled = true;
    try {
      const answer = await this.send(values);
      announce(`started ${answer.id}`);
      this.details.open = false;
      this.done(answer);
    } catch (error) {
      this.refused(error);
    } finally {
      this.button.disabled = false;
    }
  }

  /** Says what the server refused, at the field that it names. */
  refused(error) {
    const name = error instanceof ApiError && error.field ? camel(error.field) : null;
    const control = name ? this.named(name) : null;
    if (control) {
      this.blame(control, error.allowed ? `allowed: ${error.allowed}` : error.message);
      this.reveal(control);
    }
    say(this.trouble, error.message);
  }

  reveal(control) {
    const folded = control.element.closest('form details');
    if (folded) folded.open = true;
    control.input.focus();
  }
}

/** The value and what is wrong with it. */
function read(field, text) {
  if (text === '') return [null, field.required ? 'needed' : ''];
  if (field.type === 'text' || field.type === 'choice') {
    return field.pattern && !field.pattern.test(text) ? [null, `allowed: ${field.allowed}`] : [text, ''];
  }
  if (field.type === 'seed') {
    return /^\d{1,20}$/.test(text) && BigInt(text) < 2n ** 64n ? [text, ''] : [null, 'allowed: a whole number below 2⁶⁴'];
  }
  const value = Number(text);
  const range = `${field.min ?? '-∞'} to ${field.max ?? '∞'}`;
  if (!Number.isFinite(value) || (field.type === 'whole' && !Number.isInteger(value))) {
    return [null, `allowed: ${field.type === 'whole' ? 'a whole number, ' : 'a number, '}${range}`];
  }
  if ((field.min !== undefined && value < field.min) || (field.max !== undefined && value > field.max)) {
    return [null, `allowed: ${range}`];
  }
  return [value, ''];
}

/** Where a path of the server stands in the form: flavor.sampling.max_seconds is maxSeconds. */
function camel(path) {
  const renamed = { sumMnuEv: 'massEv', kind: 'mapKind' };
  const name = path.split('.').at(-1).replace(/_([a-z0-9])/g, (all, letter) => letter.toUpperCase());
  return renamed[name] ?? name;
}

export const ID_FIELD = {
  name: 'id', label: 'Name', type: 'text', more: true, pattern: /^[a-z0-9-]{1,64}$/, allowed: '1 to 64 characters of a-z, 0-9 and -',
  hint: 'empty: one is made up',
};
