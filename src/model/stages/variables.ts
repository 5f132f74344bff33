import { literally, ownValue } from "../../names.ts";
import type { Dockerfile, Instruction, Word } from "../../parsers/dockerfile/parse.ts";
import { expandWord, type VariableLookup } from "../../parsers/expand.ts";
import { expandWords } from "../../parsers/expand-words.ts";
import type { Builder } from "../../policy/policy.ts";
import type { Budget } from "../../work.ts";
import { DEFAULT_PATH } from "../container-path.ts";
import { type Fact, known, unknown } from "../fact.ts";
import { keptVariable, type Setting, type Variable } from "./setting.ts";
import { placeOf, type State, wordPlace } from "./state.ts";

/** ARGs before the first FROM, with the build's own arguments in force. */
export type GlobalArgs = ReadonlyMap<string, string | null>;

type BuildArgs = Readonly<Record<string, string | null>>;

// Set by the builder; their values depend on the machine (docs.docker.com, "Automatic platform ARGs in the global scope").
const PLATFORM_ARGS = /^(TARGET|BUILD)(PLATFORM|OS|ARCH|VARIANT)$/;
const PREDEFINED_ARGS = /^(https?|ftp|no|all)_proxy$/i;

/** Evaluates the ARGs before the first FROM. */
export function globalArgs(dockerfile: Dockerfile, args: BuildArgs, budget?: Budget): GlobalArgs {
  const { globalArgs: instructions, escape: escapeChar } = dockerfile;
  const values = new Map<string, string | null>();
  const lookup = mapLookup(values, budget);
  for (const { name, value } of instructions.flatMap((instruction) => instruction.pairs ?? [])) {
    const given = ownValue(args, name.raw);
    if (given !== undefined) values.set(name.raw, given);
    else if (value !== undefined) values.set(name.raw, expanded(value.raw, lookup, escapeChar));
    else if (PLATFORM_ARGS.test(name.raw)) values.set(name.raw, null);
  }
  return values;
}

/** A lookup over global ARGs, for FROM lines. */
export function mapLookup(values: GlobalArgs, budget?: Budget): VariableLookup {
  return (name) => {
    const value = values.get(name);
    budget?.spend(value?.length ?? 0);
    if (value === undefined) return PLATFORM_ARGS.test(name) ? { unresolved: true } : undefined;
    return value ?? { unresolved: true };
  };
}

/**
 * A stage's variables. What nothing declares is empty only where the base's own environment is known to be so;
 * a registry's image may set anything.
 */
export function stageLookup(setting: Setting, text = ""): VariableLookup {
  const { budget } = setting.work;
  const lookup = variableLookup(setting, text);
  return (name) => {
    const value = lookup(name);
    budget.spend(typeof value === "string" ? value.length : 0);
    return value;
  };
}

function variableLookup(state: Setting, text: string): VariableLookup {
  return (name) => {
    const variable = state.variables.get(name);
    if (variable?.unset === true && !standsBare(name, text)) return undefined;
    if (variable !== undefined) return variable.value ?? { unresolved: true };
    if (state.recordedBase && name !== "PATH") return undefined;
    const inBase = ownValue(state.base?.environment, name);
    if (inBase !== undefined) return inBase;
    if (name === "PATH" && (state.bareBase || (state.system === "none" && state.base === undefined)))
      return DEFAULT_PATH;
    return baseMaySet(name, state) ? { unresolved: true } : undefined;
  };
}

/** Whether a base may set a variable whose value is not known. */
function baseMaySet(name: string, { base, baseNames, unknownBase }: Setting): boolean {
  if (base === undefined) return unknownBase !== undefined;
  return baseNames === undefined || baseNames.has(name);
}

/** Whether a text wants the value of a variable, and not only asks for one: `$X`, not `${X:-web}`. */
function standsBare(name: string, text: string): boolean {
  return (
    text === "" ||
    new RegExp(`\\$(${literally(name)}(?![\\p{L}\\p{Nd}_])|\\{${literally(name)}\\})`, "u").test(text)
  );
}

// What Docker or the shell itself sets, though no line of the Dockerfile does (bash(1), "Shell Variables").
const SET_BY_SHELL =
  /^(HOME|PWD|OLDPWD|HOSTNAME|TERM|USER|LOGNAME|E?UID|GROUPS|PPID|RANDOM|SECONDS|LINENO|SHLVL|IFS|REPLY|OPTARG|OPTIND|PS[1-4]|(HOST|MACH|OS)TYPE|BASH\w*|FUNCNAME|DIRSTACK|PIPESTATUS|_)$/;

/** A variable's value for a shell text: "" is unset, `undefined` cannot be told. */
export function shellLookup(setting: Setting): (name: string, raw?: string) => string | undefined {
  return (name, raw) => {
    if (SET_BY_SHELL.test(name) && !setting.variables.has(name)) return undefined;
    const value = stageLookup(setting, raw)(name);
    if (value === undefined) return "";
    return typeof value === "string" ? value : undefined;
  };
}

