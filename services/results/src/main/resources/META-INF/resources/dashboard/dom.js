// Elements are made by name and text alone, never from markup, so nothing that arrives can become any.

/** An element with attributes and children; a child that is a string becomes text. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Replaces the children of an element. */
export function fill(element, ...children) {
  element.replaceChildren(...children.filter((child) => child !== null && child !== undefined));
}

/** Sets the text of an element, if it changes: unchanged text is not read out again. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Has a screen reader say something. */
export function announce(text) {
  say(document.getElementById('announcer'), text);
}
