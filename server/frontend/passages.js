// On a document's page: touching a marked passage shows what was read in it, and only that.

/** Make the passages of a text choose among the notes beside it. */
export function passages(reading) {
  if (!reading) return;
  const notes = [...reading.querySelectorAll(".told-by")];
  const hint = reading.querySelector("[data-hint]");
  const [aside, close] = [".notes", "[data-close]"].map((part) => reading.querySelector(part));
  const spans = [...reading.querySelectorAll(".span[data-told]")];
  const show = (wanted, chosen) => {
    for (const note of notes) note.hidden = !wanted.includes(note.id);
    for (const span of spans)
      if (chosen && span.dataset.told === chosen.dataset.told) span.setAttribute("aria-current", "true");
      else span.removeAttribute("aria-current");
    hint.hidden = wanted.length > 0;
    // On a narrow screen the notes are a sheet over the text, there while there is something in it.
    aside.toggleAttribute("data-sheet", wanted.length > 0);
    close.hidden = wanted.length === 0;
    aside.scrollTop = 0;
  };
  const leave = () => {
    const chosen = spans.find((span) => span.hasAttribute("aria-current"));
    show([]);
    chosen?.focus({ preventScroll: true });
  };
  close.addEventListener("click", leave);
  reading.addEventListener("keydown", ({ key }) => key === "Escape" && leave());
  for (const span of spans)
    span.addEventListener("click", (event) => {
      event.preventDefault();
      show(span.dataset.told.split(" "), span);
      const covered = span.getBoundingClientRect().bottom > aside.getBoundingClientRect().top;
      if (covered && getComputedStyle(aside).position === "fixed") span.scrollIntoView({ block: "start" });
    });
  const asked = location.hash.slice(1);
  show(notes.some(({ id }) => id === asked) ? [asked] : []);
}
