// The page: what it knows, what it shows, and the stream that keeps it current.
import { avatar, home, message, role } from "./card.js";
import { composer, editor } from "./composer.js";
import { openForm } from "./dialog.js";
import { bdi, clockIs, clockIsAtLeast, count, el, fetchJson, notice, relative, speak, t } from "./dom.js";

// The reader's own page and their conversation with the bot are two more channels, whoever the reader is.
const HOME = "~";
const DIRECT = "@";
const know = { channels: [], people: [], menu: [], messages: new Map(), me: null, channel: null, thread: null };
const seen = new Map(); // the last message seen, by person and channel
const dialogs = new Map();
let stream = null;

const own = (channel) => (channel === HOME || channel === DIRECT ? channel + know.me.id : channel);
const sign = (channel) => (channel === HOME || channel === DIRECT ? "" : "#");
const called = (channel) => ({ [HOME]: t("home"), [DIRECT]: "Squall" })[channel] ?? channel;
const number = (id) => Number(id.split("-")[1]);
const query = (values) => new URLSearchParams(values).toString();

const app = document.getElementById("app");
const parts = {
  channels: el("ul", { class: "channels" }), mine: el("ul", { class: "channels mine" }), people: el("div", { class: "people" }),
  channelsTitle: el("h2"), peopleTitle: el("h2"), title: el("h1"), threadTitle: el("h2"), threadSub: el("p", { dir: "auto" }),
  log: el("div", { class: "log", role: "log", "aria-live": "off", tabindex: "0" }),
  replies: el("div", { class: "log", role: "log", "aria-live": "off", tabindex: "0" }),
  offline: el("p", { class: "offline", role: "status", hidden: true }),
  menu: el("button", { type: "button", class: "menu icon", text: "☰", onclick: () => app.classList.toggle("menu-open") }),
  close: el("button", { type: "button", class: "icon", text: "×", onclick: () => openThread(null) }),
};
const say = (thread) => async (words) => !(await act({ say: { channel: own(know.channel), thread: thread(), words } }));
const writer = composer(say(() => null));
const answerer = composer(say(() => know.thread));
const sidebar = el("nav", { class: "sidebar" },
  el("div", { class: "brand" }, el("span", { class: "mark", "aria-hidden": "true" }), "Squall"),
  parts.mine, parts.channelsTitle, parts.channels, el("div", { class: "space" }), parts.peopleTitle, parts.people);
const main = el("main", {}, el("header", { class: "top" }, parts.menu, parts.title), parts.offline, parts.log, writer.node);
const panel = el("aside", { class: "panel", hidden: true },
  el("header", { class: "top" }, el("div", {}, parts.threadTitle, parts.threadSub), parts.close), parts.replies, answerer.node);
app.append(sidebar, main, panel);

// Does something as the person of the page; answers why not, if not: a text, and what is wrong with which answer.
async function act(what) {
  try {
    const answer = await fetch("/sandbox/act", {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ person: know.me.id, act: what }),
    });
    if (answer.ok) return null;
    const { refused, faults } = await answer.json();
    if (!faults) notice(t("refused-" + refused));
    return { text: t("refused-" + refused), faults };
  } catch {
    notice(t("failed"));
    return { text: t("failed") };
  }
}

const room = (inThread, counts) => ({
  me: know.me, people: know.people, menu: know.menu, act, openThread, inThread, replies: (id) => counts.get(id) ?? 0,
  edit: (item) => edit(item, inThread), editor: (id) => isEdited(id, inThread) && editing.node,
});
// One's own words are changed where they stand, in the channel or in its thread.
let editing = null;
const isEdited = (id, inThread) => editing?.id === id && editing.inThread === inThread;
function edit(item, inThread) {
  const close = () => { editing = null; drawMessages(); };
  const send = async (words) => !(await act({ edit: { message: item.id, words } }));
  editing = { id: item.id, inThread, node: editor(item.said, send, close) };
  drawMessages();
  editing.node.querySelector("textarea").focus();
}

