/** The functions of Go's text/template, and of the programs that render with it, as far as they are pure. */
import { baseName, parentOf } from "../container-path.ts";
import { environmentValue, isOpenValue, isTrue, type RenderEnvironment, type Value } from "./values.ts";

/** A function; `undefined` for arguments that it does not take. */
export type TemplateFunction = (args: readonly Value[]) => Value | undefined;

type Functions = ReadonlyMap<string, TemplateFunction>;

const text = (value: Value | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

/** A function of texts alone. */
function ofTexts(count: number, work: (...args: readonly string[]) => Value): TemplateFunction {
  return (args) => {
    const texts = args.map(text);
    return texts.length === count && texts.every((one) => one !== undefined)
      ? work(...(texts as string[]))
      : undefined;
  };
}

function ofNumbers(work: (one: number, other: number) => number): TemplateFunction {
  return ([one, other]) =>
    typeof one === "number" && typeof other === "number" ? work(one, other) : undefined;
}

function compared(work: (one: string | number, other: string | number) => boolean): TemplateFunction {
  return ([one, other]) =>
    (typeof one === "string" && typeof other === "string") ||
    (typeof one === "number" && typeof other === "number")
      ? work(one, other)
      : undefined;
}

/** The built-in functions (text/template, "Functions"); `and` and `or` give one of their arguments. */
const BUILT_IN: Functions = new Map<string, TemplateFunction>([
  ["and", (args) => args.find((one) => !isTrue(one)) ?? args.at(-1)],
  ["or", (args) => args.find(isTrue) ?? args.at(-1)],
  ["not", ([one = null]) => !isTrue(one)],
  ["eq", ([one, ...others]) => (others.length === 0 ? undefined : others.some((other) => other === one))],
  ["ne", ([one, other]) => (other === undefined ? undefined : one !== other)],
  ["lt", compared((one, other) => one < other)],
  ["le", compared((one, other) => one <= other)],
  ["gt", compared((one, other) => one > other)],
  ["ge", compared((one, other) => one >= other)],
  ["len", ([one]) => (typeof one === "string" ? Buffer.byteLength(one) : listOf(one)?.length)],
  ["index", ([list, index]) => (typeof index === "number" ? listOf(list)?.[index] : undefined)],
  ["printf", printed],
]);

function listOf(value: Value | undefined): readonly Value[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** `%s`, `%d` and `%v` without flags. */
function printed([format, ...args]: readonly Value[]): Value | undefined {
  if (typeof format !== "string" || /%[^sdv%]/.test(format)) return undefined;
  let next = 0;
  const value = format.replace(/%([sdv%])/g, (_, kind: string) =>
    kind === "%" ? "%" : String(args[next++]),
  );
  return next === args.length && args.every((one) => typeof one === "string" || typeof one === "number")
    ? value
    : undefined;
}

/** Those that most programs have, with the texts in the order of Go's own functions. */
const COMMON: Functions = new Map<string, TemplateFunction>([
  ["base", ofTexts(1, (path) => baseName(path))],
  ["dir", ofTexts(1, (path) => parentOf(path))],
  ["split", ofTexts(2, (whole, by) => whole.split(by))],
  ["join", ([list, by]) => joined(list, by)],
  ["toUpper", ofTexts(1, (one) => one.toUpperCase())],
  ["toLower", ofTexts(1, (one) => one.toLowerCase())],
  ["upper", ofTexts(1, (one) => one.toUpperCase())],
  ["lower", ofTexts(1, (one) => one.toLowerCase())],
  ["contains", ofTexts(2, (one, part) => one.includes(part))],
  ["trimSuffix", ofTexts(2, (one, end) => (one.endsWith(end) ? one.slice(0, one.length - end.length) : one))],
  ["atoi", ofTexts(1, (one) => (/^[-+]?\d{1,15}$/.test(one) ? Number(one) : { open: "atoi" }))],
  ["add", ofNumbers((one, other) => one + other)],
  ["sub", ofNumbers((one, other) => one - other)],
  ["mul", ofNumbers((one, other) => one * other)],
]);

function joined(list: Value | undefined, by: Value | undefined): Value | undefined {
  const all = listOf(list);
  return typeof by === "string" && all?.every((one) => typeof one === "string") ? all.join(by) : undefined;
}

const TRUE_WORDS = /^(true|1|yes|on|t)$/;

/** What a program adds to them, with `""` and nothing for a variable that is not set as it has it. */
export function functionsFor(program: string, environment: RenderEnvironment): Functions {
  const own = OF_PROGRAM.get(program)?.(environment) ?? [];
  return new Map([...COMMON, ...BUILT_IN, ...own]);
}

type Own = (environment: RenderEnvironment) => readonly (readonly [string, TemplateFunction])[];

/** `getenv NAME [DEFAULT]`: the default where it is empty. */
function getenv(environment: RenderEnvironment): TemplateFunction {
  return ([name, other]) => {
    if (typeof name !== "string") return undefined;
    const value = environmentValue(environment, name, "");
    return value === "" && other !== undefined ? other : value;
  };
}

/** Sprig's and gomplate's `default DEFAULT VALUE`. */
const defaultFirst: TemplateFunction = ([other, value]) =>
  value === undefined ? undefined : isTrue(value) ? value : other;

const OF_PROGRAM: ReadonlyMap<string, Own> = new Map<string, Own>([
  // github.com/kelseyhightower/confd, docs/templates.md; `getv` asks the store, which is the environment's with that backend.
  ["confd", (environment) => [["getenv", getenv(environment)]]],
  [
    "confd env",
    (environment) => [
      ["getenv", getenv(environment)],
      [
        "getv",
        ([key, other]) => {
          if (typeof key !== "string") return undefined;
          const name = key.replace(/^\//, "").replaceAll("/", "_").toUpperCase();
          return environmentValue(environment, name, other ?? { open: name });
        },
      ],
    ],
  ],
  // github.com/jwilder/dockerize, "Using Templates".
  [
    "dockerize",
    () => [
      ["default", ([value, other]) => (value === null ? other : value)],
      ["isTrue", ofTexts(1, (one) => TRUE_WORDS.test(one.toLowerCase()))],
    ],
  ],
  // docs.gomplate.ca/functions.
  [
    "gomplate",
    (environment) => [
      ["getenv", getenv(environment)],
      ["env.Getenv", getenv(environment)],
      ["default", defaultFirst],
      ["conv.Default", defaultFirst],
      ["strings.ToLower", ofTexts(1, (one) => one.toLowerCase())],
      ["strings.ToUpper", ofTexts(1, (one) => one.toUpperCase())],
      ["toLower", ofTexts(1, (one) => one.toLowerCase())],
      ["toUpper", ofTexts(1, (one) => one.toUpperCase())],
    ],
  ],
  // github.com/hashicorp/consul-template, docs/templating-language.md.
  [
    "consul-template",
    (environment) => [
      ["env", ([name]) => (typeof name === "string" ? environmentValue(environment, name, "") : undefined)],
      [
        "envOrDefault",
        ([name, other]) =>
          typeof name === "string" ? environmentValue(environment, name, other ?? "") : undefined,
      ],
    ],
  ],
  // github.com/subfuzion/envtpl, with sprig's functions.
  ["envtpl", () => [["default", defaultFirst]]],
]);

/** What a function gives for arguments of which one cannot be told. */
export function openArgument(args: readonly Value[]): Value | undefined {
  return args.find(isOpenValue);
}
