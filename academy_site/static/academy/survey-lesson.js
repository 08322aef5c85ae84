// A lesson: shows one part of the form at a time, without the network, and sends it in the end.
//
// Without this file it is one long form. Nothing is left on the device: what is chosen is on the page alone,
// and a page that comes back after it was sent leads to the start of the lesson.

class Lesson {
  constructor(form) {
    this.form = form;
    this.panels = [...form.querySelectorAll("[data-panel]")];
    this.bar = form.querySelector("[data-bar]");
    this.trouble = form.querySelector("[data-trouble]");
    this.next = "";
    for (const part of form.querySelectorAll("[data-foot], [data-bar]")) part.hidden = false;
    for (const part of form.querySelectorAll("[data-nothing]")) part.remove();
    // Shown alone, the heading of a part is that of the page.
    for (const heading of form.querySelectorAll(".survey__part")) {
      heading.setAttribute("role", "heading");
      heading.setAttribute("aria-level", "1");
    }
    form.addEventListener("click", (event) => this.clicked(event));
    form.addEventListener("submit", (event) => this.submitted(event));
    form.addEventListener("keydown", (event) => {
      // Enter in a choice goes on and never sends by accident.
      if (event.key === "Enter" && event.target.type === "radio") {
        event.preventDefault();
        this.show(this.at + 1);
      }
    });
    this.stays = new AbortController();
    const { signal } = this.stays;
    document.addEventListener("click", (event) => this.jumped(event), { signal });
    addEventListener("pageshow", (event) => event.persisted && this.next && location.replace(this.next), { signal });
    addEventListener(
      "beforeunload",
      (event) => {
        if (this.isLost) event.preventDefault();
      },
      { signal },
    );
    const wrong = form.querySelector(".question--error, .field--error");
    this.show(wrong ? this.panels.indexOf(wrong.closest("[data-panel]")) : Number(form.dataset.at ?? 0), !!form.dataset.at);
  }

  show(number, focus = true) {
    this.at = Math.max(0, Math.min(number, this.panels.length - 1));
    for (const [place, panel] of this.panels.entries()) {
      panel.hidden = place !== this.at;
      panel.dataset.shown = "";
    }
    for (const [place, step] of [...this.bar.children].entries()) {
      step.className = place + 1 < this.at ? "is-done" : place + 1 === this.at ? "is-here" : "";
    }
    if (this.at === this.panels.length - 1) this.lookOver();
    if (!focus) return;
    scrollTo(0, 0);
    this.panels[this.at].querySelector("h1, h2")?.focus({ preventScroll: true });
  }

  clicked(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.to) this.show(Number(button.dataset.to));
    else if (button.dataset.step) this.show(this.at + Number(button.dataset.step));
  }

  // A link to an item, from the errors or the last look.
  jumped(event) {
    const link = event.target.closest('a[href^="#"]');
    const there = link && this.form.querySelector(`#${CSS.escape(link.hash.slice(1))}`);
    const panel = there?.closest("[data-panel]");
    if (!panel) return;
    event.preventDefault();
    this.show(this.panels.indexOf(panel));
    there.scrollIntoView({ block: "center" });
    (there.matches("textarea") ? there : there.querySelector("input"))?.focus({ preventScroll: true });
  }

  lookOver() {
    const open = [...this.form.querySelectorAll(".question")].filter((one) => !one.querySelector(":checked"));
    this.form.querySelector("[data-open]").hidden = !open.length;
    this.form.querySelector("[data-list]").replaceChildren(
      ...open.map((one) => {
        const line = document.createElement("li");
        const link = document.createElement("a");
        const words = one.querySelector("legend").cloneNode(true);
        words.querySelector(".question__no")?.remove();
        link.href = `#${one.id}`;
        link.append(...words.childNodes);
        line.append(link);
        return line;
      }),
    );
  }

  submitted(event) {
    event.preventDefault();
    const button = event.submitter;
    if (button?.name === "survey_clear") return this.clear(button.value);
    if (this.under || this.next) return;
    if (button?.value === "send") this.send(button);
    else this.fetched(button);
  }

  clear(item) {
    for (const radio of this.form.querySelectorAll(`[name="${CSS.escape(item)}"]`)) radio.checked = false;
    this.form.querySelector(`#${CSS.escape(item)} input`)?.focus();
  }

  post(address, go, accept) {
    const data = new FormData(this.form);
    data.set("survey_go", go);
    return fetch(address, { method: "POST", headers: { Accept: accept }, body: new URLSearchParams(data), redirect: "error" });
  }

  say(text) {
    this.trouble.querySelector("[data-said]").textContent = text;
    this.trouble.hidden = !text;
  }

  async send(button) {
    const { sending, lost, closed } = this.form.dataset;
    button.setAttribute("aria-busy", "true");
    this.under = true;
    this.say("");
    try {
      const answer = await this.post(this.form.action, "send", "application/json");
      const isData = answer.headers.get("Content-Type")?.startsWith("application/json");
      const said = isData ? await answer.json() : {};
      if (answer.ok && said.next) return this.done(said.next);
      this.isLost = answer.status >= 500;
      if (answer.status >= 500) this.say(lost);
      else if (said.said) this.say([said.said].flat().join(" "));
      else if (answer.status === 400) this.replace(await answer.text());
      else this.say(closed);
    } catch {
      this.isLost = true;
      this.say(lost);
    } finally {
      this.under = false;
      button.removeAttribute("aria-busy");
    }
  }

  // The next person stands at the start; what was chosen is out of the page before it is left.
  done(next) {
    this.isLost = false;
    this.next = next;
    this.form.reset();
    for (const field of this.form.querySelectorAll("input:checked")) field.checked = false;
    for (const field of this.form.querySelectorAll("textarea")) field.value = "";
    location.replace(next);
  }

  // Another language: the same page with the same choices. What is here stays until it has come.
  async fetched(button) {
    const address = button?.formAction || this.form.action;
    try {
      const answer = await this.post(address, "open", "text/html");
      if (!answer.ok) throw new Error("not now");
      this.replace(await answer.text(), address);
    } catch {
      this.form.querySelector("[data-panel]:not([hidden])").prepend(this.notice(this.form.dataset.switched));
    }
  }

  notice(text) {
    document.querySelector("[data-switch-trouble]")?.remove();
    const box = document.createElement("div");
    box.className = "notice notice--bad";
    box.dataset.switchTrouble = "";
    box.setAttribute("role", "alert");
    box.textContent = text;
    return box;
  }

  replace(text, address) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const form = page.querySelector("form[data-lesson]");
    if (!form) return this.say(this.form.dataset.closed);
    if (address) history.replaceState(null, "", address);
    if (address) form.dataset.at = this.at;
    this.stays.abort();
    document.documentElement.lang = page.documentElement.lang;
    document.title = page.title;
    for (const part of ["header", "main", ".skip"]) document.querySelector(part).replaceWith(page.querySelector(part));
    begin();
  }
}

function begin() {
  for (const form of document.querySelectorAll("form[data-lesson]")) new Lesson(form);
}

begin();
