import { shellVariables } from "../../parsers/shell/parse.ts";
import type { Place, SourceFile } from "../../source.ts";
import type { EnvironmentVariable } from "../stages/image.ts";
import { keptVariables } from "../stages/setting.ts";
import type { State } from "../stages/state.ts";
import type { RunFacts } from "./read.ts";

// `$NAME` and `${NAME` of a shell, a template or a configuration, and supervisord's own way to say it.
const READS = /\$\{?(\w+)|%\(ENV_(\w+)\)s/g;

interface Text {
  readonly file: SourceFile;
  readonly place: (span: { readonly start: number; readonly end: number }) => Place;
}

/** The variables of an image: those it sets, and those that its start scripts read with a default of their own. */
export function environmentOf(state: State, facts: RunFacts): readonly EnvironmentVariable[] {
  const reads = readPlaces(readingTexts(facts));
  const set = [...keptVariables(state)].map(
    ([name, { value, at }]): EnvironmentVariable => ({
      name,
      ...(value === null ? {} : { value }),
      at,
      own: at.file === state.file,
      readAt: reads.get(name) ?? [],
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

/** Where each variable is read first in each text; a name that is no word of the shell's is read nowhere. */
function readPlaces(texts: readonly Text[]): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>();
  for (const { file, place } of texts) {
    const seen = new Set<string>();
    for (const { index, 0: read, 1: ofShell, 2: ofSupervisor } of file.text.matchAll(READS)) {
      const name = ofShell ?? ofSupervisor ?? "";
      if (seen.has(name)) continue;
      seen.add(name);
      const all = places.get(name) ?? [];
      all.push(place({ start: index, end: index + read.length }));
      places.set(name, all);
    }
  }
  return places;
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
