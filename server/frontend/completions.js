// What an editor offers while one types: prefixes, and the classes and properties of this graph.

const KEYWORDS = (
  "SELECT DISTINCT WHERE FILTER OPTIONAL UNION GRAPH BIND VALUES MINUS EXISTS NOT ORDER BY GROUP HAVING " +
  "LIMIT OFFSET PREFIX CONSTRUCT ASK DESCRIBE COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT STR LANG CONTAINS " +
  "STRSTARTS REGEX LCASE YEAR MONTH IN AS DESC"
).split(" ");

/** Return a source of completions that fetches the graph's vocabulary once, when first asked. */
export function completions(address) {
  let words;
  return async (context) => {
    const word = context.matchBefore(/[A-Za-z][\w-]*:?[\w-]*|\?\w*/);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    words ??= fetch(address).then((response) => response.json());
    const { prefixes, terms } = await words;
    const text = context.state.doc.toString();
    const options = /^PREFIX\s+[\w-]*$/i.test(context.state.doc.lineAt(word.from).text)
      ? declarations(prefixes)
      : word.text.startsWith("?")
        ? variables(text, word.text)
        : [...named(terms), ...KEYWORDS.map((label) => ({ label, type: "keyword", boost: -1 }))];
    return { from: word.from, options, validFor: /^[\w:?-]*$/ };
  };
}

function declarations(prefixes) {
  return Object.entries(prefixes).map(([name, iri]) => ({
    label: name, type: "namespace", detail: iri, apply: `${name}: <${iri}>`,
  }));
}

function variables(text, typed) {
  const found = new Set(text.match(/\?\w+/g));
  found.delete(typed);
  return [...found].map((label) => ({ label, type: "variable" }));
}

function named(terms) {
  return terms.map(([label, type, detail, info]) => ({ label, type, detail, info: info || undefined }));
}
