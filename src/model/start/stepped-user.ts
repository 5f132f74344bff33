import { unknown } from "../fact.ts";
import { doubtfulStep, type StartInput, type StartStep } from "./record.ts";
import type { StepDown } from "./stepped.ts";

/** Who a command runs as behind a tool. */
export function steppedUser(
  { user, group, keepsGroup }: StepDown,
  input: StartInput,
  step: StartStep,
): StartStep["user"] {
  const { at } = step;
  if (user === null || group === null)
    return unknown({ key: "user", why: "the user that it switches to is unknown" }, at);
  if (user !== undefined) {
    const named = input.userNamed(group === undefined ? user : `${user}:${group}`, at);
    if (keepsGroup !== true || group !== undefined || !named.known) return named;
    if (!step.user.known) return step.user;
    return { ...named, value: { ...named.value, group: step.user.value.group ?? "root" } };
  }
  if (group === undefined || !step.user.known) return step.user;
  return { ...step.user, value: { ...step.user.value, group } };
}

/** In another root are other files, and other programs by the same names. */
export function inRoot({ tool, root }: StepDown, step: StartStep): StartStep {
  if (root === undefined || root === "/") return step;
  const why = `${tool} starts it in ${root ?? "a folder"}, whose files are not read`;
  return doubtfulStep(step, unknown({ key: `root ${root ?? ""}`, why }, step.at));
}
