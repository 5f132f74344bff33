/** Holds what Keelcheck says of a Dockerfile against what BuildKit makes of it. */
import { resolvePath } from "../../../src/model/container-path.ts";
import { userSpec } from "../../../src/model/stages/setting.ts";
import type { Answer, JudgedImage } from "./asked.ts";
import type { Said, SaidFile, SaidImage } from "./says.ts";

export interface Tally {
  files: number;
  /** Files that both refuse. */
  refused: number;
  /** Refusals that are said on another line than the judge's. */
  elsewhere: string[];
  /** Facts that are the same. */
  agree: number;
  /** Facts that cannot be told. */
  untold: number;
  /** Files of which nothing is claimed: templates, and those of another frontend. */
  foreign: number;
  /** One line each. */
  different: string[];
}

export function newTally(): Tally {
  return { files: 0, refused: 0, elsewhere: [], agree: 0, untold: 0, foreign: 0, different: [] };
}

/** Adds a file to the tally. */
export function compareFile(answer: Answer, said: SaidFile, tally: Tally): void {
  tally.files++;
  const { name, refused } = answer;
  if (said.foreign && (refused !== null || said.refusals.length > 0)) {
    tally.foreign++;
    return;
  }
  const [first] = said.refusals;
  if (refused !== null) {
    if (first === undefined && said.open.includes(refused.line)) tally.untold++;
    else if (first === undefined)
      tally.different.push(`${name}: taken here; BuildKit, line ${refused.line}: ${refused.message}`);
    else {
      tally.refused++;
      if (refused.line > 0 && !said.refusals.some(({ line }) => isIn(line, answer, said)))
        tally.elsewhere.push(
          `${name}: line ${first.line}: ${first.message}; BuildKit, line ${refused.line}: ${refused.message}`,
        );
    }
    return;
  }
  if (first !== undefined) {
    tally.different.push(`${name}: refused here only, line ${first.line}: ${first.message}`);
    return;
  }
  compareLines(answer, said, tally);
  if (answer.image !== null && said.image !== undefined)
    compareImage(name, { judged: answer.image, said: said.image }, tally);
  else tally.different.push(`${name}: no image`);
}

/** Whether a line is in the instruction that the judge refuses, of which it names one line. */
function isIn(line: number, { refused }: Answer, { instructions }: SaidFile): boolean {
  const at = refused?.line ?? 0;
  const found = instructions.find(({ start, end }) => start <= at && at <= end);
  return found === undefined ? line === at : found.start <= line && line <= found.end;
}

function compareLines({ name, instructions }: Answer, said: SaidFile, tally: Tally): void {
  const text = (one: Lined | undefined) => one && `${one.start}-${one.end} ${one.keyword}`;
  const wanted = (instructions ?? []).map(text);
  // Lines that add nothing to an instruction may stand at its ends: an escape alone, comments and blank lines.
  const found = said.instructions.map((one, at) => {
    const same = instructions?.[at];
    return text(same && isAlike(one, same, said.fillers) ? same : one);
  });
  const index = wanted.findIndex((line, at) => line !== found[at]);
  if (index < 0 && wanted.length === found.length) tally.agree++;
  else {
    const at = index < 0 ? wanted.length : index;
    tally.different.push(`${name}: instruction ${found[at]}; BuildKit: ${wanted[at]}`);
  }
}

interface Lined {
  readonly keyword: string;
  readonly start: number;
  readonly end: number;
}

function isAlike(own: Lined, judged: Lined, fillers: ReadonlySet<number>): boolean {
  if (own.keyword !== judged.keyword || own.start < judged.start || own.end > judged.end) return false;
  for (let line = judged.start; line < own.start; line++) if (!fillers.has(line)) return false;
  for (let line = own.end + 1; line <= judged.end; line++) if (!fillers.has(line)) return false;
  return true;
}

function compareImage(
  name: string,
  { judged, said }: { readonly judged: JudgedImage; readonly said: SaidImage },
  tally: Tally,
): void {
  const hold = (fact: string, found: Said<string>, wanted: string) => {
    // What comes from a base that is not known is not told either.
    const untold = said.openBase && (found === null || /^(?:\[\]|not set)$/.test(found.value));
    if (found === null || (untold && found.value !== wanted)) tally.untold++;
    else if (found.value === wanted) tally.agree++;
    else tally.different.push(`${name}: ${fact} is ${found.value}; BuildKit: ${wanted}`);
  };
  const list = (words: readonly string[] | null) => JSON.stringify(words ?? []);
  hold("user", said.user, userSpec(judged.user === "root" ? "0" : judged.user));
  hold("workdir", said.workdir, resolvePath("/", judged.workdir));
  hold("exposes", { value: list(said.exposes) }, list([...(judged.exposes ?? [])].sort()));
  hold("entrypoint", { value: list(said.entrypoint) }, list(judged.entrypoint));
  hold("command", { value: list(said.command) }, list(judged.command));
  hold("volumes", { value: list(said.volumes) }, list([...(judged.volumes ?? [])].sort()));
  hold("healthcheck", { value: list(said.healthcheck ?? []) }, list(judged.healthcheck?.test ?? []));
  const wanted = new Map(
    judged.environment.map((pair): [string, string] => {
      const equals = pair.indexOf("=");
      return [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
  for (const each of new Set([...wanted.keys(), ...said.environment.keys()])) {
    const found = said.environment.get(each);
    hold(
      `variable ${each}`,
      found === undefined ? { value: "not set" } : found,
      wanted.get(each) ?? "not set",
    );
  }
}
