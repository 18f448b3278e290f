// One message: what somebody said, or a card of the bot.
import { absolute, bdi, count, el, has, initials, moment, t, tint } from "./dom.js";
import { confirmed } from "./dialog.js";
import { menuButton } from "./menu.js";

export const QUICK = ["eyes", "rotating_light", "mute", "white_check_mark"];
const EMOJI = { eyes: "👀", rotating_light: "🚨", mute: "🔇", white_check_mark: "✅", thumbsup: "👍", warning: "⚠️" };

export const emoji = (name) => EMOJI[name] ?? `:${name}:`;

export function avatar(person) {
  if (!person) return el("span", { class: "avatar bot", "aria-hidden": "true", text: "S" });
  return el("span", { class: `avatar ${tint(person.id)}`, "aria-hidden": "true", text: initials(person.name) });
}

export const role = (person) => (has("role-" + person.role) ? t("role-" + person.role) : person.role);

// `room` gives: me, people, menu, act(act), openThread(message), replies(id), inThread.
export function message(item, room) {
  const author = room.people.find((person) => person.id === item.author);
  const name = item.author ? author?.name ?? item.author : "Squall";
  const head = el("header", {},
    bdi(name, { class: "name" }),
    el("span", { class: "role", text: item.author ? (author ? role(author) : "") : t("bot") }),
    el("a", { class: "stamp", href: "#" + item.id, title: t("link") }, moment(item.at)),
    item.edited && el("span", { class: "edited", title: absolute(item.edited, true), text: t("edited") }));
  const body = room.editor(item.id) || (item.card ? card(item, room) : item.erased ? el("p", { class: "said erased", text: t("erased") }) : said(item.said, room));
  return el("article", { class: "message" + (item.whisper ? " whisper" : ""), "data-id": item.id, "aria-label": name },
    avatar(author),
    el("div", { class: "body" },
      item.whisper && el("p", { class: "only", text: t("only-you") }),
      item.pinned && el("p", { class: "pinned", text: t("pinned") }),
      head, body, cuts(item.cuts), reactions(item, room), thread(item, room)),
    menuButton(() => actions(item, room)));
}

// The page of the bot that is the reader's own.
export function home(item, room) {
  return el("article", { class: "home", "data-id": item.id, "aria-label": t("home") },
    ...item.card.blocks.map((part) => block(part, item, room)), cuts(item.cuts));
}

function actions(item, room) {
  const shortcuts = room.menu.map((entry) => ({
    key: entry.name, label: entry.label, about: entry.about, run: () => room.act({ choose: { message: item.id, shortcut: entry.name } }),
  }));
  const pin = { key: "pin", label: t(item.pinned ? "unpin" : "pin"), run: () => room.act({ pin: { message: item.id, added: !item.pinned } }) };
  if (item.whisper) return shortcuts;
  if (item.author !== room.me.id || item.erased) return [...shortcuts, pin];
  const edit = { key: "edit", label: t("edit"), run: () => room.edit(item) };
  const erase = { key: "erase", label: t("erase"), run: () => room.act({ erase: { message: item.id } }) };
  return [...shortcuts, pin, edit, erase];
}

function said(words, room) {
  const line = el("p", { class: "said", dir: "auto" });
  const prefix = /^(\/crisis|.*?@squall)\b/i.exec(words);
  if (prefix && prefix[0].startsWith("/")) line.append(el("code", { text: prefix[0] }), words.slice(prefix[0].length));
  else line.append(words);
  return line;
}

function card(item, room) {
  const post = item.card;
  const plain = post.tone === "plain" && post.blocks.every((part) => "text" in part || "code" in part);
  return el("div", { class: plain ? "plain" : `card ${post.tone}`, "data-summary": post.summary },
    ...post.blocks.map((part) => block(part, item, room)));
}

function block(part, item, room) {
  const [[kind, data]] = Object.entries(part);
  switch (kind) {
    case "heading": return el("h3", { dir: "auto", text: data });
    case "text": return el("p", { dir: "auto" }, ...rich(data, room));
    case "context": return el("p", { class: "context", dir: "auto" }, ...rich(data, room));
    case "list": return el("ul", {}, ...data.map((line) => el("li", { dir: "auto" }, ...rich(line, room))));
    case "fields": return el("dl", { class: "fields" }, ...data.map((field) =>
      el("div", { class: long(field.value) ? "wide" : null }, el("dt", { dir: "auto", text: field.label }), el("dd", { dir: "auto" }, ...rich(field.value, room)))));
    case "code": return el("pre", { text: data });
    case "quote": return quote(data);
    case "chart": return chart(data);
    case "buttons": return el("div", { class: "buttons", role: "group" }, ...data.map((each) => button(each, item, room)));
    case "pick": return pick(data, item, room);
    default: return el("hr");
  }
}

