import type { Instruction, Word } from "../../parsers/dockerfile/parse.ts";
import type { Place, SourceFile, Span } from "../../source.ts";
import type { GroupAccount, UserAccount } from "../accounts.ts";
import type { Unknown } from "../fact.ts";
import type { FileLayer } from "../files/layers.ts";
import type { BaseImage, BaseSystem } from "../stock/bases.ts";
import type { InstalledServer } from "../stock/install.ts";
import type { Copy, ExposedPort, Located, UnknownFact } from "./image.ts";

/** A variable of a stage; a value of `null` cannot be told. */
export interface Variable {
  readonly value: string | null;
  readonly kind: "arg" | "env";
  readonly at: Place;
  /** An ARG without a default that the build gives no value to, as far as the repo says. */
  readonly unset?: true;
}

/** CMD or ENTRYPOINT. */
export interface StartCommand {
  readonly instruction?: Instruction;
  readonly words?: readonly string[];
  readonly at: Place;
}

/** USER as it stands; `spec` is "user[:group]", `null` when it cannot be told. */
export interface SetUser {
  readonly spec: string | null;
  readonly at: Place;
  readonly own: boolean;
  /** A compose service says it, and no USER line. */
  readonly from?: "compose";
}

/** What a stage has come to, instruction by instruction. Only this folder changes it, and only while a stage is read. */
export interface State {
  readonly file: SourceFile;
  readonly escape: "\\" | "`";
  /** The FROM's reference: where what nothing else sets is shown. */
  readonly from: Place;
  system: BaseSystem | undefined;
  /** The registry image at the bottom, when our table describes it. */
  base: BaseImage | undefined;
  /** The base is a distribution as it is: its environment is PATH and nothing else. */
  bareBase: boolean;
  /** Why the base cannot be told, when it cannot. */
  unknownBase: Unknown | undefined;
  readonly variables: Map<string, Variable>;
  user: SetUser | undefined;
  /** `null` when it cannot be told. */
  workdir: string | null;
  readonly layers: FileLayer[];
  readonly users: UserAccount[];
  readonly groups: GroupAccount[];
  otherAccounts: Unknown | undefined;
  readonly servers: InstalledServer[];
  readonly exposes: ExposedPort[];
  readonly volumes: Located<string>[];
  entrypoint: StartCommand | undefined;
  cmd: StartCommand | undefined;
  healthcheck: Instruction | undefined;
  /** ONBUILD instructions, which a build that starts from this one runs first. */
  readonly triggers: Instruction[];
  readonly copies: Copy[];
  readonly unknowns: UnknownFact[];
  /** Packages that were named to a package manager. */
  readonly packages: Set<string>;
  /** Texts of RUN lines and build scripts so far, for marks such as a foreign package source. */
  readonly runTexts: string[];
}

/** A new stage's state; `from` is the place of its FROM reference. */
export function newState(file: SourceFile, escapeChar: "\\" | "`", from: Place): State {
  return {
    file,
    escape: escapeChar,
    from,
    system: undefined,
    base: undefined,
    bareBase: false,
    unknownBase: undefined,
    variables: new Map(),
    user: undefined,
    workdir: "/",
    layers: [],
    users: [],
    groups: [],
    otherAccounts: undefined,
    servers: [],
    exposes: [],
    volumes: [],
    entrypoint: undefined,
    cmd: undefined,
    healthcheck: undefined,
    triggers: [],
    copies: [],
    unknowns: [],
    packages: new Set(),
    runTexts: [],
  };
}

/** A state that starts from another: a stage's, or another image's. */
export function inherit(
  from: State,
  heir: { readonly file: SourceFile; readonly escape: "\\" | "`"; readonly from: Place },
): State {
  return {
    ...from,
    ...heir,
    variables: new Map(from.variables),
    layers: [...from.layers],
    users: [...from.users],
    groups: [...from.groups],
    servers: [...from.servers],
    exposes: [...from.exposes],
    volumes: [...from.volumes],
    copies: [...from.copies],
    unknowns: [...from.unknowns],
    triggers: [],
    packages: new Set(from.packages),
    runTexts: [...from.runTexts],
  };
}

/** A place in the Dockerfile of a state. */
export function placeOf(state: State, span: Span): Place {
  return { file: state.file, span };
}

/** The place of a word of the Dockerfile. */
export function wordPlace(state: State, word: Word): Place {
  return { file: state.file, span: word.span };
}
