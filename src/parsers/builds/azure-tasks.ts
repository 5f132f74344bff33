/** Tasks of Azure Pipelines that build an image (learn.microsoft.com, "Docker@2 - Docker v2 task"). */
import type { Span } from "../../source.ts";
import { asString, get, type YamlNode } from "../yaml/parse.ts";
import type { BuildText, CommandBuild } from "./command-tree.ts";
import { assignedValues, readCommandOptions } from "./command-words.ts";

/** The build of a step; none for another task. */
export function azureBuilds(step: YamlNode): readonly CommandBuild[] {
  const task = get(step, "task");
  const inputs = get(step, "inputs");
  const command = asString(get(inputs, "command")) ?? "buildAndPush";
  if (task === undefined || !/^Docker@/.test(asString(task) ?? "") || !/^build/i.test(command)) return [];
  const file = textOf(get(inputs, "Dockerfile")) ?? { text: null, span: task.span };
  // `buildAndPush` gives no arguments to the builder.
  const { named, open } = optionsOf(command === "build" ? get(inputs, "arguments") : undefined);
  const target = named.get("--target")?.at(-1);
  return [
    {
      by: "action",
      context: contextOf(get(inputs, "buildContext")) ?? folderOf(file),
      file,
      ...(target && { target: { text: target.value, span: target.span } }),
      args: assignedValues(named.get("--build-arg")),
      contexts: {},
      tags: [],
      ...(open && { open }),
      folder: "",
      span: task.span,
    },
  ];
}

function optionsOf(node: YamlNode | undefined): ReturnType<typeof readCommandOptions> {
  const text = asString(node) ?? "";
  const span: Span = node?.span ?? { start: 0, end: 0 };
  const words = text.split(/\s+/).filter((raw) => raw !== "");
  return readCommandOptions(words.map((raw) => ({ value: isOpen(raw) ? null : raw, like: raw, raw, span })));
}

function textOf(node: YamlNode | undefined): BuildText | undefined {
  const text = asString(node);
  return node === undefined || text === undefined
    ? undefined
    : { text: isOpen(text) ? null : text, span: node.span };
}

/** A variable, a template or a pattern. */
function isOpen(text: string): boolean {
  return /[$*]|\{\{/.test(text);
}

/** `**` is the Dockerfile's own folder, and the default. */
function contextOf(node: YamlNode | undefined): BuildText | undefined {
  return asString(node) === "**" ? undefined : textOf(node);
}

function folderOf({ text, span }: BuildText): BuildText {
  return { text: text === null ? null : text.replace(/[^/]*$/, "") || ".", span };
}
