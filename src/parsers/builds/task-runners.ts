/** Task runners whose recipes are shell: just, the scripts of a `package.json`, and units of systemd. */
import type { SourceFile } from "../../source.ts";
import { entriesOf, get, parseYaml } from "../yaml/parse.ts";
import { readCommands } from "./command-script.ts";
import { type BuildCommandFile, joinedCommands } from "./command-tree.ts";
import { withoutTemplates } from "./templates.ts";
import { readLines } from "./yaml-script.ts";

interface Script {
  readonly text: string;
  /** Where it stands in its file. */
  readonly start: number;
}

/** Reads a justfile (just.systems, "Recipes"). */
export function parseJustfile(file: SourceFile): BuildCommandFile {
  const outer = justVariables(file.text);
  const found = justScripts(file.text).map(({ text, start }) => {
    const variables = new Map(outer);
    const meaning = (name: string) => outer.get(name.trim());
    return readCommands({
      text: withoutTemplates(text, { pattern: /\{\{([^{}]*)\}\}/g, meaning, variables }),
      place: (span) => ({ start: start + span.start, end: start + span.end }),
      folder: "",
      variables,
    });
  });
  return { file, ...joinedCommands(found), comments: [], problems: [] };
}

/** `name := "text"`; what is worked out cannot be told. */
function justVariables(text: string): ReadonlyMap<string, string | null> {
  const lines = text.matchAll(/^(?:export[ \t]+)?([\w-]+)[ \t]*:=[ \t]*([^\n]*)$/gm);
  return new Map(
    Array.from(lines, ([, name = "", value = ""]) => [
      name,
      /^(?:"([^"\\{}]*)"|'([^']*)')\s*(?:#.*)?$/.exec(value)?.slice(1).find(isText) ?? null,
    ]),
  );
}

function isText(group: string | undefined): group is string {
  return group !== undefined;
}

/** Every line of a recipe is a shell of its own; a recipe that begins with `#!` is one script. */
function justScripts(text: string): readonly Script[] {
  const bodies = text.matchAll(/^[ \t]+\S[^\n]*(?:\n[ \t]*(?:[ \t]\S[^\n]*)?(?=\n|$))*/gm);
  return Array.from(bodies).flatMap(({ 0: body, index }) =>
    body.trimStart().startsWith("#!")
      ? [{ text: body, start: index }]
      : Array.from(body.matchAll(/(?:[^\n\\]|\\[^\n]|\\\n)+/g), (line) => ({
          text: withoutMarks(line[0]),
          start: index + line.index,
        })),
  );
}

/** `@` and `-` before a line say how just runs it. */
function withoutMarks(line: string): string {
  return line.replace(/^[ \t]*[@-]+/, (marks) => " ".repeat(marks.length));
}

/** Reads the scripts of a `package.json`. */
export function parsePackageScripts(file: SourceFile): BuildCommandFile {
  const { root } = parseYaml(file);
  const found = entriesOf(get(root, "scripts")).map(({ value }) =>
    readLines(file, value.kind === "scalar" ? [value] : [], { folder: "", variables: new Map() }),
  );
  return { file, ...joinedCommands(found), comments: [], problems: [] };
}

// Signs before a program say how it is run; a backslash at the end goes on in the next line.
const EXEC = /^Exec\w+[ \t]*=[ \t]*[-@:+!|]*((?:\\\r?\n|[^\n])*)/gm;

/** Reads a unit (systemd.service(5)); the folder that it runs in is none of the repo. */
export function parseUnit(file: SourceFile): BuildCommandFile {
  const found = [...file.text.matchAll(EXEC)].map(([whole, text = ""], index, all) => {
    const start = (all[index]?.index ?? 0) + whole.length - text.length;
    return readCommands({
      text,
      place: (span) => ({ start: start + span.start, end: start + span.end }),
      folder: "",
      variables: new Map(),
    });
  });
  return { file, ...joinedCommands(found), comments: [], problems: [] };
}
