import { shellVariables } from "../../parsers/shell/parse.ts";
import type { Place, SourceFile } from "../../source.ts";
import type { EnvironmentVariable } from "../stages/image.ts";
import type { State } from "../stages/state.ts";
import type { RunFacts } from "./read.ts";

interface Text {
  readonly file: SourceFile;
  readonly place: (span: { readonly start: number; readonly end: number }) => Place;
}

/** The variables of an image: those it sets, and those that its start scripts read with a default of their own. */
export function environmentOf(state: State, facts: RunFacts): readonly EnvironmentVariable[] {
  const texts = readingTexts(facts);
  const set = [...state.variables]
    .filter(([, { kind }]) => kind === "env")
    .map(
      ([name, { value, at }]): EnvironmentVariable => ({
        name,
        ...(value === null ? {} : { value }),
        at,
        own: at.file === state.file,
        readAt: readsOf(name, texts),
      }),
    );
  const names = new Set(set.map(({ name }) => name));
  return [...set, ...scriptDefaults(facts, names)];
}

/** Scripts, templates and configurations in which a variable of the environment may stand. */
function readingTexts({ scripts, files, nginx, apache }: RunFacts): readonly Text[] {
  const loaded = [...(nginx?.loaded ?? []), ...(apache?.loaded ?? [])].map(({ content }) => content);
  const templates = files
    .under("/etc/nginx/templates")
    .files.flatMap(({ content }) => (content.known ? [content.value] : []));
  return [
    ...scripts.map(({ text, place }) => ({ file: { path: "", text, lineStarts: [0] }, place })),
    ...loaded,
    ...templates,
  ];
}

function readsOf(name: string, texts: readonly Text[]): readonly Place[] {
  const expression = new RegExp(`\\$\\{?${name}\\b|%\\(ENV_${name}\\)s`);
  return texts.flatMap(({ file, place }) => {
    const found = expression.exec(file.text);
    return found === null ? [] : [place({ start: found.index, end: found.index + found[0].length })];
  });
}

/** `${CACHE_TTL:-60}` in a start script: the variable exists, with that default. */
function scriptDefaults({ scripts }: RunFacts, known: ReadonlySet<string>): readonly EnvironmentVariable[] {
  const found = new Map<string, EnvironmentVariable>();
  for (const { text, place } of scripts) {
    for (const { name, default: value, span } of shellVariables(text)) {
      if (known.has(name) || found.has(name) || !/^[A-Z][A-Z0-9_]*$/.test(name)) continue;
      const at = place(span);
      found.set(name, { name, ...(value === undefined ? {} : { value }), at, own: false, readAt: [at] });
    }
  }
  return [...found.values()];
}
