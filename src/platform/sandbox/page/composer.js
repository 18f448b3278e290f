// Where a person types. `/` offers the commands; arrows choose, Tab or Enter completes, Escape closes.
import { el, t } from "./dom.js";

let serial = 0;

// Where words that were said are given other words: Enter sends, Escape leaves them. `send(words)` says whether they were taken.
export function editor(words, send, close) {
  const area = el("textarea", { rows: Math.min(8, words.split("\n").length + 1), maxlength: 4000, dir: "auto", "aria-label": t("edit"), "data-key": "edit-words" });
  area.value = words;
  const node = el("form", { class: "edit" }, area, el("div", { class: "buttons" },
    el("button", { type: "submit", class: "primary", "data-key": "save", text: t("save") }),
    el("button", { type: "button", class: "plain", text: t("cancel"), onclick: close })));
  area.addEventListener("keydown", (event) => {
    if (event.isComposing || (event.key === "Enter" ? event.shiftKey : event.key !== "Escape")) return;
    event.preventDefault();
    if (event.key === "Enter") node.requestSubmit();
    else close();
  });
  node.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await send(area.value)) close();
  });
  return node;
}

// `send(words)` says whether it was taken. Returns { node, label(text), hints(list), focus() }.
export function composer(send) {
  const id = `composer-${++serial}`;
  let hints = [];
  let chosen = -1;
  let shown = [];
  const list = el("ul", { class: "hints", id: id + "-list", role: "listbox", hidden: true });
  const area = el("textarea", {
    id, rows: 1, dir: "auto", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id + "-list", maxlength: 4000,
  });
  const button = el("button", { type: "submit", class: "primary" });
  const node = el("form", { class: "composer" }, list, area, button);

  const close = () => {
    shown = [];
    chosen = -1;
    list.hidden = true;
    area.setAttribute("aria-expanded", "false");
    area.removeAttribute("aria-activedescendant");
  };
  const complete = (hint) => {
    // What stands in <angles>, [brackets] or after an ellipsis is for the person to fill in.
    area.value = hint.usage.split(/[<[…]/)[0].trimEnd() + " ";
    close();
    area.focus();
  };
  const mark = () => {
    [...list.children].forEach((item, at) => {
      item.setAttribute("aria-selected", String(at === chosen));
      if (at === chosen) item.scrollIntoView({ block: "nearest" });
    });
    if (chosen >= 0) area.setAttribute("aria-activedescendant", `${id}-${chosen}`);
  };
  const offer = () => {
    const typed = area.value.toLowerCase();
    if (!typed.startsWith("/") || typed.includes("\n")) return close();
    const stem = (hint) => hint.usage.split(/[<[…]/)[0].trimEnd().toLowerCase();
    shown = hints.filter((hint) => hint.usage.toLowerCase().startsWith(typed) && stem(hint) !== typed.trimEnd()).slice(0, 50);
    if (!shown.length) return close();
    chosen = 0;
    list.replaceChildren(...shown.map((hint, at) => el("li", { role: "option", id: `${id}-${at}`, onmousedown: (event) => { event.preventDefault(); complete(hint); } },
      el("code", { text: hint.usage }), el("span", { text: hint.summary }))));
    list.setAttribute("aria-label", t("commands"));
    list.hidden = false;
    area.setAttribute("aria-expanded", "true");
    mark();
  };
  const grow = () => {
    area.rows = Math.min(8, area.value.split("\n").length);
  };

  area.addEventListener("input", () => { offer(); grow(); });
  area.addEventListener("blur", close);
  area.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (shown.length) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        chosen = (chosen + step + shown.length) % shown.length;
        return mark();
      }
      if (event.key === "Escape") return close();
      if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey)) {
        event.preventDefault();
        return complete(shown[chosen]);
      }
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      node.requestSubmit();
    }
  });
  node.addEventListener("submit", async (event) => {
    event.preventDefault();
    const words = area.value;
    if (!words.trim()) return;
    area.value = "";
    close();
    grow();
    if (!(await send(words)) && !area.value) area.value = words;
  });
  return {
    node,
    focus: () => area.focus(),
    hints: (list) => { hints = list; },
    label: (text) => {
      area.placeholder = text;
      area.setAttribute("aria-label", text);
      button.textContent = t("send");
    },
  };
}
