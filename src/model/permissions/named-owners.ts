/** Users and groups that lines of the final chain give files to. */
import type { Place } from "../../source.ts";
import type { RanCommand, RunWord } from "../shell/ran.ts";
import type { Step } from "../stages/image.ts";
import { resolveWord } from "../stages/variables.ts";

/** An owner that a line names. */
export interface NamedOwner {
  readonly kind: "user" | "group";
  readonly name: string;
  readonly at: Place;
  /** `--chown`, `chown`, `chgrp` or `install`. */
  readonly by: string;
}

/** The owners that a step names, each where it stands; none of commands that may not run. */
export function ownersOf({ instruction, before, commands }: Step): readonly NamedOwner[] {
  if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD") return commands.flatMap(ownersIn);
  const flag = instruction.flags.find(({ name }) => name === "chown");
  const value = flag?.value && resolveWord(before, flag.value);
  // With --link the builder stops at any name.
  if (flag === undefined || !value?.known || instruction.flags.some(({ name }) => name === "link")) return [];
  return namesOf(value.value, ":", { at: { file: before.file, span: flag.span }, by: "--chown" });
}

function ownersIn(command: RanCommand): readonly NamedOwner[] {
  const { name: by, args, sure, mayFail } = command;
  if (!sure || mayFail || args.some(({ value }) => value?.startsWith("--reference") === true)) return [];
  if (by === "install") return installOwners(args);
  if (by !== "chown" && by !== "chgrp") return [];
  const [owner] = args.filter(({ value }) => value === null || !value.startsWith("-"));
  if (typeof owner?.value !== "string") return [];
  const { value, at } = owner;
  return by === "chgrp" ? [{ kind: "group", name: value, at, by }] : namesOf(value, ":", { at, by });
}

function installOwners(args: readonly RunWord[]): readonly NamedOwner[] {
  return args.flatMap(({ value }, index): readonly NamedOwner[] => {
    const [, short, long, given] = /^(?:-([og])|--(owner|group)(?:=(.*))?)$/.exec(value ?? "") ?? [];
    const option = short ?? long?.[0];
    const named = given === undefined ? args[index + 1] : { value: given, at: args[index]?.at };
    if (option === undefined || typeof named?.value !== "string" || named.at === undefined) return [];
    return [{ kind: option === "o" ? "user" : "group", name: named.value, at: named.at, by: "install" }];
  });
}

function namesOf(
  spec: string,
  separator: string,
  { at, by }: Pick<NamedOwner, "at" | "by">,
): readonly NamedOwner[] {
  const [user = "", group = ""] = spec.split(separator);
  return [
    { kind: "user", name: user, at, by } as const,
    { kind: "group", name: group, at, by } as const,
  ].filter(({ name }) => name !== "");
}
