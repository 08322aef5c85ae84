// Saves each choice of a survey as it is made. Without this file every button does it.
//
// Nothing is left on the device: what is not saved yet is on the page alone, and goes with the next button.

const PAUSE = { radio: 150, textarea: 1500 };
const RETRY = 4000;
// So long a button waits for a save that is under way, so that the two do not cross.
const LONGEST_WAIT = 4000;

class Part {
  constructor(form) {
    this.form = form;
    this.line = form.querySelector("[data-said]");
    this.cleared = new Set();
    form.addEventListener("change", (event) => this.changed(event.target));
    form.addEventListener("input", (event) => event.target.type === "textarea" && this.changed(event.target));
    form.addEventListener("submit", (event) => this.pressed(event));
    addEventListener("online", () => this.save());
    addEventListener("pageshow", () => (this.leaving = this.waited = false));
  }

  changed(field) {
    this.cleared.delete(field.name);
    this.dirty = true;
    this.later(PAUSE[field.type] ?? PAUSE.textarea);
  }

  // A button that takes an answer back does it here; all others lead on, once what is under way has arrived.
  pressed(event) {
    const button = event.submitter;
    if (button?.name === "survey_clear") {
      event.preventDefault();
      for (const radio of this.form.querySelectorAll(`[name="${CSS.escape(button.value)}"]`)) radio.checked = false;
      this.cleared.add(button.value);
      this.dirty = true;
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
    // A choice that was taken back and could not be saved goes along.
    for (const item of this.cleared) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "survey_cleared", value: item });
      this.form.append(field);
    }
    this.leaving = true;
  }

  say(text, tone = "") {
    if (this.line.textContent !== text) this.line.textContent = text;
    this.line.dataset.tone = tone;
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  async save() {
    clearTimeout(this.timer);
    if (!this.dirty || this.leaving) return;
    if (this.under) return this.later(PAUSE.radio);
    this.dirty = false;
    const data = new FormData(this.form);
    const cleared = [...this.cleared];
    for (const item of cleared) data.append("survey_cleared", item);
    this.under = fetch(this.form.dataset.save, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(data),
      redirect: "error",
    });
    try {
      const answer = await this.under;
      const isData = answer.headers.get("Content-Type")?.startsWith("application/json");
      // Sent meanwhile in another tab, or over: the next button tells.
      if (!isData) return this.say("");
      const said = await answer.json();
      if (answer.ok) for (const item of cleared) this.cleared.delete(item);
      this.say(answer.ok ? said.said : said.said.join(" "), answer.ok ? "" : "bad");
    } catch {
      this.dirty = true;
      this.say(this.form.dataset.offline, "bad");
      this.later(RETRY);
    } finally {
      this.under = null;
    }
  }
}

for (const form of document.querySelectorAll("form[data-save]")) new Part(form);

// The same button twice is one press.
for (const form of document.querySelectorAll("form[data-once]")) {
  let gone = false;
  form.addEventListener("submit", (event) => {
    if (gone) event.preventDefault();
    gone = true;
  });
  addEventListener("pageshow", () => (gone = false));
}

// The start came as the answer to a form: Back and Reload ask for it, and send nothing again.
if (document.querySelector("form[data-posted]")) history.replaceState(null, "", location.href);