/** The value of a word of an instruction. */
export function resolveWord(state: Setting, word: Word): Fact<string> {
  const at = wordPlace(state, word);
  const result = expandWord(word.raw, stageLookup(state, word.raw), state.escape);
  if ("value" in result) return known(result.value, at);
  if (result.malformed !== undefined)
    return unknown(
      { key: `malformed ${word.raw}`, why: `"${word.raw}" cannot be read: ${result.malformed}` },
      at,
    );
  const { unresolved } = result;
  const key = `variable ${unresolved}`;
  if (state.variables.get(unresolved) === undefined) {
    // No ARG of this file could get a default: it is the base's ENV, or nobody's.
    return unknown(
      { key, why: `nothing in this file sets ${unresolved}` },
      at,
      state.unknownBase?.settle ?? `set ${unresolved} with ENV in this file`,
    );
  }
  return unknown(
    { key, why: `${unresolved} gets its value from outside this file` },
    at,
    `give ${unresolved} a default, or set it under builds: args: in the policy`,
  );
}

/** The words that a word of EXPOSE comes to; `undefined` where they cannot be told. */
export function exposedWords(state: State, { raw }: Word): readonly string[] | undefined {
  const result = expandWords(raw, stageLookup(state, raw), state.escape);
  return "words" in result ? result.words : undefined;
}

/** What an ARG gets its value from. */
export interface ArgInput {
  readonly globals: GlobalArgs;
  readonly args: BuildArgs;
  readonly builder: Builder;
}

/**
 * Applies ARG: a build's argument, else the default, else the global ARG of the same name. Its value counts from here
 * on, also behind an ENV of that name (BuildKit since 0.15).
 */
export function applyArg(state: State, instruction: Instruction, { globals, args, builder }: ArgInput): void {
  const { variables } = state;
  for (const { name, value, span } of instruction.pairs ?? []) {
    const given = ownValue(args, name.raw);
    const byDefault =
      value === undefined
        ? globals.get(name.raw)
        : expanded(value.raw, stageLookup(state, value.raw), state.escape);
    const result = given !== undefined ? given : byDefault;
    // What the builder sets by itself is never unset.
    const open = PLATFORM_ARGS.test(name.raw) || PREDEFINED_ARGS.test(name.raw);
    // Without a value of its own an ARG leaves the one that is there (BuildKit's dispatchArg).
    if (result === undefined && variables.has(name.raw) && !PLATFORM_ARGS.test(name.raw)) continue;
    const at = placeOf(state, span);
    // To buildah an ENV counts whatever an ARG below it says.
    if (builder === "buildah" && variables.get(name.raw)?.kind === "env") continue;
    const kept = keptVariable(variables.get(name.raw));
    const hidden = kept === undefined ? {} : { hidden: kept };
    if (result !== undefined) variables.set(name.raw, { value: result, kind: "arg", at, ...hidden });
    else variables.set(name.raw, { value: null, kind: "arg", at, ...(open ? hidden : { unset: true }) });
  }
}

/** Applies ENV: every pair sees the variables as they were before the instruction. */
export function applyEnv(state: State, instruction: Instruction): void {
  const set = (instruction.pairs ?? []).flatMap(({ name, value, span }): [string, Variable][] => {
    const result =
      value === undefined ? "" : expanded(value.raw, stageLookup(state, value.raw), state.escape);
    const key = expanded(name.raw, stageLookup(state, name.raw), state.escape);
    // A name that cannot be told is no variable of its spelling.
    return key === null ? [] : [[key, { value: result, kind: "env", at: placeOf(state, span) }]];
  });
  for (const [name, variable] of set) state.variables.set(name, variable);
}

function expanded(raw: string, lookup: VariableLookup, escapeChar: "\\" | "`"): string | null {
  const result = expandWord(raw, lookup, escapeChar);
  return "value" in result ? result.value : null;
}

/** Variables as the container starts with them: `undefined` cannot be told, ARGs are gone. */
export function startEnvironment(state: Setting): (name: string) => string | undefined {
  const lookup = stageLookup(state);
  return (name) => {
    const set = state.variables.get(name);
    const value =
      set?.kind === "arg" ? (set.hidden?.value ?? ownValue(state.base?.environment, name)) : lookup(name);
    // A default of the image may be overridden when the container starts, but it is what the image says.
    return typeof value === "string" ? value : undefined;
  };
}

/** The same for a word of a script: what nothing sets is empty where the word has a default for that. */
export function startValues(
  state: Setting,
  isUnset: (name: string) => boolean,
): (name: string, raw?: string) => string | undefined {
  const environment = startEnvironment(state);
  return (name, raw = "") => {
    const value = environment(name);
    const hasDefault = new RegExp(`\\{${literally(name)}:?[-+=?]`).test(raw) && !standsBare(name, raw);
    return value === undefined && hasDefault && isUnset(name) ? "" : value;
  };
}
