/** What actions of a workflow put into the repo's folder before a build. */
import type { YamlNode } from "../yaml/parse.ts";
import { asString, entriesOf, get, itemsOf } from "../yaml/parse.ts";
import { type BuildCommands, type FileEdit, joinedCommands } from "./command-tree.ts";
import { textEdits } from "./edits/command-texts.ts";
import { foreignBuilds } from "./foreign-builds.ts";
import { resolved, resolvedLike, type WorkflowValues } from "./workflow-values.ts";

const nothing = joinedCommands([]);

/** Expressions that come to the commit, the branch or the repo that the workflow runs for. */
const OWN_COMMIT =
  /^\s*\$\{\{\s*(?:github\.(?:sha|ref|ref_name|head_ref|base_ref|repository|event\.(?:pull_request\.(?:head|base)\.\w+|after|before|merge_group\.head_sha|workflow_run\.head_sha)|workflow_sha|repository_owner)\b[^}]*)\}\}\s*$/;
const USUAL = /^(?:refs\/heads\/)?(?:main|master|trunk|develop|development)$/;

/** Paths that the workflow's own jobs upload, by the artifact's name. */
export type Uploads = ReadonlyMap<string, readonly string[]>;

/** What the jobs of a workflow upload. */
export function uploadsOf(root: YamlNode | undefined): Uploads {
  const steps = entriesOf(get(root, "jobs")).flatMap(({ value }) => itemsOf(get(value, "steps")));
  return new Map(
    steps.flatMap((step): readonly [string, readonly string[]][] => {
      if (!/^actions\/upload-artifact@/.test(asString(get(step, "uses")) ?? "")) return [];
      const name = asString(get(step, "with", "name")) ?? "artifact";
      return [[name, pathsOf(get(step, "with", "path"), new Map())]];
    }),
  );
}

interface StepInputs {
  readonly inputs: YamlNode | undefined;
  readonly values: WorkflowValues;
  readonly uploads: Uploads;
}

/** The files that an action of a step writes, by its name and its inputs; `undefined` for one that tells nothing of them. */
export function stepEffects(
  uses: YamlNode,
  { inputs, values, uploads }: StepInputs,
): BuildCommands | undefined {
  const name = asString(uses) ?? "";
  const { span } = uses;
  if (/^\.\.?\//.test(name))
    return { ...nothing, calls: [{ path: name.replace(/^\.\//, ""), by: "action", span }] };
  if (/^actions\/checkout@/.test(name)) return { ...nothing, edits: checkedOut(uses, inputs, values) };
  if (/^actions\/download-artifact@|action-download-artifact@/.test(name))
    return { ...nothing, edits: filled(uses, { inputs, values, uploads }) };
  if (/^actions\/cache(?:\/restore)?@/.test(name))
    return {
      ...nothing,
      edits: pathsOf(get(inputs, "path"), values).map((path) => ({ path, below: true, span })),
    };
  if (/^actions\/github-script@/.test(name)) {
    const script = get(inputs, "script");
    if (script === undefined) return undefined;
    const text = asString(script) ?? "";
    const edits = textEdits(text, { folder: "", span: script.span });
    return { ...foreignBuilds(text, script.span), edits };
  }
  return WRITERS.test(name) ? { ...nothing, edits: written(inputs, values) } : undefined;
}

/** Another commit or repo leaves nothing of this one; beside it, or for the commit that is checked, it adds a folder. */
function checkedOut(
  uses: YamlNode,
  inputs: YamlNode | undefined,
  values: WorkflowValues,
): readonly FileEdit[] {
  const [path] = pathsOf(get(inputs, "path"), values);
  const others = [get(inputs, "repository"), get(inputs, "ref")].filter((node) => node !== undefined);
  const other = others.find((node) => {
    const text = asString(node) ?? "";
    return text !== "" && !OWN_COMMIT.test(text) && !USUAL.test(resolved(text, values) ?? "");
  });
  if (other === undefined)
    return path === undefined ? [] : [{ path, made: true, span: get(inputs, "path")?.span ?? uses.span }];
  return [{ path: path ?? "", below: true, span: other.span }];
}

/** An artifact of another run may hold anything; one that the same workflow uploads holds what lay there. */
function filled(uses: YamlNode, { inputs, values, uploads }: StepInputs): readonly FileEdit[] {
  const [path = ""] = pathsOf(get(inputs, "path"), values).map((one) => one.replace(/^\.\/?$/, ""));
  const { span } = get(inputs, "path") ?? uses;
  const name = asString(get(inputs, "name"));
  const isOwn = get(inputs, "run-id") === undefined && get(inputs, "repository") === undefined;
  const own = name === undefined || !isOwn ? undefined : uploads.get(name);
  if (own === undefined) return [{ path, below: true, span }];
  const [only] = own;
  if (own.length !== 1 || only === undefined) return path === "" ? [] : [{ path, below: true, span }];
  // A folder that CI makes goes to the root without its own name: what lies in it CI made, too.
  return [{ path, sources: [`${only.replace(/\/\*+$/, "")}/.`], ...(path === "" && { made: true }), span }];
}

// Actions that change files, by what they are called.
const WRITERS =
  /^[\w.-]+\/[\w./-]*(?:replace|render|template|envsubst|substitut|write|create-file|edit-|update-|patch|inject|json-to|yaml-|yq|sed\b|unzip|extract|untar|download|sync)[\w./-]*@/i;
const UPLOADS = /upload|lint|valid|scan|check/i;

/** Inputs that name paths of the repo. */
function written(inputs: YamlNode | undefined, values: WorkflowValues): readonly FileEdit[] {
  return entriesOf(inputs).flatMap(({ key, value }) => {
    if (UPLOADS.test(key.text)) return [];
    return pathsOf(value, values).flatMap((path): readonly FileEdit[] => {
      if (!/^[\w.*][\w.*/@-]*$/.test(path) || !/[/.]/.test(path) || /^[\d.]+$/.test(path)) return [];
      const whole = { path, span: value.span };
      return path.includes("*") ? [whole] : [whole, { path: `${path}/**`, span: value.span }];
    });
  });
}

function pathsOf(node: YamlNode | undefined, values: WorkflowValues): readonly string[] {
  const lines = (asString(node) ?? "").split("\n").map((line) => resolvedLike(line, values).trim());
  return lines
    .filter((line) => line !== "" && !/^[~/!]|^\*+$/.test(line))
    .map((line) => line.replace(/^(?:\.\/)+/, "").replace(/(?<=.)\/$/, ""));
}
