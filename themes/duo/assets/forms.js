// Shows errors next to each answer and above the form, on submit only. Loaded when a reader first touches a form; without
// it, the browser's own validation applies.

import { addCampaign } from "./campaign.js";

const words = document.querySelector("script[data-forms]").dataset;
const title = document.title;
const { lang, dataset: { locale = lang } } = document.documentElement;

// A page whose only form is the newsletter does not load these styles.
const styles = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("forms.css", import.meta.url) });
if (![...document.styleSheets].some(({ href }) => href === styles.href)) document.head.append(styles);

const labelOf = (field) => field.querySelector("legend, label").textContent.replace("*", "").trim();

const day = (date) => new Date(`${date}T00:00:00Z`).toLocaleDateString(locale, { dateStyle: "long", timeZone: "UTC" });

const messageFor = (field, { type, autocomplete, validity, title, min, max, validationMessage }) => {
  if (validity.badInput) return words.day ?? validationMessage;
  if (type === "email" && (validity.typeMismatch || validity.valueMissing)) return words.email;
  if (validity.patternMismatch && title) return title;
  if (validity.rangeUnderflow && words.min) return words.min.replace("{date}", day(min));
  if (validity.rangeOverflow && words.max) return words.max.replace("{date}", day(max));
  if (!validity.valueMissing) return validationMessage;
  const text = { checkbox: words.tick, radio: words.choose, "select-one": words.choose }[type] ?? words[autocomplete] ?? words.enter;
  return text.replace("{label}", labelOf(field));
};

const wrongControl = (field) => [...field.querySelectorAll("input, select, textarea")].find((control) => !control.validity.valid);

// The element that assistive technology reads the message with: the group of a choice, else the control itself.
const describedPart = (control) => (control.type === "radio" ? control.closest("fieldset") : control);

const clear = (field) => {
  const message = field.querySelector(".field-message");
  if (!message) return;
  const part = describedPart(field.querySelector("input, select, textarea"));
  const others = (part.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== message.id);
  if (others.length) part.setAttribute("aria-describedby", others.join(" "));
  else part.removeAttribute("aria-describedby");
  part.removeAttribute("aria-invalid");
  message.remove();
  field.classList.remove("field-wrong");
};

const show = (field, control) => {
  clear(field);
  const part = describedPart(control);
  const message = document.createElement("p");
  message.className = "field-message";
  message.id = `${part.id}-error`;
  message.textContent = messageFor(field, control);
  field.querySelector("input, select, textarea, .option").closest(".option, input, select, textarea").before(message);
  part.setAttribute("aria-describedby", [part.getAttribute("aria-describedby"), message.id].filter(Boolean).join(" "));
  if (part === control) part.setAttribute("aria-invalid", "true");
  field.classList.add("field-wrong");
  return { control, text: message.textContent };
};

// Fields that an answer to another field makes required.
const conditionsOf = (form) =>
  [...form.querySelectorAll("[data-when]")].map((note) => ({ field: note.closest(".field"), ...note.dataset }));

const applyCondition = (form, { field, when, is }) => {
  const required = new FormData(form).getAll(when).some((answer) => answer.trim() === is.trim());
  const controls = [...field.querySelectorAll("input, select, textarea")];
  if (controls[0].required === required) return;
  for (const control of controls) control.required = required;
  if (!required) return field.querySelector(".required-mark").remove();
  const mark = Object.assign(document.createElement("span"), { className: "required-mark", ariaHidden: "true", textContent: " *" });
  field.querySelector("legend, .option span, label").append(mark);
};

const dropSummary = (form) => {
  form.querySelector(".form-errors")?.remove();
  document.title = title;
};

const showSummary = (form, errors) => {
  const summary = document.createElement("div");
  summary.className = "form-errors";
  summary.setAttribute("role", "alert");
  summary.tabIndex = -1;
  const heading = document.createElement("h2");
  const counts = words.counts.split("|");
  heading.textContent = counts[errors.length - 1] ?? counts.at(-1);
  const list = document.createElement("ul");
  for (const { control, text } of errors) {
    const link = document.createElement("a");
    link.href = `#${control.id}`;
    link.textContent = text;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      control.focus();
    });
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  summary.append(heading, list);
  form.prepend(summary);
  document.title = words.title.replace("{title}", title);
  summary.focus();
};

// No person reads and fills in a form in less than two seconds. An earlier submission is held until then: a person hardly
// notices, and a robot rarely waits.
const soonest = performance.now() + 2000;

// Removing a message moves what is below it. While the pointer is down, that would move the element being clicked.
let isDown = false;
let waiting = [];
const whenReleased = (work) => (isDown ? waiting.push(work) : work());
addEventListener("pointerdown", () => (isDown = true), true);
for (const kind of ["pointerup", "pointercancel"]) {
  addEventListener(kind, () => {
    isDown = false;
    const works = waiting;
    waiting = [];
    // The click comes after the pointer's release, in the same task.
    setTimeout(() => works.forEach((work) => work()));
  }, true);
}

for (const form of document.querySelectorAll("form.form")) {
  form.noValidate = true;
  const fields = [...form.querySelectorAll(".field")];
  const conditions = conditionsOf(form);
  const button = form.querySelector("[type=submit]");
  let held;

  const accept = (field) => {
    clear(field);
    if (!form.querySelector(".field-wrong")) dropSummary(form);
  };

  const applyConditions = () => {
    for (const condition of conditions) {
      applyCondition(form, condition);
      if (condition.field.matches(".field-wrong") && !wrongControl(condition.field)) accept(condition.field);
    }
  };
  applyConditions();
  form.addEventListener("input", applyConditions);

  form.addEventListener("submit", (event) => {
    applyConditions();
    dropSummary(form);
    fields.forEach(clear);
    const errors = fields.flatMap((field) => {
      const control = wrongControl(field);
      return control ? [show(field, control)] : [];
    });
    clearTimeout(held);
    if (errors.length) {
      event.preventDefault();
      button.ariaDisabled = null;
      if (fields.length > 1) showSummary(form, errors);
      else errors[0].control.focus();
    } else if (performance.now() < soonest) {
      event.preventDefault();
      button.ariaDisabled = "true";
      held = setTimeout(() => {
        button.ariaDisabled = null;
        form.requestSubmit();
      }, soonest - performance.now());
    } else if (button.ariaDisabled) {
      event.preventDefault();
    } else {
      button.ariaDisabled = "true";
      addCampaign(form);
    }
  });

  form.addEventListener("focusout", (event) => {
    const field = event.target.closest(".field");
    if (!field) return;
    whenReleased(() => {
      if (!wrongControl(field)) accept(field);
    });
  });
}

// A form on a page restored from the browser's back/forward cache can be submitted again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const button of document.querySelectorAll(".form [aria-disabled]")) button.ariaDisabled = null;
});
