/** Inputs of a workflow's actions, as texts. */
import type { YamlNode } from "../yaml/parse.ts";
import { asString, get } from "../yaml/parse.ts";
import { bakeSettings } from "./command-builds.ts";
import type { BakeCall, BuildText } from "./command-tree.ts";
import { resolved, resolvedLike, type WorkflowValues } from "./workflow-values.ts";

/** The call of a bake action. */
export function readBakeAction(
  inputs: YamlNode | undefined,
  values: WorkflowValues,
  span: BakeCall["span"],
): BakeCall {
  const list = (name: string) =>
    linesOf(get(inputs, name))
      .flatMap((line) => line.split(","))
      .map((each) => each.trim())
      .filter((each) => each !== "");
  const files = list("files").map((name) => resolved(name, values)?.replace(/^cwd:\/\//, "") ?? null);
  const folder = inputText(get(inputs, "workdir"), values);
  return {
    files: files.flatMap((name) => name ?? []),
    moreFiles: files.includes(null),
    targets: list("targets").flatMap((name) => resolved(name, values) ?? []),
    settings: linesOf(get(inputs, "set")).flatMap((line) =>
      bakeSettings(resolvedLike(line.trim(), values), resolved(line, values) === null),
    ),
    folder: folder === undefined ? "" : folder.text,
    span,
  };
}

const BY_AN_INPUT =
  /^\s*(?:\$\{\{)?\s*inputs\.([\w-]+)\s*(?:\|\|\s*false|==\s*(?:true|'true'))?\s*(?:\}\})?\s*$/;

/** Whether a step is there for an input of the workflow that is off unless somebody asks for it. */
export function isOffByDefault(step: YamlNode, root: YamlNode | undefined): boolean {
  const [, name] = BY_AN_INPUT.exec(asString(get(step, "if")) ?? "") ?? [];
  if (name === undefined) return false;
  const declared = ["workflow_call", "workflow_dispatch"].flatMap(
    (event) => get(root, "on", event, "inputs", name) ?? [],
  );
  const defaults = declared.map((input) => get(input, "default"));
  return declared.length > 0 && defaults.every((one) => one === undefined || asString(one) === "false");
}

/** The lines of an input, or the items of its list. */
export function linesOf(node: YamlNode | undefined): readonly string[] {
  if (node?.kind === "list") return node.items.flatMap((item) => asString(item) ?? []);
  return (asString(node) ?? "").split("\n");
}

/** An input, with its expressions as far as they are known. */
export function inputText(node: YamlNode | undefined, values: WorkflowValues): BuildText | undefined {
  const text = asString(node);
  if (node === undefined || text === undefined || text === "") return undefined;
  const value = resolved(text, values);
  // An expression that comes to nothing is as if it were not written.
  return value === "" ? undefined : { text: value, span: node.span };
}
