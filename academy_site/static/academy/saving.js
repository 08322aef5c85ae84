// Sends a form while it is being filled in: what notes and the steps of a web have in common.
//
// Nothing is left on the device for the next person: what is not saved yet is on the page alone, and is
// sent again when the connection is back. A form says in data attributes what is said of it.

export const PAUSE = 1500;
const FIRST_RETRY = 2000;
const LONGEST_RETRY = 30000;
// A browser lets a page that is being left send this much, and no more.
const MOST_ON_LEAVING = 60000;

export class Saving {
  constructor(form) {
    this.form = form;
    this.line = form.querySelector("[data-said]");
    this.under = null;
    this.trouble = false;
    this.renewed = false;
    this.parked = "";
    this.delay = FIRST_RETRY;

    addEventListener("online", () => this.save());
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => document.hidden && this.leave());
    addEventListener("beforeunload", (event) => {
      if (this.isAtRisk) event.preventDefault();
    });
  }

  // What a kind of form says of itself:
  // `isOpen`, whether something is not confirmed; `isQuiet`, whether nothing is sent now;
  // `isAtRisk`, whether leaving the page would lose something; `add(data)`, what is sent besides the fields;
  // `take()`, which returns what is being sent; `heard(said, sent)`, what every answer brings;
  // `saved(said, sent)`; `reopen(lost)`, when what was sent is not saved; `keptElsewhere(sent)`, when the server
  // keeps it for after the sign-in; `other(answer, said)`, whether an answer is one of its own.
  heard() {}

  other() {
    return false;
  }

  body() {
    const data = new FormData(this.form);
    this.add(data);
    // What the server keeps for after the sign-in is one form, however often it is sent.
    if (this.parked) data.set("parked", this.parked);
    return new URLSearchParams(data).toString();
  }

  get fitsOnLeaving() {
    return this.body().length <= MOST_ON_LEAVING;
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

  async save({ asked = false } = {}) {
    clearTimeout(this.timer);
    if (this.isQuiet || (!this.isOpen && !asked)) return;
    if (this.under) {
      this.again = true;
      return;
    }
    const sent = this.take();
    if (!this.trouble) this.say(this.form.dataset.saving);
    this.under = this.send(false);
    try {
      await this.answered(await this.under, sent);
    } catch {
      this.lost();
    } finally {
      this.under = null;
    }
    if (this.again && !this.trouble) this.later(0);
    this.again = false;
  }

  async answered(answer, sent) {
    const said = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
    this.heard(said, sent);
    if (answer.status === 200 && said.state === "saved") {
      this.trouble = false;
      this.renewed = false;
      this.parked = "";
      this.delay = FIRST_RETRY;
      this.saved(said, sent);
    } else if (said.token && !this.renewed) {
      // The same person signed in again in another tab: the token of this page is old. Once more with theirs.
      this.renewed = true;
      this.reopen(false);
      for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = said.token;
      this.later(0);
    } else if (this.other(answer, said)) {
      // The form has done what there is to do.
    } else if (said.sign_in || said.stay) {
      this.elsewhere(said, sent);
    } else if (!said.said && (answer.status >= 500 || answer.status === 429)) {
      this.lost();
    } else {
      this.trouble = true;
      this.reopen(false);
      this.say(said.said || this.form.dataset.gone, "bad");
    }
  }

  lost() {
    this.trouble = true;
    this.reopen(true);
    this.say(this.form.dataset.offline, "bad");
    this.later(this.delay);
    this.delay = Math.min(this.delay * 2, LONGEST_RETRY);
  }

  // Not now: nobody is signed in, somebody else is, or the person is leaving. Says where it goes on.
  elsewhere({ sign_in, stay, action, message, parked }, sent) {
    this.trouble = true;
    this.say(`${message || this.form.dataset.signedOut} `, "bad");
    const link = document.createElement("a");
    link.href = sign_in || stay;
    link.textContent = action || this.form.dataset.signIn;
    // Where the server has kept it, it comes back from there; else the page must stay.
    if (parked) {
      this.trouble = false;
      this.parked = parked;
      this.keptElsewhere(sent);
    } else {
      this.reopen(false);
      link.target = "_blank";
    }
    this.line.append(link);
  }

  // The page is being left or put away: send what is open, in a way that outlives the page.
  leave() {
    if (this.isQuiet || !(this.isOpen || this.isHalfway)) return;
    clearTimeout(this.timer);
    const sent = this.take();
    this.send(this.fitsOnLeaving)
      .then((answer) => this.answered(answer, sent))
      .catch(() => this.lost());
  }
}
