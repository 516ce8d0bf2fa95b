// The query page: an editor in the place of the text field, and answers without leaving the page.
import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";
import { completions } from "./completions.js";
import { running } from "./running.js";

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--cooperative)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--claim)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.url, tags.namespace, tags.typeName], color: "var(--inferred)" },
  { tag: [tags.number, tags.bool], color: "var(--hostile)" },
]);

const look = EditorView.theme({
  "&": { backgroundColor: "var(--raised)", color: "var(--ink)", fontSize: "0.9rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-content": { fontFamily: "var(--mono)", caretColor: "var(--ink)", minHeight: "11rem" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--sunken)", color: "var(--soft)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": { backgroundColor: "var(--mark) !important" },
  ".cm-tooltip": { backgroundColor: "var(--raised)", color: "var(--ink)", border: "1px solid var(--line)", maxWidth: "30rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--paper)" },
  ".cm-completionInfo": { padding: "0.4rem 0.6rem", fontFamily: "var(--sans)" },
  ".cm-scroller": { maxHeight: "60vh", lineHeight: "1.5" },
});

const form = document.querySelector("form.query");
const field = form.querySelector("textarea");
const view = editor(field, form.dataset.vocabulary);
const { run } = running(form, (found) => point(found.querySelector("textarea")));
point(field);

function editor(field, vocabulary) {
  const host = document.createElement("div");
  host.className = "editor";
  field.after(host);
  field.hidden = true;
  // Inside a shadow root the editor's styles are sheets made by script, which the policy allows.
  const root = host.attachShadow({ mode: "open", delegatesFocus: true });
  const keys = [
    { key: "Mod-Enter", run: () => (run(), true) },
    { key: "Escape", run: (view) => (view.contentDOM.blur(), true) },
    ...completionKeymap, ...historyKeymap, ...defaultKeymap,
  ];
  const state = EditorState.create({
    doc: field.value,
    extensions: [
      lineNumbers(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
      highlightActiveLine(), autocompletion({ override: [completions(vocabulary)] }), lintGutter(),
      sparql(), syntaxHighlighting(colours), look, keymap.of(keys), EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": "Query in SPARQL" }),
      EditorView.updateListener.of((update) => update.docChanged && (field.value = update.state.doc.toString())),
    ],
  });
  const view = new EditorView({ state, parent: root, root });
  form.querySelector("label[for=query]").addEventListener("click", () => view.focus());
  return view;
}

/** Mark the place at which a query is wrong, as the answer's text field tells it. */
function point(answered) {
  const line = Number(answered?.dataset.line);
  const found = line && line <= view.state.doc.lines ? view.state.doc.line(line) : undefined;
  const from = found && Math.min(found.from + Number(answered.dataset.column) - 1, found.to);
  const message = document.querySelector("#problem")?.textContent.trim().split("\n")[0];
  const mistakes = found ? [{ from, to: Math.min(from + 1, found.to), severity: "error", message }] : [];
  view.dispatch(setDiagnostics(view.state, mistakes));
}
