// Saves notes as they are typed. Without this file the button of each form does it.

import { PAUSE, Saving } from "./saving.js";

class Note extends Saving {
  constructor(form) {
    super(form);
    this.field = form.elements.text;
    this.paper = document.querySelector(`[data-on-paper="${form.dataset.note}"]`);
    // The server knows by these that a late or repeated text is ours, and which one is the last.
    this.writer = [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");
    this.turn = 0;
    // What the server sent. A browser that comes back to a page may put text into the field that it never got.
    this.kept = this.field.defaultValue;
    // An answer got lost on the way: what the server has is not known.
    this.unsure = false;
    this.halted = false;
    this.lastSaid = this.line.textContent;

    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("blur", () => this.save());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.halted = false;
      this.save({ asked: true });
    });
    addEventListener("pageshow", () => this.isOpen && this.typed());
    addEventListener("beforeprint", () => this.print());
  }

  // Whether there is text that the server has not confirmed.
  get isOpen() {
    return this.unsure || this.field.value !== this.kept;
  }

  get isQuiet() {
    return this.halted;
  }

  get isAtRisk() {
    return this.isOpen && (this.trouble || !this.fitsOnLeaving);
  }

  add(data) {
    data.set("writer", this.writer);
    data.set("turn", String(this.turn));
  }

  typed() {
    if (this.halted) return;
    if (!this.isOpen && !this.under) {
      // What was changed is as it was again.
      clearTimeout(this.timer);
      this.trouble = false;
      this.say(this.lastSaid);
      return;
    }
    if (!this.trouble) this.say(this.form.dataset.waiting);
    this.later(PAUSE);
  }

  take() {
    return this.field.value;
  }

  send(keepalive) {
    this.turn += 1;
    return super.send(keepalive);
  }

  saved(said, text) {
    this.kept = text;
    this.form.elements.grew_from.value = said.mark;
    this.unsure = false;
    this.lastSaid = said.said;
    this.say(this.isOpen ? this.form.dataset.waiting : this.lastSaid);
    if (this.isOpen) this.later(PAUSE);
  }

  reopen(lost) {
    if (lost) this.unsure = true;
  }

  keptElsewhere(text) {
    this.unsure = false;
    this.kept = text;
    this.lastSaid = this.line.textContent;
  }

  // Another device saved a version that this page did not know: show both, and save nothing until one is chosen.
  other(answer, { html }) {
    if (answer.status !== 409 || !html) return false;
    this.halted = true;
    this.trouble = true;
    this.versions?.remove();
    const box = document.createElement("template");
    box.innerHTML = html;
    this.versions = box.content.firstElementChild;
    this.versions.addEventListener("submit", () => {
      this.versions.elements.text.value = this.field.value;
      this.kept = this.field.value;
    });
    this.form.before(this.versions);
    this.say(this.form.dataset.waiting, "bad");
    this.versions.querySelector("h3").focus();
    return true;
  }

  print() {
    if (!this.paper) return;
    this.paper.textContent = this.field.value;
    this.paper.classList.toggle("writing--filled", this.field.value.trim() !== "");
  }
}

for (const form of document.querySelectorAll("form[data-note]")) new Note(form);
