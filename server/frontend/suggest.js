// Names that begin as what is typed into the search field, in the browser's own list.

const PAUSE = 150;

/** Offer suggestions below a field whose data-suggest says where they are to be had. */
export function suggest(field) {
  if (!field) return;
  const list = document.createElement("datalist");
  list.id = "suggestions";
  field.after(list);
  field.setAttribute("list", list.id);
  let waiting;
  let asked = "";
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      asked = field.value.trim();
      const names = asked.length > 1 ? await found(field.dataset.suggest, asked) : [];
      if (asked === field.value.trim()) list.replaceChildren(...names.map(option));
    }, PAUSE);
  });
}

async function found(address, words) {
  const response = await fetch(`${address}?q=${encodeURIComponent(words)}`);
  return response.ok ? response.json() : [];
}

function option(name) {
  const element = document.createElement("option");
  element.value = name;
  return element;
}
