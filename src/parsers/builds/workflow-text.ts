/** The text of a workflow's step, by what reads it (docs.github.com, "jobs.<job_id>.steps[*].shell"). */
import type { SourceFile } from "../../source.ts";
import type { YamlNode } from "../yaml/parse.ts";
import { readCommands } from "./command-script.ts";
import { type BuildCommands, type BuildText, joinedCommands, openBuilds } from "./command-tree.ts";
import { textEdits } from "./edits/command-texts.ts";
import { foreignBuilds } from "./foreign-builds.ts";
import { asVariables, type WorkflowValues } from "./workflow-values.ts";
import { placeIn } from "./yaml-script.ts";

/** A text that a step runs, and around it. */
export interface StepText {
  readonly file: SourceFile;
  readonly run: YamlNode;
  readonly folder: BuildText | undefined;
  readonly shell: string | undefined;
}

// A shell with options of its own and the file that GitHub puts the text into.
const PLAIN_SHELL = /^(?:ba|da)?sh(?:\s+(?:-[-\w]+|pipefail|\{0\}))*$/;
// They call programs as a shell does, and go on behind a line end by other marks.
const WINDOWS_SHELL = /^(?:pwsh|powershell|cmd)\b/;

/** What a step's text builds and writes. */
export function readStepText({ file, run, folder, shell }: StepText, values: WorkflowValues): BuildCommands {
  if (run.kind !== "scalar" || typeof run.value !== "string") return joinedCommands([]);
  const { text, variables } = asVariables(run.value, values);
  const isWindows = shell !== undefined && WINDOWS_SHELL.test(shell);
  const place = { folder: folder?.text ?? "", span: run.span };
  if (shell !== undefined && !isWindows && !/^(?:ba|da)?sh\b/.test(shell))
    return { ...foreignBuilds(text, run.span), edits: textEdits(text, place) };
  const environment = [...values].flatMap(([name, value]) =>
    name.startsWith("env.") ? [[name.slice(4), value] as const] : [],
  );
  const commands = readCommands({
    text: isWindows ? text.replace(/[`^](?=\r?\n)/g, "\\") : text,
    place: (span) => placeIn(file, run, span),
    folder: folder === undefined ? "" : folder.text,
    variables: new Map([["GITHUB_WORKSPACE", "."], ...environment, ...variables]),
  });
  if (isWindows) return { ...commands, edits: [...commands.edits, ...textEdits(text, place)] };
  const by = otherReader(shell, values);
  return by === undefined ? commands : openBuilds(commands, run.span, by);
}

/** What reads a step's text before its shell, or in place of it. */
function otherReader(shell: string | undefined, values: WorkflowValues): string | undefined {
  if (values.has("env.BASH_ENV")) return "bash reads the file of BASH_ENV first";
  if (shell === undefined || PLAIN_SHELL.test(shell.trim())) return undefined;
  return "another program reads this step than its shell";
}
