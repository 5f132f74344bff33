/** Users and groups that lines of the final chain give files to, and that the image does not have there. */
import { type Place, textOf } from "../../source.ts";
import type { Evidence } from "../fact.ts";
import { type ChainStep, chainSteps } from "../stages/chain.ts";
import type { Image } from "../stages/image.ts";
import { type RunCommand, type RunWord, runCommands } from "../stages/run-lines.ts";
import { resolveWord } from "../stages/variables.ts";
import { accountsAreKnown, hasGroup, hasUser, mayComeWithSystem, systemOf } from "./known.ts";

/** An owner that a line names. */
export interface NamedOwner {
  readonly kind: "user" | "group";
  readonly name: string;
  readonly at: Place;
  /** `--chown`, `chown`, `chgrp` or `install`. */
  readonly by: string;
}

/** An owner that does not exist where it is named; `madeAt` when a later line makes it. */
export interface UndefinedOwner extends NamedOwner {
  readonly related: readonly Evidence[];
  readonly madeLater: boolean;
}

/** Owners by name that no account of the image has; none where others may exist. */
export function undefinedOwners(
  image: Image,
  registries: Readonly<Record<string, string>>,
): readonly UndefinedOwner[] {
  const chain = chainSteps(image);
  const named = chain.flatMap(ownersOf).filter(({ name }) => /^[a-z_][\w-]*\$?$/i.test(name));
  if (named.length === 0 || !accountsAreKnown(image, registries, chain)) return [];
  const removed = chain
    .map(({ instruction }) => instruction.shell?.text ?? "")
    .filter((text) => REMOVES.test(text));
  return named
    .filter((owner) => isUndefined(image, owner, registries))
    .filter(({ name }) => !removed.some((text) => text.includes(name)))
    .map((owner) => {
      const list = owner.kind === "user" ? image.accounts.users : image.accounts.groups;
      const later = list.find(({ name }) => name === owner.name);
      const related =
        later === undefined ? [] : [{ at: later.at, note: `"${owner.name}" is created here, after it` }];
      return { ...owner, related, madeLater: later !== undefined };
    });
}

const REMOVES = /\b(userdel|deluser|groupdel|delgroup)\b/;

function isUndefined(
  image: Image,
  { kind, name, at }: NamedOwner,
  registries: Readonly<Record<string, string>>,
): boolean {
  if (mayComeWithSystem(name)) return false;
  if (kind === "user") return !hasUser(image, name, at);
  if (hasGroup(image, name, at)) return false;
  // Whether a user gets a group of its own name is for the distribution's own adduser to say.
  const twin = image.accounts.users.find((user) => user.name === name);
  if (twin?.from === "package") return false;
  const byAdduser = twin?.at.span !== undefined && textOf(twin.at.file, twin.at.span).includes("adduser");
  return !byAdduser || systemOf(image, registries) === "debian";
}

function ownersOf(step: ChainStep): readonly NamedOwner[] {
  const { instruction, state, image } = step;
  if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD")
    return runCommands(step).flatMap(ownersIn);
  const flag = instruction.flags.find(({ name }) => name === "chown");
  const value = flag?.value && resolveWord(state, flag.value);
  if (flag === undefined || !value?.known) return [];
  return namesOf(value.value, ":", { at: { file: image.file, span: flag.span }, by: "--chown" });
}

function ownersIn(command: RunCommand): readonly NamedOwner[] {
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
