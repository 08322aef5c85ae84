// Looks again, while a file is being made, how far it is. Without this file a link does.

const EVERY = 4000;

async function look() {
  const shown = document.querySelector("[data-waiting]");
  if (!shown) return;
  try {
    const answer = await fetch(shown.dataset.waiting, { headers: { Accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("made");
    if (!fresh) return; // signed out: the page stays as it is
    // The words are read out when they change, and the reader's place is kept.
    if (fresh.textContent !== shown.textContent) shown.replaceChildren(...fresh.childNodes);
    else shown.querySelectorAll("progress").forEach((bar, at) => {
      bar.value = fresh.querySelectorAll("progress")[at].value;
    });
    if (!fresh.dataset.waiting) delete shown.dataset.waiting;
  } catch {
    // no line just now: the next time
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
