const NAMES = ['bg', 'card', 'text', 'muted', 'line', 'accent', 'bad', 'good',
  'data-1', 'data-2', 'data-3', 'data-4', 'data-5', 'data-6'];
const KEY = 'nustream-theme';
const listeners = new Set();
let current = read();

function read() {
  const style = getComputedStyle(document.documentElement);
  const colours = {};
  for (const name of NAMES) colours[name] = style.getPropertyValue(`--${name}`).trim();
  return colours;
}

function changed() {
  current = read();
  listeners.forEach((listener) => listener());
}

/** The colours in force, by the name of their CSS variable. */
export function colours() {
  return current;
}

/** Calls back when the colours have changed. */
export function onTheme(listener) {
  listeners.add(listener);
}

/** Sets the theme: "light", "dark", or "system" for what the browser asks for. */
export function setTheme(theme) {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  changed();
}

/** Connects the select element of the page. */
export function startTheme(select) {
  let kept = null;
  try {
    kept = localStorage.getItem(KEY);
  } catch {
    kept = null;
  }
  select.value = kept === 'light' || kept === 'dark' ? kept : 'system';
  setTheme(select.value);
  select.addEventListener('change', () => setTheme(select.value));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
}

/** A colour of the theme with an opacity. */
export function faded(colour, opacity) {
  const n = parseInt(colour.slice(1), 16);
  return `rgba(${n >> 16}, ${(n >> 8) & 255}, ${n & 255}, ${opacity})`;
}
