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

// Opens a form. `send(answers)` says why it was not taken, if it was not: a text, or faults by question; `dismiss()` puts it away.
export function openForm({ id, form }, send, dismiss) {
  const controls = form.inputs.map((input, at) => control(input, `input-${id}-${at}`));
  const faults = form.inputs.map((input, at) => el("p", { class: "error", id: controls[at].id + "-fault", hidden: true, dir: "auto" }));
  const rows = form.inputs.map((input, at) => el("div", { class: "row" },
    el("label", { for: controls[at].id, dir: "auto" }, input.label, input.required && el("span", { class: "needed", text: " · " + t("required") })),
    controls[at], faults[at],
    input.hint && el("p", { class: "hint", id: controls[at].id + "-hint", dir: "auto", text: input.hint })));
  const error = el("p", { class: "error", role: "alert" });
  const submit = el("button", { type: "submit", "data-key": "submit", class: "primary", text: form.submit });
  const sheet = el("form", { novalidate: false }, el("h2", { id: `title-${id}`, dir: "auto", text: form.title }), ...rows, error,
    el("div", { class: "buttons end" }, el("button", { type: "button", class: "plain", text: t("cancel"), onclick: () => leave() }), submit));
  const dialog = el("dialog", { class: "form", "data-form": id, "aria-labelledby": `title-${id}` }, sheet);
  const leave = () => { dismiss(); dialog.close(); };
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); leave(); });
  // What is wrong stands below its question, and who corrects it is not told so any more.
  const blame = (at, text) => {
    faults[at].textContent = text;
    faults[at].hidden = !text;
    controls[at].setAttribute("aria-invalid", String(Boolean(text)));
    const told = [text && faults[at].id, form.inputs[at].hint && controls[at].id + "-hint"].filter(Boolean).join(" ");
    if (told) controls[at].setAttribute("aria-describedby", told);
  };
  controls.forEach((each, at) => each.addEventListener("input", () => blame(at, "")));
  sheet.addEventListener("submit", async (event) => {
    event.preventDefault();
    submit.disabled = true;
    const refused = await send(form.inputs.map((input, at) => [input.key, controls[at].value]));
    submit.disabled = false;
    if (!refused) return dialog.close();
    const wrong = new Map(refused.faults ?? []);
    form.inputs.forEach((input, at) => blame(at, wrong.get(input.key) ?? ""));
    error.textContent = wrong.size ? "" : refused.text;
    controls[form.inputs.findIndex((input) => wrong.has(input.key))]?.focus();
  });
  show(dialog);
  controls[0]?.focus();
  return dialog;
}
