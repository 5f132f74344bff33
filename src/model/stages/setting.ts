/** What is in force at an instruction, as the evaluation of its stage found it. */
import type { Place, SourceFile } from "../../source.ts";
import type { Work } from "../../work.ts";
import type { Evidence, Unknown } from "../fact.ts";
import { type HandedMaps, handedOn, handedValue } from "../handed.ts";
import type { BaseImage, BaseSystem } from "../stock/bases.ts";

/** A variable of a stage; a value of `null` cannot be told. */
export interface Variable {
  readonly value: string | null;
  readonly kind: "arg" | "env";
  readonly at: Place;
  /** An ARG without a default that the build gives no value to, as far as the repo says. */
  readonly unset?: true;
  /** The ENV that an ARG hides from the lines behind it; the image keeps it. */
  readonly hidden?: Variable;
}

/** The variable as the image keeps it: no ARG is there once it is built. */
export function keptVariable(variable: Variable | undefined): Variable | undefined {
  return variable?.kind === "arg" ? variable.hidden : variable;
}

/** The variables that are set at some point. */
export type Variables = Pick<ReadonlyMap<string, Variable>, "get" | "has">;

/** The variables that an image keeps. */
export function* keptVariables({
  variables,
}: {
  readonly variables: Iterable<readonly [string, Variable]>;
}): Generator<readonly [string, Variable]> {
  for (const [name, variable] of variables) {
    const kept = keptVariable(variable);
    if (kept !== undefined) yield [name, kept];
  }
}

interface Version {
  readonly number: number;
  readonly variable: Variable;
}

/**
 * The variables of a stage with what they were before: neither a look back nor a stage that starts from this one costs a
 * copy of them all.
 */
export class VariableHistory implements Variables {
  readonly #left: HandedMaps<Variable>;
  readonly #versions = new Map<string, Version[]>();
  #last = 0;
  #handed: HandedMaps<Variable> | undefined;

  constructor(left: HandedMaps<Variable> = []) {
    this.#left = left;
  }

  get(name: string): Variable | undefined {
    return this.#versions.get(name)?.at(-1)?.variable ?? handedValue(this.#left, name);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  set(name: string, variable: Variable): void {
    const all = this.#versions.get(name) ?? [];
    all.push({ number: ++this.#last, variable });
    this.#versions.set(name, all);
    this.#handed = undefined;
  }

  /** The variables as they are now, whatever is set behind. */
  now(): Variables {
    const number = this.#last;
    const get = (name: string) => this.#at(name, number);
    return { get, has: (name) => get(name) !== undefined };
  }

  /**
   * Those that a stage begins with which starts from this one. An ARG goes on to it, but not past the ENV that it hides
   * (BuildKit sets that anew).
   */
  heir(): VariableHistory {
    this.#handed ??= this.#handOn();
    return new VariableHistory(this.#handed);
  }

  #handOn(): HandedMaps<Variable> {
    const own = Array.from(this.#versions, ([name, versions]): [string, Variable][] => {
      const variable = versions.at(-1)?.variable;
      return variable === undefined ? [] : [[name, variable.hidden ?? variable]];
    });
    return handedOn(this.#left, new Map(own.flat()));
  }

  *[Symbol.iterator](): Generator<readonly [string, Variable]> {
    const names = new Set([...this.#left, this.#versions].flatMap((each) => [...each.keys()]));
    for (const name of names) {
      const variable = this.get(name);
      if (variable !== undefined) yield [name, variable];
    }
  }

  #at(name: string, number: number): Variable | undefined {
    const all = this.#versions.get(name) ?? [];
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle]?.number ?? 0) <= number) low = middle + 1;
      else high = middle;
    }
    return all[low - 1]?.variable ?? handedValue(this.#left, name);
  }
}

/** USER as it stands; `spec` is "user[:group]", `null` when it cannot be told. */
export interface SetUser {
  readonly spec: string | null;
  readonly at: Place;
  readonly own: boolean;
  /** A compose service says it, and no USER line. */
  readonly from?: "compose";
  /** A line that only root can run, where the base itself does not say who its user is. */
  readonly proof?: Evidence;
  /** Why `spec` cannot be told, where the base would have to say it. */
  readonly open?: Unknown;
}

/**
 * A "user[:group]" as whoever starts the container reads it (GetExecUser of moby/sys/user): no user is number 0, and a
 * number may have a sign or zeros in front.
 */
export function userSpec(text: string): string {
  const [user = "", ...group] = text.split(":").map((part) => (isNumber(part) ? String(Number(part)) : part));
  return [user === "" ? "0" : user, ...group.slice(0, 1).filter((name) => name !== "")].join(":");
}

// A negative number is no user, and stays as it is written.
function isNumber(part: string): boolean {
  return /^(?:\+?\d+|-0+)$/.test(part);
}

/** Where an instruction stands: its file, what the base is, and what earlier instructions have set. */
export interface Setting {
  /** The steps of the image that is read, and where what fails in it is kept. */
  readonly work: Work;
  readonly file: SourceFile;
  readonly escape: "\\" | "`";
  readonly system: BaseSystem | undefined;
  /** The registry image at the bottom, when our table describes it. */
  readonly base: BaseImage | undefined;
  /** The base is a distribution as it is: its environment is PATH and nothing else. */
  readonly bareBase: boolean;
  /** The base's whole environment is recorded: it is among the variables. */
  readonly recordedBase: boolean;
  /** The names that the base may set, where no other can be: the variables do not hold them. */
  readonly baseNames: ReadonlySet<string> | undefined;
  /** Why the base cannot be told, when it cannot. */
  readonly unknownBase: Unknown | undefined;
  /** Why a name may be anybody's: a list of users was written that is not read. */
  readonly replacedAccounts: Unknown | undefined;
  /** Where an account is given root's number. */
  readonly sharesRoot: Place | undefined;
  readonly variables: Variables;
  readonly user: SetUser | undefined;
  /** `null` when it cannot be told. */
  readonly workdir: string | null;
  /** The words that a shell form's text is put behind. */
  readonly shell: readonly string[];
}

/** What is in force now, kept from what comes; the variables are those that are given. */
export function settingOf(state: Setting, variables: Variables): Setting {
  const { work, file, system, base, bareBase, recordedBase, baseNames, unknownBase, replacedAccounts } =
    state;
  const { sharesRoot, user, workdir, shell } = state;
  return {
    work,
    file,
    escape: state.escape,
    system,
    base,
    bareBase,
    recordedBase,
    baseNames,
    unknownBase,
    replacedAccounts,
    sharesRoot,
    variables,
    user,
    workdir,
    shell,
  };
}

/** Whether what runs here is root; `undefined` when it cannot be told. */
export function isRootAt({ user, unknownBase }: Setting): boolean | undefined {
  if (user === undefined) return unknownBase === undefined ? true : undefined;
  if (user.spec === null) return undefined;
  return /^(root|0)(:|$)/.test(user.spec);
}
