/** What is in force at an instruction, as the evaluation of its stage found it. */
import type { Place, SourceFile } from "../../source.ts";
import type { Unknown } from "../fact.ts";
import type { BaseImage, BaseSystem } from "../stock/bases.ts";

/** A variable of a stage; a value of `null` cannot be told. */
export interface Variable {
  readonly value: string | null;
  readonly kind: "arg" | "env";
  readonly at: Place;
  /** An ARG without a default that the build gives no value to, as far as the repo says. */
  readonly unset?: true;
}

/** USER as it stands; `spec` is "user[:group]", `null` when it cannot be told. */
export interface SetUser {
  readonly spec: string | null;
  readonly at: Place;
  readonly own: boolean;
  /** A compose service says it, and no USER line. */
  readonly from?: "compose";
}

/** Where an instruction stands: its file, what the base is, and what earlier instructions have set. */
export interface Setting {
  readonly file: SourceFile;
  readonly escape: "\\" | "`";
  readonly system: BaseSystem | undefined;
  /** The registry image at the bottom, when our table describes it. */
  readonly base: BaseImage | undefined;
  /** The base is a distribution as it is: its environment is PATH and nothing else. */
  readonly bareBase: boolean;
  /** Why the base cannot be told, when it cannot. */
  readonly unknownBase: Unknown | undefined;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly user: SetUser | undefined;
  /** `null` when it cannot be told. */
  readonly workdir: string | null;
  /** The words that a shell form's text is put behind. */
  readonly shell: readonly string[];
}

/** What is in force now, kept from what comes. */
export function settingOf(state: Setting): Setting {
  const { file, system, base, bareBase, unknownBase, variables, user, workdir, shell } = state;
  return { file, escape: state.escape, system, base, bareBase, unknownBase, variables, user, workdir, shell };
}

/** Whether what runs here is root; `undefined` when it cannot be told. */
export function isRootAt({ user, unknownBase }: Setting): boolean | undefined {
  if (user === undefined) return unknownBase === undefined ? true : undefined;
  if (user.spec === null) return undefined;
  return /^(root|0)(:|$)/.test(user.spec);
}