const repliesTo = (id) => [...know.messages.values()].filter((item) => item.thread === id);
// The latest roots; older ones are a matter for the database, not for a page.
const rootsOf = (channel) => [...know.messages.values()].filter((item) => item.channel === own(channel) && !item.thread).slice(-300);

function replyCounts() {
  const counts = new Map();
  for (const item of know.messages.values()) if (item.thread) counts.set(item.thread, (counts.get(item.thread) ?? 0) + 1);
  return counts;
}

// Empties a list, to be read from its end or from its top.
function restart(log, fromEnd = true) {
  log.replaceChildren();
  Object.assign(log, { stuck: fromEnd, top: 0 });
}

// A list that stands at its end stays there when something in it or around it grows.
function stick(log) {
  const end = () => { if (log.stuck) log.scrollTop = log.scrollHeight; };
  restart(log);
  // Only who scrolls up leaves the end: what grows below, such as a picture that arrives, is no reason to stay behind.
  log.addEventListener("scroll", () => {
    const near = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
    log.stuck = near || (log.stuck && log.scrollTop >= log.top);
    log.top = log.scrollTop;
    if (!near) end();
  });
  for (const name of ["load", "error"]) log.addEventListener(name, end, true);
  new ResizeObserver(end).observe(log);
  return end;
}
const ends = new Map([parts.log, parts.replies].map((log) => [log, stick(log)]));

// Shows a list of messages, touching only what changed, so that focus and scroll stay.
function fill(log, items, inThread) {
  const counts = replyCounts();
  const old = new Map([...log.children].map((node) => [node.dataset.id, node]));
  const nodes = items.map((item) => {
    const before = old.get(item.id);
    const print = JSON.stringify([item, know.me.id, inThread || counts.get(item.id), isEdited(item.id, inThread)]);
    if (before?.print === print) return before;
    const focused = before?.contains(document.activeElement) && document.activeElement.dataset.key;
    const node = (item.channel.startsWith(HOME) ? home : message)(item, room(inThread, counts));
    node.print = print;
    if (before) before.replaceWith(node);
    if (focused) [...node.querySelectorAll("[data-key]")].find((each) => each.dataset.key === focused)?.focus();
    return node;
  });
  const kept = new Set(nodes);
  for (const node of [...log.children]) if (!kept.has(node)) node.remove();
  nodes.forEach((node, at) => { if (log.children[at] !== node) log.insertBefore(node, log.children[at] ?? null); });
  if (!nodes.length) log.replaceChildren(el("p", { class: "nothing", text: inThread || know.channel === HOME ? "" : t("empty") }));
  ends.get(log)();
}

function draw() {
  document.title = `Squall · ${t("title")}`;
  const title = sign(know.channel) + called(know.channel);
  app.dataset.channel = know.channel;
  writer.node.hidden = know.channel === HOME;
  parts.title.replaceChildren(bdi(title));
  parts.channelsTitle.textContent = t("channels");
  parts.peopleTitle.textContent = t("people");
  parts.threadTitle.textContent = t("thread");
  parts.offline.textContent = t("offline");
  parts.menu.setAttribute("aria-label", t("menu"));
  parts.close.setAttribute("aria-label", t("close"));
  parts.log.setAttribute("aria-label", title);
  parts.replies.setAttribute("aria-label", t("thread"));
  writer.label(t("write", { name: title }));
  answerer.label(t("write-thread"));
  drawMessages();
  drawPeople();
}

function drawMessages() {
  fill(parts.log, rootsOf(know.channel), false);
  const root = know.thread && know.messages.get(know.thread);
  panel.hidden = !root;
  app.classList.toggle("with-thread", Boolean(root));
  if (root) {
    fill(parts.replies, [root, ...repliesTo(know.thread)], true);
    parts.threadSub.textContent = root.title ?? sign(know.channel) + called(know.channel);
  }
  drawChannels();
}

