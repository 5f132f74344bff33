import type { NamedText } from "./material.ts";

/** Texts that broke a law once, as small as they could be made: each is put to every parser. */
export const FOUND: readonly (NamedText & { readonly name: string })[] = [
  { name: "a list as a YAML key at the very end", path: "a.yml", text: "a:\n b:\n[  c:" },
  { name: "a list as a key within a flow map", path: "a.json", text: '{[a-\n  "b":' },
  {
    name: "a carriage return alone within a table's line",
    path: "README.md",
    text: "# a\n\n| A | B | C |\n| --- | -\r-- | --- |\n| `O` | `50` | T |\n",
  },
];
