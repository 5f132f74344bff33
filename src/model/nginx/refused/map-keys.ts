/** The keys of a `map`, as ngx_hash_add_key takes them. */
import type { ServerProblem } from "../../servers/types.ts";
import type { DirectiveStep } from "../steps.ts";
import { blamed, isOpen } from "./types.ts";

/** A key twice, or one that is no name nor wildcard; keys are compared in lower case. */
export function mapKeyProblems(step: DirectiveStep, rendered: ReadonlySet<string>): readonly ServerProblem[] {
  const seen = new Map<string, DirectiveStep>();
  let hostnames = false;
  return step.children.flatMap((child) => {
    const { name, args } = child.directive;
    if (args.length === 0 && name.value === "hostnames") hostnames = true;
    if (
      args.length !== 1 ||
      name.value === "include" ||
      name.value.startsWith("~") ||
      isOpen(child, name.value, rendered)
    )
      return [];
    const isDefault = name.value === "default";
    const keys = isDefault ? ["default"] : keysOf(name.value.toLowerCase().replace(/^\\/, ""), hostnames);
    if (keys === undefined)
      return blamed(child, name, {
        key: `map host ${name.value}`,
        message: `invalid hostname or wildcard "${name.value}"`,
      });
    const before = keys.map((key) => seen.get(key)).find((one) => one !== undefined);
    for (const key of keys) seen.set(key, seen.get(key) ?? child);
    if (before === undefined) return [];
    const message = isDefault
      ? "duplicate default map parameter"
      : `conflicting parameter "${name.value}" in "map"`;
    return blamed(child, name, { key: `map twice ${name.value.toLowerCase()}`, message, first: before });
  });
}

/** What a key takes for itself; with `hostnames` a wildcard takes more, and may be none. */
function keysOf(key: string, hostnames: boolean): readonly string[] | undefined {
  if (!hostnames) return [`is ${key}`];
  const isMiddle = /\*.*\*|\.\./s.test(key);
  if (isMiddle) return undefined;
  if (/^\../s.test(key)) return [`is ${key.slice(1)}`, `below ${key.slice(1)}`];
  if (/^\*\../s.test(key)) return [`below ${key.slice(2)}`];
  if (/.\.\*$/s.test(key)) return [`begins ${key.slice(0, -2)}`];
  return key.includes("*") ? undefined : [`is ${key}`];
}