const place = (channel) => `${know.me.id}/${channel}`;
function drawChannels() {
  const last = Math.max(0, ...[...know.messages.keys()].map(number));
  if (!document.hidden) seen.set(place(know.channel), last);
  const focused = document.activeElement?.dataset?.channel;
  parts.mine.replaceChildren(...[HOME, DIRECT].map(channelEntry));
  parts.channels.replaceChildren(...know.channels.map(channelEntry));
  if (focused) sidebar.querySelector(`[data-channel="${CSS.escape(focused)}"]`)?.focus();
}

const SIGNS = { [HOME]: "⌂", [DIRECT]: "S" };
function channelEntry(channel) {
  const news = (item) => item.channel === own(channel) && item.author !== know.me.id && number(item.id) > (seen.get(place(channel)) ?? 0);
  const unread = channel === HOME ? 0 : [...know.messages.values()].filter(news).length;
  return el("li", {}, el("button", {
    type: "button", class: unread ? "channel unread" : "channel", "aria-current": channel === know.channel ? "page" : null, "data-channel": channel,
    onclick: () => openChannel(channel),
  }, el("span", { class: channel === DIRECT ? "hash face" : "hash", "aria-hidden": "true", text: SIGNS[channel] ?? "#" }), bdi(called(channel)),
  unread ? el("span", { class: "badge", "aria-label": t("unread", { count: count(unread) }), text: count(unread) }) : ""));
}

function drawPeople() {
  parts.people.setAttribute("role", "group");
  parts.people.setAttribute("aria-label", t("switch"));
  const focused = document.activeElement?.dataset?.person;
  parts.people.replaceChildren(...know.people.map((person) => el("button", {
    type: "button", class: "person", "data-person": person.id, "aria-pressed": String(person.id === know.me.id),
    title: person.id === know.me.id ? t("you", { name: person.name }) : t("switch"), onclick: () => become(person.id),
  }, avatar(person), el("span", { class: "who" }, bdi(person.name, { class: "name" }), el("span", { class: "role", text: role(person) })),
  el("span", { class: "tongue", text: { "zh-Hant": "繁中" }[person.locale] ?? person.locale.toUpperCase() }))));
  if (focused) [...parts.people.children].find((each) => each.dataset.person === focused)?.focus();
}

function openChannel(channel) {
  visit({ channel, thread: null });
  remember();
}

function visit({ channel, thread }) {
  Object.assign(know, { channel, thread });
  app.classList.remove("menu-open");
  // A page is read from its top.
  restart(parts.log, channel !== HOME);
  restart(parts.replies);
  draw();
  if (channel === HOME) act("come_home");
  else writer.focus();
}

// The place stands in the browser's history: Back closes a thread, or returns to the channel before, and a reload stays.
function remember(replacing = false) {
  const place = { channel: know.channel, thread: know.thread };
  history[replacing ? "replaceState" : "pushState"](place, "", replacing ? location.href : location.pathname + location.search);
}

// Goes to the message that the address names, in its channel or its thread, and marks it for a moment.
function reveal() {
  const item = know.messages.get(location.hash.slice(1));
  if (!item) return;
  const channel = [HOME, DIRECT].find((mark) => item.channel === mark + know.me.id) ?? item.channel;
  if (channel !== know.channel) openChannel(channel);
  if (item.thread && item.thread !== know.thread) openThread(item.thread);
  const log = item.thread ? parts.replies : parts.log;
  const node = [...log.children].find((each) => each.dataset.id === item.id);
  if (!node) return;
  log.stuck = false;
  node.scrollIntoView({ block: "center" });
  node.classList.add("found");
  setTimeout(() => node.classList.remove("found"), 4000);
}

function openThread(id) {
  const from = know.thread;
  know.thread = id;
  restart(parts.replies);
  remember();
  drawMessages();
  if (id) answerer.focus();
  else [...parts.log.children].find((node) => node.dataset.id === from)?.querySelector(".thread-link, .answer")?.focus();
}

