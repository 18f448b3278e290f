// Modal dialogs: a question before a dangerous press, and the bot's forms.
import { el, t } from "./dom.js";

function show(dialog) {
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  dialog.showModal();
}

export function confirmed(button) {
  return new Promise((done) => {
    const dialog = el("dialog", { class: "confirm", "aria-labelledby": "confirm-title" },
      el("h2", { id: "confirm-title", text: t("confirm") }),
      el("p", { dir: "auto", text: button.confirm }),
      el("div", { class: "buttons end" },
        el("button", { type: "button", class: "plain", autofocus: true, text: t("cancel"), onclick: () => dialog.close() }),
        el("button", { type: "button", class: button.style === "danger" ? "danger" : "primary", "data-key": "yes", text: button.label, onclick: () => dialog.close("yes") })));
    dialog.addEventListener("close", () => done(dialog.returnValue === "yes"));
    show(dialog);
  });
}

function control(input, id) {
  const shared = { id, name: input.key, required: input.required, dir: "auto", "aria-describedby": input.hint ? id + "-hint" : null };
  const [kind, data] = Object.entries(input.kind)[0];
  if (kind === "choice") {
    const select = el("select", shared, el("option", { value: "", text: t("choose") }),
      ...data.options.map(([value, label]) => el("option", { value, text: label })));
    select.value = input.initial ?? "";
    return select;
  }
  const node = kind === "text" ? el("textarea", { ...shared, maxlength: data.max, rows: 4 }) : el("input", { ...shared, type: "text", maxlength: data.max, autocomplete: "off" });
  node.value = input.initial ?? "";
  return node;
}

// Opens a form. `send(answers)` says whether it was taken; `dismiss()` puts it away.
export function openForm({ id, form }, send, dismiss) {
  const controls = form.inputs.map((input, at) => control(input, `input-${id}-${at}`));
  const rows = form.inputs.map((input, at) => el("div", { class: "row" },
    el("label", { for: controls[at].id, dir: "auto" }, input.label, input.required && el("span", { class: "needed", text: " · " + t("required") })),
    controls[at],
    input.hint && el("p", { class: "hint", id: controls[at].id + "-hint", dir: "auto", text: input.hint })));
  const error = el("p", { class: "error", role: "alert" });
  const submit = el("button", { type: "submit", class: "primary", text: form.submit });
  const sheet = el("form", { novalidate: false }, el("h2", { id: `title-${id}`, dir: "auto", text: form.title }), ...rows, error,
    el("div", { class: "buttons end" }, el("button", { type: "button", class: "plain", text: t("cancel"), onclick: () => leave() }), submit));
  const dialog = el("dialog", { class: "form", "data-form": id, "aria-labelledby": `title-${id}` }, sheet);
  const leave = () => { dismiss(); dialog.close(); };
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); leave(); });
  sheet.addEventListener("submit", async (event) => {
    event.preventDefault();
    submit.disabled = true;
    const refused = await send(form.inputs.map((input, at) => [input.key, controls[at].value]));
    submit.disabled = false;
    error.textContent = refused ?? "";
    if (!refused) dialog.close();
  });
  show(dialog);
  controls[0]?.focus();
  return dialog;
}
