// What every page does beyond showing text; each part looks for what it works on, and is idle without.
import { suggest } from "./suggest.js";
import { passages } from "./passages.js";
import { pictures } from "./pictures.js";

suggest(document.querySelector("[data-suggest]"));
passages(document.querySelector(".reading"));
pictures(document);

// A filter that is chosen from a list applies at once.
for (const form of document.querySelectorAll("form[data-now]"))
  form.addEventListener("change", ({ target }) => target.matches("select") && form.requestSubmit());

// A filter that is not set is not part of the address.
for (const form of document.querySelectorAll("form[data-now]"))
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  });
