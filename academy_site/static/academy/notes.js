// Saves notes as they are typed. Without this file the button of each form does it.
//
// Nothing is left on the device for the next person: unsent text is kept on the page alone, sent
// again when the connection is back, and leaving the page asks first while it is not saved.

const PAUSE = 1500;
const FIRST_RETRY = 2000;
const LONGEST_RETRY = 30000;
// A browser lets a page that is being left send this much, and no more.
const MOST_ON_LEAVING = 60000;

class Note {
  constructor(form) {
    this.form = form;
    this.field = form.elements.text;
    this.line = form.querySelector("[data-said]");
    this.paper = document.querySelector(`[data-on-paper="${form.dataset.note}"]`);
    // The server knows by these that a late or repeated text is ours, and which one is the last.
    this.writer = [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");
    this.turn = 0;
    // What the server sent. A browser that comes back to a page may put text into the field that it never got.
    this.kept = this.field.defaultValue;
    this.delay = FIRST_RETRY;
    this.under = null;
    this.parked = "";
    this.trouble = false;
    // An answer got lost on the way: what the server has is not known.
    this.unsure = false;
    this.renewed = false;
    this.halted = false;
    this.saved = this.line.textContent;

    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("blur", () => this.save());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.halted = false;
      this.save({ asked: true });
    });
    addEventListener("online", () => this.save());
    addEventListener("pageshow", () => this.isOpen && this.typed());
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => document.hidden && this.leave());
    addEventListener("beforeunload", (event) => {
      if (this.isOpen && (this.trouble || this.body().length > MOST_ON_LEAVING)) event.preventDefault();
    });
    addEventListener("beforeprint", () => this.print());
  }

  // Whether there is text that the server has not confirmed.
  get isOpen() {
    return this.unsure || this.field.value !== this.kept;
  }

  body() {
    const data = new FormData(this.form);
    data.set("writer", this.writer);
    data.set("turn", String(this.turn));
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

  typed() {
    if (this.halted) return;
    if (!this.isOpen && !this.under) {
      // What was changed is as it was again.
      clearTimeout(this.timer);
      this.trouble = false;
      this.say(this.saved);
      return;
    }
    if (!this.trouble) this.say(this.form.dataset.waiting);
    this.later(PAUSE);
  }

  send(keepalive) {
    this.turn += 1;
    return fetch(this.form.action, {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
      body: this.body(),
      keepalive,
      redirect: "error",
    });
  }

  async save({ asked = false } = {}) {
    clearTimeout(this.timer);
    if (this.halted || (!this.isOpen && !asked)) return;
    if (this.under) {
      this.again = true;
      return;
    }
    const text = this.field.value;
    if (!this.trouble) this.say(this.form.dataset.saving);
    try {
      this.under = this.send(false);
      const answer = await this.under;
      await this.answered(answer, text);
    } catch {
      this.lost();
    } finally {
      this.under = null;
    }
    if (this.again && !this.trouble) {
      this.again = false;
      this.save();
    }
  }

  async answered(answer, text) {
    const said = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
    if (answer.status === 200 && said.state === "saved") {
      this.kept = text;
      this.form.elements.grew_from.value = said.mark;
      this.trouble = false;
      this.unsure = false;
      this.renewed = false;
      this.parked = "";
      this.delay = FIRST_RETRY;
      this.saved = said.said;
      this.say(this.isOpen ? this.form.dataset.waiting : this.saved);
      if (this.isOpen) this.later(PAUSE);
    } else if (said.token && !this.renewed) {
      // The same person signed in again in another tab: the token of this page is old. Once more with theirs.
      this.renewed = true;
      for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = said.token;
      this.later(0);
    } else if (answer.status === 409 && said.html) {
      this.choose(said.html);
    } else if (said.sign_in || said.stay) {
      this.elsewhere(said, text);
    } else if (said.said) {
      this.trouble = true;
      this.say(said.said, "bad");
    } else if (answer.status >= 500 || answer.status === 429) {
      this.lost();
    } else {
      this.trouble = true;
      this.say(this.form.dataset.gone, "bad");
    }
  }

  lost() {
    this.trouble = true;
    this.unsure = true;
    this.say(this.form.dataset.offline, "bad");
    this.later(this.delay);
    this.delay = Math.min(this.delay * 2, LONGEST_RETRY);
  }

  // Not now: nobody is signed in, somebody else is, or the person is leaving. Says where it goes on.
  elsewhere({ sign_in, stay, action, message, parked }, text) {
    this.trouble = true;
    this.say(`${message || this.form.dataset.signedOut} `, "bad");
    const link = document.createElement("a");
    link.href = sign_in || stay;
    link.textContent = action || this.form.dataset.signIn;
    // Where the server has kept the text, it comes back from there; else the page must stay.
    if (parked) {
      this.trouble = false;
      this.unsure = false;
      this.kept = text;
      this.parked = parked;
      this.saved = this.line.textContent;
    } else link.target = "_blank";
    this.line.append(link);
  }

  // Another device saved a version that this page did not know: show both, and save nothing until one is chosen.
  choose(html) {
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
  }

  // The page is being left or put away: send what is open, in a way that outlives the page.
  leave() {
    if (!this.isOpen || this.halted) return;
    clearTimeout(this.timer);
    const text = this.field.value;
    this.send(this.body().length <= MOST_ON_LEAVING)
      .then((answer) => this.answered(answer, text))
      .catch(() => this.lost());
  }

  print() {
    if (!this.paper) return;
    this.paper.textContent = this.field.value;
    this.paper.classList.toggle("writing--filled", this.field.value.trim() !== "");
  }
}

for (const form of document.querySelectorAll("form[data-note]")) new Note(form);
