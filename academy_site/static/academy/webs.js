// Saves a step of a web at each choice, and lets the picture beside it grow. Without this file each button does it.

import { PAUSE, Saving } from "./saving.js";

// A choice is saved at once; what is typed waits for a pause.
const PAUSE_OF_A_CHOICE = 150;
// So long a button waits for a save that is under way, so that the two do not cross.
const LONGEST_WAIT = 4000;

class Step extends Saving {
  constructor(form) {
    super(form);
    this.note = form.elements.web_note;
    this.grewFrom = form.elements.web_grew_from;
    this.evidence = form.querySelector("[data-evidence]");
    this.cleared = new Set();
    this.isOpen = false;
    this.isQuiet = false;

    form.addEventListener("change", (event) => this.changed(event.target));
    form.addEventListener("input", (event) => event.target === this.note && this.changed(this.note));
    form.addEventListener("submit", (event) => this.pressed(event));
    this.note?.addEventListener("blur", () => this.save());
    addEventListener("pageshow", () => (this.isQuiet = this.waited = false));
    if (matchMedia("(min-width: 60rem)").matches) for (const fold of form.querySelectorAll("[data-open-wide]")) fold.open = true;
  }

  get isAtRisk() {
    return this.isOpen && this.trouble && !this.isQuiet;
  }

  // A save that is under way may be given up with the page.
  get isHalfway() {
    return this.under;
  }

  changed(field) {
    if (field.type === "radio") this.cleared.delete(field.name);
    this.isOpen = true;
    if (!this.trouble) this.say(this.form.dataset.waiting);
    this.later(field.type === "radio" ? PAUSE_OF_A_CHOICE : PAUSE);
  }

  // A button that takes an answer back does it here; all others lead on, once what is under way has arrived.
  pressed(event) {
    const button = event.submitter;
    if (button?.name === "web_clear") {
      event.preventDefault();
      for (const radio of this.form.elements[button.value] ?? []) radio.checked = false;
      this.cleared.add(button.value);
      this.isOpen = true;
      this.save();
      this.form.querySelector(`#${CSS.escape(button.value)} input`)?.focus();
      return;
    }
    clearTimeout(this.timer);
    if (this.under && !this.waited) {
      event.preventDefault();
      this.waited = true;
      Promise.race([this.under.catch(() => {}), new Promise((done) => setTimeout(done, LONGEST_WAIT))]).then(() =>
        setTimeout(() => this.form.requestSubmit(button), 0),
      );
      return;
    }
    this.isQuiet = true;
  }

  add(data) {
    for (const item of this.cleared) data.append("web_clear", item);
  }

  take() {
    this.isOpen = false;
    return { note: this.note?.value ?? "", cleared: [...this.cleared] };
  }

  // What the server has now: the picture, and the note, which another device may have added to.
  heard(said, sent) {
    if (!said.web) return;
    for (const item of sent.cleared) this.cleared.delete(item);
    const picture = document.createElement("template");
    picture.innerHTML = said.web;
    this.form.querySelector("[data-growing]").replaceWith(picture.content.firstElementChild);
    if (this.evidence) this.evidence.hidden = !said.asks_evidence;
    if (!this.note || said.state !== "saved") return;
    this.grewFrom.value = said.note;
    if (said.note === sent.note.replaceAll("\r\n", "\n")) return;
    if (this.note.value.startsWith(sent.note)) this.note.value = said.note + this.note.value.slice(sent.note.length);
    else this.grewFrom.value = sent.note;
  }

  saved(said) {
    this.say(this.isOpen ? this.form.dataset.waiting : said.said);
  }

  reopen() {
    this.isOpen = true;
  }

  keptElsewhere() {
    this.isOpen = false;
  }
}

for (const form of document.querySelectorAll("form[data-growing-form]")) new Step(form);
