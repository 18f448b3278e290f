// Building blocks. Data becomes text nodes and properties, never markup.

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// Text whose direction is its own and can't spill over.
export const bdi = (text, props = {}) => el("bdi", { dir: "auto", ...props, text });

let words = {};
let locale = "en";

export function speak(tag, table) {
  locale = tag;
  words = table;
  document.documentElement.lang = tag;
}

export const has = (key) => key in words;

// A word of the page, with its values filled in.
export function t(key, values = {}) {
  const word = words[key] ?? key;
  return word.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

// The server's clock, which may be a virtual one.
let offset = 0;
export function clockIs(at) {
  offset = Date.parse(at) - Date.now();
}
export function clockIsAtLeast(at) {
  if (Date.parse(at) > Date.now() + offset) clockIs(at);
}

const STEPS = [["day", 86400], ["hour", 3600], ["minute", 60]];

export function relative(at) {
  const seconds = Math.round((Date.parse(at) - Date.now() - offset) / 1000);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, "second");
}

export function absolute(at, full = false) {
  const date = new Date(at);
  const today = new Date(Date.now() + offset).toDateString() === date.toDateString();
  const day = full ? { dateStyle: "full", timeStyle: "long" } : today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(locale, { ...day, hourCycle: "h23" }).format(date);
}

// A moment, and how long ago it was.
export function moment(at) {
  return el("time", { datetime: at, title: absolute(at, true) }, absolute(at), " (", el("span", { class: "ago", "data-at": at, text: relative(at) }), ")");
}

export const count = (number) => new Intl.NumberFormat(locale).format(number);

export const initials = (name) => {
  const parts = name.trim().split(/\s+/);
  return (parts.length > 1 ? [...parts[0]][0] + [...parts.at(-1)][0] : [...name].slice(-2).join("")).toLocaleUpperCase();
};

// A steady colour for a person, one of eight classes.
export function tint(id) {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.codePointAt(0)) % 997;
  return "tint" + (sum % 8);
}

export async function fetchJson(path) {
  const answer = await fetch(path, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

export function notice(text) {
  const box = document.getElementById("notice");
  box.textContent = text;
  box.classList.toggle("shown", Boolean(text));
  clearTimeout(notice.timer);
  if (text) notice.timer = setTimeout(() => notice(""), 6000);
}
