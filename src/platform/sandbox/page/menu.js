// The menu of a message: what else can be done with it. Arrows move, Enter chooses, Escape closes.
import { el, t } from "./dom.js";

let open = null;

function close(focus) {
  if (!open) return;
  const { box, button } = open;
  open = null;
  box.remove();
  button.setAttribute("aria-expanded", "false");
  if (focus && button.isConnected) button.focus();
}

function show(button, entries) {
  const items = entries.map((entry) => el("button", {
    type: "button", role: "menuitem", tabindex: "-1", "data-key": entry.key,
    onclick: () => { close(true); entry.run(); },
  }, el("span", { class: "what", dir: "auto", text: entry.label }), entry.about && el("span", { class: "about", dir: "auto", text: entry.about })));
  const box = el("div", { class: "actions", role: "menu", "aria-label": t("actions") }, ...items);
  box.addEventListener("keydown", (event) => {
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) items[(to + items.length) % items.length].focus();
    else if (event.key === "Escape") close(true);
    else if (event.key === "Tab") return close(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  button.after(box);
  button.setAttribute("aria-expanded", "true");
  open = { box, button };
  // It opens upwards where there is no room below.
  const log = button.closest(".log")?.getBoundingClientRect();
  box.classList.toggle("up", Boolean(log) && box.getBoundingClientRect().bottom > log.bottom - 4 && button.getBoundingClientRect().top - log.top > box.offsetHeight);
  items[0]?.focus();
}

// A button that opens the menu of `entries()`: each has a key, a label, perhaps a line about it, and `run()`.
export function menuButton(entries) {
  const button = el("button", {
    type: "button", class: "more", "data-key": "more", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": t("actions"), title: t("actions"), text: "⋯",
    onclick: () => {
      const again = open?.button === button;
      close(again);
      if (!again) show(button, entries());
    },
  });
  return el("div", { class: "toolbar" }, button);
}

document.addEventListener("pointerdown", (event) => {
  if (open && !open.box.contains(event.target) && event.target !== open.button) close(false);
});