// More than a column holds.
const long = (spans) => spans.reduce((length, span) => length + String(Object.values(span)[0].label ?? Object.values(span)[0]).length, 0) > 42;

function quote(data) {
  return el("figure", { class: "quote" },
    el("blockquote", { dir: "auto", text: data.text }),
    el("figcaption", {}, bdi(data.author, { class: "who" }), data.note && el("span", { class: "note" }, bdi(data.note)),
      data.url && bdi(data.url, { class: "url" })));
}

function chart(data) {
  const picture = el("img", { src: `/sandbox/pictures/${encodeURIComponent(data.id)}.png`, alt: data.alt, loading: "lazy" });
  const box = el("figure", { class: "chart" }, picture);
  picture.addEventListener("error", () => {
    picture.replaceWith(el("p", { class: "missing" }, el("strong", { text: t("no-picture") }), el("br"), bdi(data.alt)));
  }, { once: true });
  return box;
}

function button(each, item, room) {
  const node = el("button", { type: "button", class: each.style ?? "plain", "data-key": each.action, dir: "auto", text: each.label });
  node.addEventListener("click", async () => {
    if (each.confirm && !(await confirmed(each))) return;
    node.disabled = true;
    await room.act({ press: { message: item.id, action: each.action } });
    node.disabled = false;
  });
  return node;
}

// A menu to pick one from; it stands ready again once the pick was sent.
function pick(data, item, room) {
  const options = data.of === "people" ? room.people.map((person) => [person.id, person.name]) : data.of.options;
  const select = el("select", { class: "pick", "data-key": "pick:" + data.action, "aria-label": data.label, dir: "auto" },
    el("option", { value: "", text: data.label }), ...options.map(([value, label]) => el("option", { value, text: label })));
  select.addEventListener("change", async () => {
    if (!select.value) return;
    select.disabled = true;
    await room.act({ press: { message: item.id, action: `${data.action}:${select.value}` } });
    select.value = "";
    select.disabled = false;
  });
  return select;
}

function rich(spans, room) {
  return spans.map((span) => {
    const [[kind, data]] = Object.entries(span);
    switch (kind) {
      case "strong": return el("strong", { text: data });
      case "public": return bdi(data, { class: "public" });
      case "code": return el("code", { text: data });
      case "person": return person(data, room);
      case "link": return link(data);
      case "time": return moment(data);
      default: return document.createTextNode(data);
    }
  });
}

function person(id, room) {
  const known = room.people.find((each) => each.id === id);
  return bdi("@" + (known?.name ?? id), { class: "mention" + (id === room.me.id ? " me" : "") });
}

function link({ label, url }) {
  if (!/^https?:\/\//i.test(url)) return bdi(`${label} (${url})`);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer", dir: "auto", text: label });
}

function cuts(list) {
  if (!list?.length) return null;
  return el("ul", { class: "cuts" }, ...list.map((cut) => el("li", {
    text: t("cut", { what: t("cut-" + cut.what), kept: count(cut.kept), of: count(cut.of) }),
  })));
}

function reactions(item, room) {
  if (item.whisper) return null;
  const given = Object.keys(item.reactions);
  const chips = [...given, ...QUICK.filter((name) => !given.includes(name))].map((name) => {
    const people = item.reactions[name] ?? [];
    const mine = people.includes(room.me.id);
    const label = has("emoji-" + name) ? t("emoji-" + name) : name;
    const names = people.map((id) => room.people.find((each) => each.id === id)?.name ?? id).join(", ");
    return el("button", {
      type: "button", class: people.length ? "chip given" : "chip", "data-key": "react:" + name,
      "aria-pressed": String(mine), title: names ? `${label} (${names})` : label,
      "aria-label": people.length ? t("reacted", { name: label, count: count(people.length) }) : t("react", { name: label }),
      onclick: () => room.act({ react: { message: item.id, emoji: name, added: !mine } }),
    }, emoji(name), people.length ? el("span", { text: count(people.length) }) : "");
  });
  return el("div", { class: "reactions" }, ...chips, reply(item, room));
}

function reply(item, room) {
  if (room.inThread || item.thread) return null;
  return el("button", { type: "button", class: "chip answer", "data-key": "reply", text: "↩ " + t("reply"), onclick: () => room.openThread(item.id) });
}

function thread(item, room) {
  const replies = room.inThread ? 0 : room.replies(item.id);
  if (!replies && !item.title) return null;
  if (room.inThread) return null;
  return el("button", { type: "button", class: "thread-link", "data-key": "thread", onclick: () => room.openThread(item.id) },
    el("span", { text: t("replies", { count: count(replies) }) }), item.title && bdi(item.title, { class: "title" }));
}
