// On a document's page: touching a marked passage shows what was read in it, and only that.

/** Make the passages of a text choose among the notes beside it. */
export function passages(reading) {
  if (!reading) return;
  const notes = [...reading.querySelectorAll(".told-by")];
  const hint = reading.querySelector("[data-hint]");
  const spans = [...reading.querySelectorAll(".span[data-told]")];
  const show = (wanted, chosen) => {
    for (const note of notes) note.hidden = !wanted.includes(note.id);
    for (const span of spans)
      if (chosen && span.dataset.told === chosen.dataset.told) span.setAttribute("aria-current", "true");
      else span.removeAttribute("aria-current");
    hint.hidden = wanted.length > 0;
  };
  for (const span of spans)
    span.addEventListener("click", (event) => {
      event.preventDefault();
      show(span.dataset.told.split(" "), span);
      // On a narrow screen the notes are below the text.
      const aside = reading.querySelector(".notes");
      if (getComputedStyle(aside).position !== "sticky") aside.scrollIntoView();
      else aside.scrollTop = 0;
    });
  const asked = location.hash.slice(1);
  show(notes.some(({ id }) => id === asked) ? [asked] : []);
}
