// Runs the query of a form: the answer takes the old one's place, and it can be stopped on the way.
import { pictures } from "./pictures.js";

/** Answer a form in place; `answered` is called with each answer's document. */
export function running(form, answered) {
  const stop = form.querySelector("[data-stop]");
  const status = document.querySelector("[data-status]");
  let stopping;

  async function show(address) {
    stopping?.abort();
    const mine = (stopping = new AbortController());
    stop.hidden = false;
    status.textContent = "Running …";
    const began = performance.now();
    try {
      const response = await fetch(address, { signal: mine.signal, headers: { Accept: "text/html" } });
      const found = new DOMParser().parseFromString(await response.text(), "text/html");
      const answer = found.querySelector("#found");
      if (!answer) return location.assign(address);
      document.querySelector("#found").replaceWith(answer);
      pictures(answer);
      answered(found);
      status.textContent = `Answered in ${Math.round(performance.now() - began)} ms.`;
    } catch (error) {
      status.textContent = mine.signal.aborted ? "Stopped." : `No answer: ${error.message}.`;
    } finally {
      if (stopping === mine) stop.hidden = true;
    }
  }

  function run() {
    const parameters = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...parameters]) if (!value) parameters.delete(name);
    const address = `${form.action}?${parameters}`;
    history.pushState(null, "", address);
    return show(address);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  form.addEventListener("change", ({ target }) => target.matches("select") && run());
  stop.addEventListener("click", () => stopping?.abort());
  addEventListener("popstate", () => location.reload());
  document.addEventListener("click", (event) => {
    const tab = event.target.closest("#found .tabs a");
    if (!tab || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    form.elements.view.value = new URL(tab.href).searchParams.get("view");
    run();
  });
  return { run };
}
