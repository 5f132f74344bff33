/** Ports that the outside asks a container for: HEALTHCHECK and the `ports:` of compose. */
import { parseShell, type ShellCommand } from "../../parsers/shell/parse.ts";
import type { Place } from "../../source.ts";
import type { ComposeRun } from "../builds/types.ts";
import { baseName } from "../container-path.ts";
import type { Fleet } from "../fleet/types.ts";
import type { Run } from "../runs/types.ts";
import type { Listener } from "../servers/types.ts";
import { type ChainStep, chainSteps, shellLookup } from "../stages/chain.ts";
import type { Image } from "../stages/image.ts";
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

/** The compose service that a run stands for, as its file says it. */
export function serviceOf(fleet: Fleet, run: Run): ComposeRun | undefined {
  if (run.service === undefined) return undefined;
  const { dockerfile, target } = run.image.build;
  const candidates = fleet.composeServices.filter(
    (one) =>
      !one.development &&
      one.service.name === run.service &&
      one.dockerfile === dockerfile &&
      one.target === target,
  );
  // Two files may have a service of one name: their runs stand in the same order.
  const alike = fleet.runs.filter(({ image, service }) => image === run.image && service === run.service);
  return alike.length === candidates.length ? candidates[alike.indexOf(run)] : undefined;
}

/** TCP ports of the container that a service publishes; none where `extends` brings what is not read. */
export function publishedPorts({ compose, service }: ComposeRun): readonly AskedPort[] {
  if (service.extends !== undefined) return [];
  return service.ports
    .filter(({ protocol }) => protocol === "tcp")
    .map(({ container: { first, last }, span }) => ({
      first,
      last,
      at: { file: compose.file, span },
      from: "outside",
    }));
}

/** Ports of the container itself that the HEALTHCHECK in force asks for. */
export function healthPorts(image: Image): readonly AskedPort[] {
  const step = chainSteps(image).findLast(({ instruction }) => instruction.keyword === "HEALTHCHECK");
  if (step === undefined) return [];
  return "shell" in step.instruction ? inShell(step) : inWords(step);
}

function inWords({ instruction, image }: ChainStep): readonly AskedPort[] {
  const json = instruction.json ?? [];
  const words = json.map(({ raw, span }) => ({ value: raw, at: { file: image.file, span } }));
  const [program, ...args] = words;
  return program === undefined ? [] : asked(program.value, args);
}

function inShell(step: ChainStep): readonly AskedPort[] {
  const { shell } = step.instruction;
  if (shell === undefined) return [];
  const script = parseShell(shell.text, "start");
  const fromStage = shellLookup(step);
  // What the text itself sets cannot be told here.
  const own = new Set(script.commands.flatMap(({ assignments }) => assignments.map(({ name }) => name)));
  const lookup = (name: string) => (own.has(name) ? undefined : fromStage(name));
  const read = (command: ShellCommand): readonly AskedPort[] => {
    const [program, ...args] = command.words.map((word) => ({
      value: word.expand(lookup),
      at: { file: step.image.file, span: shell.mapSpan(word.span) },
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
