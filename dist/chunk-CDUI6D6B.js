import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);

// src/parsers/markdown/tree.ts
function unreadMarkdown(givenUp) {
  const nothing = { headings: [], blocks: [], tables: [], codes: [], fences: [], links: [], comments: [] };
  return { ...nothing, lint: [], givenUp };
}

export {
  unreadMarkdown
};
