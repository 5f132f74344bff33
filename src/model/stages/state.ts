import type { Instruction, Word } from "../../parsers/dockerfile/parse.ts";
import type { Place, Span } from "../../source.ts";
import { unwatched, type Work } from "../../work.ts";
import type { GroupAccount, UserAccount } from "../accounts.ts";
import type { Unknown } from "../fact.ts";
import { Layers } from "../files/layers.ts";
import { HandedList } from "../handed.ts";
import type { BaseImage, BaseSystem } from "../stock/bases.ts";
import type { InstalledServer } from "../stock/install.ts";
import { AccountList } from "./account-list.ts";
import type { Copy, ExposedPort, Located, Stage, Step, UnknownFact } from "./image.ts";
import { type Setting, type SetUser, VariableHistory } from "./setting.ts";

export type { SetUser } from "./setting.ts";

/** CMD or ENTRYPOINT. */
export interface StartCommand {
  /** The stage whose line it is; none for what a base or compose says. */
  readonly stage?: Stage;
  readonly instruction?: Instruction;
  readonly words?: readonly string[];
  /** What SHELL puts before the text of a shell form. */
  readonly shell?: readonly string[];
  readonly at: Place;
}

/** What a stage has come to, instruction by instruction. Only this folder changes it, and only while a stage is read. */
/** A file system that nobody can write, but for what is mounted over it. */
export interface ReadOnly {
  readonly at: Place;
  /** Container paths of mounts that can be written; `null` for one that cannot be told. */
  readonly mounted: readonly (string | null)[];
}

export interface State extends Setting {
  /** The FROM's reference: where what nothing else sets is shown. */
  readonly from: Place;
  system: BaseSystem | undefined;
  base: BaseImage | undefined;
  /** The reference that the table knows the base by; `like` is its own name, where the policy says that it is like that. */
  baseRef: { readonly on: string; readonly like?: string } | undefined;
  bareBase: boolean;
  recordedBase: boolean;
  baseNames: ReadonlySet<string> | undefined;
  unknownBase: Unknown | undefined;
  readonly variables: VariableHistory;
  user: SetUser | undefined;
  workdir: string | null;
  shell: readonly string[];
  /** Another list once a mount is gone. */
  layers: Layers;
  readonly users: AccountList<UserAccount>;
  readonly groups: AccountList<GroupAccount>;
  otherAccounts: Unknown | undefined;
  replacedAccounts: Unknown | undefined;
  sharesRoot: Place | undefined;
  /** The files of accounts that lines have written anew: what is added to them is all that there is besides. */
  readonly rewrittenAccounts: Set<string>;
  readonly servers: InstalledServer[];
  /** Why nobody can tell of a server how its package installs it. */
  unknownInstall: Unknown | undefined;
  readonly exposes: HandedList<ExposedPort>;
  readonly volumes: HandedList<Located<string>>;
  entrypoint: StartCommand | undefined;
  cmd: StartCommand | undefined;
  /** The command of the health check. */
  healthcheck: StartCommand | undefined;
  /** ONBUILD instructions, which a build that starts from this one runs first. */
  readonly triggers: Instruction[];
  readonly copies: HandedList<Copy>;
  readonly unknowns: HandedList<UnknownFact>;
  /** A service whose file system is read-only, but for what is mounted. */
  readOnly: ReadOnly | undefined;
  /** Packages that were named to a package manager. */
  readonly packages: Set<string>;
  /** The record of what was evaluated, from the bottom of the chain on. */
  readonly steps: HandedList<Step>;
}

const DEFAULT_SHELL = ["/bin/sh", "-c"];

/** Where a new stage begins; `from` is the place of its FROM reference. */
export type Beginning = Pick<State, "file" | "escape" | "from"> & { readonly work?: Work };

/** A new stage's state. */
export function newState({ file, escape: escapeChar, from, work = unwatched() }: Beginning): State {
  return {
    work,
    file,
    escape: escapeChar,
    from,
    system: undefined,
    base: undefined,
    baseRef: undefined,
    readOnly: undefined,
    bareBase: false,
    recordedBase: false,
    baseNames: undefined,
    unknownBase: undefined,
    variables: new VariableHistory(),
    user: undefined,
    workdir: "/",
    shell: DEFAULT_SHELL,
    layers: new Layers(),
    users: new AccountList(),
    groups: new AccountList(),
    otherAccounts: undefined,
    replacedAccounts: undefined,
    sharesRoot: undefined,
    rewrittenAccounts: new Set(),
    servers: [],
    unknownInstall: undefined,
    exposes: new HandedList(),
    volumes: new HandedList(),
    entrypoint: undefined,
    cmd: undefined,
    healthcheck: undefined,
    triggers: [],
    copies: new HandedList(),
    unknowns: new HandedList(),
    packages: new Set(),
    steps: new HandedList(),
  };
}

// What each heir has a copy of takes some hundred bytes: a row of them has as much as all of them together.
const ACCOUNT_STEPS = 60;

/** A state that starts from another: a stage's, or another image's. */
export function inherit(from: State, heir: Pick<State, "file" | "escape" | "from" | "work">): State {
  const { budget } = heir.work;
  budget.spend(from.packages.size);
  const copied = (accounts: number) => budget.spend(ACCOUNT_STEPS * accounts);
  return {
    ...from,
    ...heir,
    variables: from.variables.heir(),
    layers: from.layers.copy(),
    users: from.users.copy(copied),
    groups: from.groups.copy(copied),
    servers: [...from.servers],
    exposes: new HandedList(from.exposes),
    volumes: new HandedList(from.volumes),
    copies: new HandedList(from.copies),
    unknowns: new HandedList(from.unknowns),
    triggers: [],
    packages: new Set(from.packages),
    rewrittenAccounts: new Set(from.rewrittenAccounts),
    steps: new HandedList(from.steps),
  };
}

/** Whether cp, chmod and their like are BusyBox's. */
export function hasBusyBox({ system, packages }: State): boolean {
  return system === "alpine" && !packages.has("coreutils");
}

/** A place in the Dockerfile of a state. */
export function placeOf(state: Pick<Setting, "file">, span: Span): Place {
  return { file: state.file, span };
}

/** The place of a word of the Dockerfile. */
export function wordPlace(state: Pick<Setting, "file">, word: Word): Place {
  return { file: state.file, span: word.span };
}

/** A stage with what it has come to, as that stands when it is asked for. */
export function stageOf(stage: Omit<Stage, "steps" | "own" | "handed" | "after">, state: State): Stage {
  const { steps: handed } = state;
  return {
    ...stage,
    after: state,
    handed,
    get own() {
      return handed.own;
    },
    get steps() {
      return handed.all;
    },
  };
}
