/** Makefiles and shell scripts: the images that they build. */
import type { SourceFile } from "../../source.ts";
import { expandWord } from "../expand.ts";
import { builders, readCommands } from "./command-script.ts";
import { type BuildCommandFile, type BuildCommands, joinedCommands } from "./command-tree.ts";

/** Reads a shell script. */
export function parseBuildScript(file: SourceFile): BuildCommandFile {
  const found = readCommands({
    text: file.text,
    place: (span) => span,
    folder: "",
    variables: new Map(),
  });
  return { file, ...found, comments: [], problems: [] };
}

interface Recipe {
  readonly text: string;
  readonly start: number;
}

/** Reads a Makefile: every line of a recipe is a shell of its own. */
export function parseMakefile(file: SourceFile): BuildCommandFile {
  const variables = variablesOf(file.text);
  const commandInVariable = [...variables.values()].some((value) => value !== null && builders.test(value));
  const found = recipesOf(file.text).map(
    ({ text, start }): BuildCommands =>
      readCommands({
        text: asShell(text),
        place: (span) => ({ start: start + span.start, end: start + span.end }),
        folder: "",
        variables,
        commandInVariable,
      }),
  );
  return { file, ...joinedCommands(found), comments: [], problems: [] };
}

/** The lines of recipes, continued ones as one. */
function recipesOf(text: string): readonly Recipe[] {
  return [...text.matchAll(/^\t(?:[^\n\\]|\\[^\n]|\\\r?\n)*/gm)].map((found) => ({
    text: found[0],
    start: found.index,
  }));
}

/** A recipe as the shell would read it, every place kept: `$(X)` as `${X}`, what make alone knows as an unset name. */
function asShell(recipe: string): string {
  return recipe
    .replace(/^[\t ]*[@+-]+/, (marks) => " ".repeat(marks.length))
    .replace(/\$\$/g, "$_")
    .replace(/\$\(([\w.-]+)\)/g, (_, name: string) => `\${${shellName(name)}}`)
    .replace(/\$\((?:[^()]|\([^()]*\))*\)/g, (call) => `\${${"_".repeat(call.length - 3)}}`)
    .replace(/\$[@<^*?]/g, "$_");
}

function shellName(name: string): string {
  return name.replace(/[.-]/g, "_");
}

/** `NAME = value` in all its forms; one that is set twice, or for a target alone, cannot be told. */
function variablesOf(text: string): ReadonlyMap<string, string | null> {
  const written = new Map<string, string | null>();
  const lines = text.matchAll(
    /^(?:export[ ]+)?([\w.-]+)[ \t]*(\?|:{1,3}|\+|!)?=[ \t]*((?:[^\n\\#]|\\.|\\\n)*)/gm,
  );
  for (const [, name = "", sign = "", value = ""] of lines) {
    const key = shellName(name);
    const plain = value.replace(/\\\n\s*/g, " ").trim();
    if (sign === "?" && written.has(key)) continue;
    written.set(
      key,
      sign === "+" || sign === "!" || (written.has(key) && written.get(key) !== plain) ? null : plain,
    );
  }
  for (const [, name = ""] of text.matchAll(
    /^[^\t\n#:=]{1,200}:(?!=)[^\n=]{0,200}?\b([\w.-]{1,80})[ \t]*[:?+]?=/gm,
  ))
    written.set(shellName(name), null);
  const resolved = new Map<string, string | null>();
  const lookUp = (name: string, depth: number): string | null => {
    const found = written.get(name) ?? null;
    if (found === null || depth > 20) return null;
    const result = expandWord(
      asShell(found).replace(/["'`]/g, " "),
      (inner) => lookUp(inner, depth + 1) ?? { unresolved: true },
    );
    return "value" in result ? result.value : null;
  };
  for (const name of written.keys()) resolved.set(name, lookUp(name, 0));
  return resolved;
}
