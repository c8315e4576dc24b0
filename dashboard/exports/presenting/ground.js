// What everything else stands on: the data, the words, the state, and elements made without ever reading text as markup.

const data = JSON.parse(document.getElementById("data").textContent);
const root = document.documentElement;
const presenting = !new URLSearchParams(location.search).has("presenter"); // else this is the presenter's own window

// the deck that is shown (a filter replaces it), where we are (0 is the title), and how it looks
const state = {
  deck: data.deck, filter: "", at: 0, mode: "light", shape: "wide", table: false, black: false, notes: false,
};

/** A text in the reader's language with its {values} filled in. */
function t(key, values = {}) {
  return data.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** The hex colour of a role in the mode that is on. */
const colour = (role) => state.deck.palette[role][state.mode];

/** A property of the style sheet: one of the palette's single colours. */
const ink = (name) => getComputedStyle(root).getPropertyValue(`--${name}`);

const grow = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== undefined) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== "" && child !== null));
  return element;
};

/** An element; children that are texts stay texts. */
const make = (name, attributes = {}, ...children) => grow(document.createElement(name), attributes, children);

/** The same in SVG. */
const draw = (name, attributes = {}, ...children) =>
  grow(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);

/** Whether all that is in the element has room there. */
const fits = (element) =>
  element.scrollHeight <= element.clientHeight + 1 && element.scrollWidth <= element.clientWidth + 1;

/** Give the element the first size of letters with which everything fits, or the last. */
function fit(element, sizes) {
  for (const size of sizes) {
    element.style.fontSize = `${size}px`;
    if (fits(element)) return;
  }
}
