/** Ports that the outside asks a container for: HEALTHCHECK and the `ports:` of compose. */
import { parseShell, type ShellCommand } from "../../parsers/shell/parse.ts";
import type { Place } from "../../source.ts";
import type { ComposeRun } from "../builds/types.ts";
import { baseName } from "../container-path.ts";
import type { Listener } from "../servers/types.ts";
import type { Image, Step } from "../stages/image.ts";
import { shellLookup } from "../stages/variables.ts";
import { isLoopback } from "./listening.ts";

/** A port that something asks for. */
export interface AskedPort {
  readonly first: number;
  readonly last: number;
  readonly at: Place;
  /** Of the container itself; else from outside, where a listener on 127.0.0.1 is out of reach. */
  readonly from: "inside" | "outside";
}

/** Whether a listener answers. */
export function answers({ first, last, from }: AskedPort, listener: Listener): boolean {
  if (listener.port < first || listener.port > last) return false;
  return from === "inside" || !isLoopback(listener);
}

/** TCP ports of the container that a service publishes; none on the host's network, where nothing is published. */
export function publishedPorts({ service }: ComposeRun): readonly AskedPort[] {
  if (service.networkMode !== undefined && service.networkMode.value !== "bridge") return [];
  return service.ports
    .filter(({ protocol }) => protocol === "tcp")
    .map(({ container: { first, last }, at }) => ({ first, last, at, from: "outside" }));
}

/** Ports of the container itself that the health check of a service asks for. */
export function serviceHealthPorts({ service: { healthcheck } }: ComposeRun): readonly AskedPort[] {
  const test = healthcheck?.test;
  if (healthcheck === undefined || healthcheck.disabled || test === undefined) return [];
  if (test.kind === "text") return askedByText(test.text);
  const [kind, ...words] = test.words;
  if (kind?.value === "CMD-SHELL") return words[0] === undefined ? [] : askedByText(words[0]);
  const [program, ...args] = words;
  return kind?.value === "CMD" && program?.value ? asked(program.value, args) : [];
}

function askedByText({ value, at }: AskingWord): readonly AskedPort[] {
  const read = (command: ShellCommand): readonly AskedPort[] => {
    const [program, ...args] = command.words.map((word) => ({ value: word.expand(() => undefined), at }));
    const inner = command.substitutions.flatMap(read);
    return program?.value ? [...asked(program.value, args), ...inner] : inner;
  };
  return parseShell(value ?? "", "start").commands.flatMap(read);
}

/** Ports of the container itself that the HEALTHCHECK in force asks for. */
export function healthPorts(image: Image): readonly AskedPort[] {
  const step = image.final.steps.findLast(({ instruction }) => instruction.keyword === "HEALTHCHECK");
  if (step === undefined) return [];
  return "shell" in step.instruction ? inShell(step) : inWords(step);
}

function inWords({ instruction, before }: Step): readonly AskedPort[] {
  const json = instruction.json ?? [];
  const words = json.map(({ raw, span }) => ({ value: raw, at: { file: before.file, span } }));
  const [program, ...args] = words;
  return program === undefined ? [] : asked(program.value, args);
}

function inShell(step: Step): readonly AskedPort[] {
  const { shell } = step.instruction;
  if (shell === undefined) return [];
  const script = parseShell(shell.text, "start");
  const fromStage = shellLookup(step.before);
  // What the text itself sets cannot be told here.
  const own = new Set(script.commands.flatMap(({ assignments }) => assignments.map(({ name }) => name)));
  const lookup = (name: string, raw: string) => (own.has(name) ? undefined : fromStage(name, raw));
  const read = (command: ShellCommand): readonly AskedPort[] => {
    const [program, ...args] = command.words.map((word) => ({
      value: word.expand((name) => lookup(name, word.raw)),
      at: { file: step.before.file, span: shell.mapSpan(word.span) },
    }));
    const inner = command.substitutions.flatMap(read);
    return program?.value ? [...asked(program.value, args), ...inner] : inner;
  };
  return script.commands.flatMap(read);
}

interface AskingWord {
  readonly value: string | null;
  readonly at: Place;
}

const LOCAL = String.raw`(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)`;
const URL_OF_LOCAL = new RegExp(
  String.raw`^(?:(https?)://)?(?:[^/@]*@)?${LOCAL}(?::(\d+))?(?:[/?#].*)?$`,
  "i",
);
// With these the address is not the one that is asked.
const DETOURS =
  /^(--(unix-socket|abstract-unix-socket|proxy|socks.*|resolve|connect-to|preproxy)(=.*)?|-x.*)$/;

function asked(program: string, args: readonly AskingWord[]): readonly AskedPort[] {
  const name = baseName(program);
  if (args.some(({ value }) => value === null || DETOURS.test(value))) return [];
  if (/^(curl|wget|http|https|httpie)$/.test(name)) {
    return args.flatMap(({ value, at }): readonly AskedPort[] => {
      const match = URL_OF_LOCAL.exec(value ?? "");
      if (match === null) return [];
      const secure = match[1]?.toLowerCase() === "https" || name === "https";
      const port = Number(match[2] ?? (secure ? 443 : 80));
      return [{ first: port, last: port, at, from: "inside" }];
    });
  }
  if (!/^(nc|ncat|netcat)$/.test(name) || args.some(({ value }) => /^-[a-z]*[ulU]/.test(value ?? "")))
    return [];
  const index = args.findIndex(({ value }) => new RegExp(`^${LOCAL}$`, "i").test(value ?? ""));
  const port = args[index + 1];
  if (index < 0 || port === undefined || !/^\d+$/.test(port.value ?? "")) return [];
  return [{ first: Number(port.value), last: Number(port.value), at: port.at, from: "inside" }];
}