function ask(open) {
  if (dialogs.has(open.id)) return;
  const dialog = openForm(open, (answers) => act({ submit: { form: open.id, answers } }), () => act({ dismiss: { form: open.id } }));
  dialogs.set(open.id, dialog);
  dialog.addEventListener("close", () => dialogs.delete(open.id));
}

function announce(item) {
  if (item.channel.startsWith(HOME)) return;
  const name = item.author ? know.people.find((person) => person.id === item.author)?.name : "Squall";
  document.getElementById("live").textContent = `${name}: ${item.card?.summary ?? item.said ?? t("erased")}`;
}

let drawing = null;
function arrived(item) {
  clockIsAtLeast(item.edited ?? item.at);
  if (!know.messages.has(item.id) && item.author !== know.me.id) announce(item);
  know.messages.set(item.id, item);
  // A burst is drawn once.
  drawing ??= setTimeout(() => { drawing = null; drawMessages(); }, 30);
}

async function load() {
  const state = await fetchJson("/sandbox/state?" + query({ person: know.me?.id ?? "" }));
  clockIs(state.now);
  Object.assign(know, { channels: state.channels, people: state.people });
  know.messages = new Map(state.messages.map((item) => [item.id, item]));
  if (![HOME, DIRECT, ...state.channels].includes(know.channel)) know.channel = state.channels[0];
  return state;
}

function follow(cursor) {
  stream?.close();
  const source = new EventSource("/sandbox/events?" + query({ person: know.me.id, after: cursor }));
  stream = source;
  const on = (name, then) => source.addEventListener(name, (event) => source === stream && then(JSON.parse(event.data)));
  source.addEventListener("open", () => { parts.offline.hidden = true; });
  source.addEventListener("error", () => {
    parts.offline.hidden = false;
    // A refused stream stays closed; the page asks again by itself.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => source === stream && follow(cursor), 3000);
  });
  on("message", arrived);
  on("form", ask);
  on("closed", ({ id }) => dialogs.get(id)?.close());
  on("resync", () => load().then((state) => { draw(); state.forms.forEach(ask); }));
}

let turn = 0;
async function become(id) {
  const mine = ++turn;
  know.me = know.people.find((person) => person.id === id) ?? know.people[0];
  for (const dialog of dialogs.values()) dialog.close();
  const tongue = "?" + query({ locale: know.me.locale });
  const [words, hints, menu, state] = await Promise.all([...["words", "hints", "menu"].map((each) => fetchJson(`/sandbox/${each}${tongue}`)), load()]);
  if (mine !== turn) return;
  know.menu = menu;
  speak(know.me.locale, words);
  writer.hints(hints);
  answerer.hints(hints);
  sessionStorage.setItem("person", know.me.id);
  app.classList.remove("menu-open");
  if (know.thread && !know.messages.has(know.thread)) know.thread = null;
  restart(parts.log, know.channel !== HOME);
  restart(parts.replies);
  draw();
  remember(true);
  if (know.channel === HOME) act("come_home");
  app.dataset.me = know.me.id;
  state.forms.forEach(ask);
  follow(state.cursor);
}

document.addEventListener("visibilitychange", () => know.me && drawChannels());
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && know.thread && panel.contains(document.activeElement) && !event.defaultPrevented) openThread(null);
});
setInterval(() => document.querySelectorAll(".ago").forEach((node) => { node.textContent = relative(node.dataset.at); }), 20000);
window.addEventListener("hashchange", reveal);
window.addEventListener("popstate", ({ state }) => state && know.me && visit(state));
// What lies beside the open menu closes it.
main.addEventListener("click", (event) => {
  if (!app.classList.contains("menu-open") || parts.menu.contains(event.target)) return;
  event.stopPropagation();
  app.classList.remove("menu-open");
}, true);
Object.assign(know, history.state);
load().then(() => become(sessionStorage.getItem("person"))).then(reveal).catch((error) => notice(error.message));
