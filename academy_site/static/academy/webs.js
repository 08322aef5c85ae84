// Saves a step of a web at each choice, and lets the picture beside it grow. Without this file each button does it.
//
// Nothing is left on the device for the next person: what is not saved yet is on the page alone, and is
// sent again when the connection is back.

const PAUSE = { radio: 150, textarea: 1500 };
const FIRST_RETRY = 2000;
const LONGEST_RETRY = 30000;
// A browser lets a page that is being left send this much, and no more.
const MOST_ON_LEAVING = 60000;
// So long a button waits for a save that is under way, so that the two do not cross.
const LONGEST_WAIT = 4000;

class Step {
  constructor(form) {
    this.form = form;
    this.line = form.querySelector("[data-said]");
    this.note = form.elements.web_note;
    this.grewFrom = form.elements.web_grew_from;
    this.evidence = form.querySelector("[data-evidence]");
    this.cleared = new Set();
    this.dirty = false;
    this.under = null;
    this.trouble = false;
    this.renewed = false;
    this.parked = "";
    this.delay = FIRST_RETRY;

    form.addEventListener("change", (event) => this.changed(event.target));
    form.addEventListener("input", (event) => event.target === this.note && this.changed(this.note));
    form.addEventListener("submit", (event) => this.pressed(event));
    this.note?.addEventListener("blur", () => this.save());
    addEventListener("online", () => this.save());
    addEventListener("pageshow", () => (this.leaving = this.waited = false));
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => document.hidden && this.leave());
    addEventListener("beforeunload", (event) => {
      if (this.dirty && this.trouble && !this.leaving) event.preventDefault();
    });
    if (matchMedia("(min-width: 60rem)").matches) for (const fold of form.querySelectorAll("[data-open-wide]")) fold.open = true;
  }

  changed(field) {
    if (field.type === "radio") this.cleared.delete(field.name);
    this.dirty = true;
    if (!this.trouble) this.say(this.form.dataset.waiting);
    this.later(PAUSE[field.type] ?? PAUSE.textarea);
  }

  // A button that takes an answer back does it here; all others lead on, once what is under way has arrived.
  pressed(event) {
    const button = event.submitter;
    if (button?.name === "web_clear") {
      event.preventDefault();
      for (const radio of this.form.elements[button.value] ?? []) radio.checked = false;
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
    this.leaving = true;
  }

  body() {
    const data = new FormData(this.form);
    for (const item of this.cleared) data.append("web_clear", item);
    // What the server keeps for after the sign-in is one form, however often it is sent.
    if (this.parked) data.set("parked", this.parked);
    return new URLSearchParams(data).toString();
  }

  say(text, tone = "") {
    if (this.line.textContent !== text) this.line.textContent = text;
    this.line.dataset.tone = tone;
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  send(keepalive) {
    return fetch(this.form.action, {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
      body: this.body(),
      keepalive,
      redirect: "error",
    });
  }

  async save() {
    clearTimeout(this.timer);
    if (!this.dirty || this.leaving) return;
    if (this.under) {
      this.again = true;
      return;
    }
    const sent = this.note?.value ?? "";
    const cleared = [...this.cleared];
    this.dirty = false;
    if (!this.trouble) this.say(this.form.dataset.saving);
    this.under = this.send(false);
    try {
      await this.answered(await this.under, sent, cleared);
    } catch {
      this.lost();
    } finally {
      this.under = null;
    }
    if (this.again && !this.trouble) this.later(0);
    this.again = false;
  }

  async answered(answer, sent, cleared) {
    const said = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
    if (said.web) this.kept(said, sent, cleared);
    if (answer.status === 200 && said.state === "saved") {
      this.trouble = false;
      this.renewed = false;
      this.parked = "";
      this.delay = FIRST_RETRY;
      this.say(this.dirty ? this.form.dataset.waiting : said.said);
    } else if (said.token && !this.renewed) {
      // The same person signed in again in another tab: the token of this page is old. Once more with theirs.
      this.renewed = true;
      this.dirty = true;
      for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = said.token;
      this.later(0);
    } else if (said.sign_in || said.stay) {
      this.elsewhere(said);
    } else if (said.said) {
      this.trouble = true;
      this.dirty = true;
      this.say(said.said, "bad");
    } else if (answer.status >= 500 || answer.status === 429) {
      this.lost();
    } else {
      this.trouble = true;
      this.dirty = true;
      this.say(this.form.dataset.gone, "bad");
    }
  }

  // What the server has now: the picture, and the note, which another device may have added to.
  kept(said, sent, cleared) {
    for (const item of cleared) this.cleared.delete(item);
    const picture = document.createElement("template");
    picture.innerHTML = said.web;
    this.form.querySelector("[data-growing]").replaceWith(picture.content.firstElementChild);
    if (this.evidence) this.evidence.hidden = !said.asks_evidence;
    if (!this.note || said.state !== "saved") return;
    this.grewFrom.value = said.note;
    if (said.note === sent.replaceAll("\r\n", "\n")) return;
    if (this.note.value.startsWith(sent)) this.note.value = said.note + this.note.value.slice(sent.length);
    else this.grewFrom.value = sent;
  }

  lost() {
    this.trouble = true;
    this.dirty = true;
    this.say(this.form.dataset.offline, "bad");
    this.later(this.delay);
    this.delay = Math.min(this.delay * 2, LONGEST_RETRY);
  }

  // Not now: nobody is signed in, somebody else is, or the person is leaving. Says where it goes on.
  elsewhere({ sign_in, stay, action, message, parked }) {
    this.trouble = !parked;
    this.dirty = !parked;
    this.say(`${message || this.form.dataset.signedOut} `, "bad");
    const link = document.createElement("a");
    link.href = sign_in || stay;
    link.textContent = action || this.form.dataset.signIn;
    if (parked) this.parked = parked;
    else link.target = "_blank";
    this.line.append(link);
  }

  // The page is being left or put away: send what is open, in a way that outlives the page.
  leave() {
    if (this.leaving || !(this.dirty || this.under)) return;
    clearTimeout(this.timer);
    const sent = this.note?.value ?? "";
    const cleared = [...this.cleared];
    this.dirty = false;
    this.send(this.body().length <= MOST_ON_LEAVING)
      .then((answer) => this.answered(answer, sent, cleared))
      .catch(() => this.lost());
  }
}

for (const form of document.querySelectorAll("form[data-growing-form]")) new Step(form);
