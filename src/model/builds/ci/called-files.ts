/** Files of the repo that CI runs before a build, other than scripts that are called so: what they write. */
import { readCommands } from "../../../parsers/builds/command-script.ts";
import type { BuildCommands, FileCall, FileEdit } from "../../../parsers/builds/command-tree.ts";
import { textEdits } from "../../../parsers/builds/edits/command-texts.ts";
import { parseWorkflow } from "../../../parsers/builds/workflow.ts";
import { asString, get, parseYaml } from "../../../parsers/yaml/parse.ts";
import { sourceFile } from "../../../source.ts";
import { joinRepoPath } from "../../repo/path.ts";
import type { RepoTree } from "../../repo/tree.ts";

/** The repo's tree, and the texts in it. */
export interface ReadTree {
  readonly tree: RepoTree;
  /** `undefined` for what is no text. */
  readonly read: (path: string) => string | undefined;
}

interface Around extends ReadTree {
  /** Folder that the commands run in. */
  readonly folder: string;
}

// A script that calls one that calls one.
const DEEPEST = 4;
const MOST_FILES = 20;
const LONGEST = 200_000;

/** What the files that commands call write, at the place of the call. */
export function calledEdits(
  { calls }: Pick<BuildCommands, "calls">,
  around: Around,
  depth = 0,
): readonly FileEdit[] {
  if (depth >= DEEPEST) return [];
  return calls.flatMap((call) =>
    calledPaths(call, around).flatMap((path) => {
      const text = around.read(path);
      if (text === undefined || text.length > LONGEST) return [];
      const found = effectsOf({ ...call, path }, text);
      const inner = calledEdits(found, around, depth + 1);
      return [...found.edits, ...inner].map((edit) => ({ ...edit, span: call.span }));
    }),
  );
}

/** The files that a call may be of. */
export function calledPaths(
  { path, by }: FileCall,
  { tree, folder }: Omit<Around, "read">,
): readonly string[] {
  const at = joinRepoPath(folder, path);
  if (at === undefined) return [];
  if (by === "action")
    return ["action.yml", "action.yaml"].flatMap((name) => {
      const file = at === "" ? name : `${at}/${name}`;
      return tree.entry(file) === undefined ? [] : [file];
    });
  return tree
    .match(at)
    .filter((one) => tree.entry(one) !== undefined)
    .slice(0, MOST_FILES);
}

function effectsOf({ path, by }: FileCall, text: string): Pick<BuildCommands, "calls" | "edits"> {
  const span = { start: 0, end: 0 };
  if (by === "action") return actionEffects(path, text);
  const [, interpreter = ""] = /^#!\s*(\S.*)$/m.exec(text.slice(0, 200)) ?? [];
  const isShell = by === "shell" || /\b(?:ba|da|a|z|k)?sh\b/.test(interpreter);
  if (!isShell) return { calls: [], edits: textEdits(text, { folder: "", span }) };
  return readCommands({ text, place: () => span, folder: "", variables: new Map() });
}

/** A composite action's steps; of one in JavaScript, its main file. */
function actionEffects(path: string, text: string): Pick<BuildCommands, "calls" | "edits"> {
  const file = sourceFile(path, text);
  const { edits, calls } = parseWorkflow(file);
  const { root } = parseYaml(file);
  const folder = path.slice(0, path.lastIndexOf("/"));
  const mains = ["pre", "main"].flatMap((key) => asString(get(root, "runs", key)) ?? []);
  const own = mains.map((main): FileCall => {
    return { path: `${folder}/${main}`, by: "program", span: { start: 0, end: 0 } };
  });
  return { edits, calls: [...calls, ...own] };
}
