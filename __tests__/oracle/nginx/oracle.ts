/** Compares what Keelcheck says of configurations of nginx with what `nginx -t` says. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { Oracle } from "../oracle.ts";
import { accusations, Judge } from "./judge.ts";
import { mutantsOf, seeded } from "./mutants.ts";
import { prepared } from "./prepare.ts";
import { compiledNginx, installedNginx, type Program } from "./program.ts";
import { sample } from "./sample.ts";
import { writeTables } from "./write-table.ts";

const USAGE =
  "npm run oracle -- nginx [--files FOLDER] [--mutants N] [--seed N] [--source FOLDER] [--verbose] | --derive CLONE";

export const nginxOracle: Oracle = {
  name: "nginx",
  summary:
    "what nginx -t refuses: the project's own texts, or those of --files FOLDER, and --mutants N of them",
  run(options) {
    const asked = optionsOf(options);
    if (asked === undefined) {
      console.error(USAGE);
      return 2;
    }
    if (asked.derive !== undefined) {
      writeTables(asked.derive);
      return 0;
    }
    const compiled = compiledNginx(asked.source);
    if (compiled === undefined) return 2;
    const installed = installedNginx();
    const folder = mkdtempSync(join(tmpdir(), "keelcheck-nginx-"));
    try {
      const judge = new Judge(folder);
      const texts = asked.files === undefined ? sample : textsIn(asked.files);
      const programs = [compiled, ...(installed === undefined ? [] : [installed])];
      return Math.max(...programs.map((program) => compare(texts, { judge, program, ...asked })));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Asked {
  readonly files?: string;
  readonly source?: string;
  readonly derive?: string;
  readonly mutants: number;
  readonly seed: number;
  readonly verbose: boolean;
}

function optionsOf(options: readonly string[]): Asked | undefined {
  const named = new Map<string, string>();
  let verbose = false;
  for (let at = 0; at < options.length; at++) {
    const option = options[at] ?? "";
    const value = options[at + 1];
    if (option === "--verbose") verbose = true;
    else if (/^--(files|mutants|seed|source|derive)$/.test(option) && value !== undefined) {
      named.set(option.slice(2), value);
      at++;
    } else return undefined;
  }
  const text = (name: string) => (named.has(name) ? { [name]: named.get(name) ?? "" } : {});
  return {
    ...text("files"),
    ...text("source"),
    ...text("derive"),
    mutants: Number(named.get("mutants") ?? 300),
    seed: Number(named.get("seed") ?? 1),
    verbose,
  };
}

/** A configuration to try. */
export type Text = readonly [name: string, text: string];

function textsIn(folder: string): readonly Text[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
    .sort()
    .map((path) => [relative(folder, path), readFileSync(path, "utf8")]);
}

interface Comparing extends Asked {
  readonly judge: Judge;
  readonly program: Program;
}

// Of what nginx refuses, at most so much may pass in silence.
const MOST_SILENT = 0.03;

function compare(texts: readonly Text[], { judge, program, mutants, seed, verbose }: Comparing): number {
  const random = seeded(seed);
  const bases = texts.flatMap(([name, text]) => {
    const made = prepared(text, { judge, program });
    if ("text" in made) return [{ name, text: made.text }];
    if (verbose) console.log(`left out: ${name}: ${made.kind === "taken" ? "" : made.message}`);
    return [];
  });
  const each = bases.length === 0 ? 0 : Math.ceil(mutants / bases.length);
  const tried = bases.flatMap(({ name, text }) => [
    { name, text, how: "as it is" },
    ...mutantsOf(text, each, random).map((mutant) => ({ name, ...mutant })),
  ]);
  const counted = { taken: 0, accused: 0, refused: 0, silent: 0, open: 0 };
  const say = (what: string, { name, how, text }: (typeof tried)[number], words: string) => {
    console.log(`${what}: ${name}, ${how}: ${words}`);
    if (verbose) console.log(`${difference(bases.find((base) => base.name === name)?.text ?? "", text)}\n`);
  };
  for (const one of tried) {
    const verdict = judge.nginx(program, one.text);
    if (verdict.kind === "elsewhere") continue;
    const nginx = judge.keelcheck(program, one.text);
    const accused = accusations(nginx);
    if (verdict.kind === "taken") {
      counted.taken++;
      if (accused.length === 0) continue;
      counted.accused++;
      say("accused, though nginx takes it", one, accused.join("; "));
      continue;
    }
    counted.refused++;
    if (accused.length > 0) continue;
    if (!nginx.starts.known) counted.open++;
    else counted.silent++;
    say(nginx.starts.known ? "silent" : "cannot tell", one, verdict.message);
  }
  const { taken, accused, refused, silent, open } = counted;
  console.log(
    `${program.title}: ${texts.length} texts, ${bases.length} of them taken; with mutants ${taken} taken, ${accused} of these accused; ${refused} refused, ${silent} of these in silence, ${open} "cannot tell"`,
  );
  return accused > 0 || silent > refused * MOST_SILENT ? 1 : 0;
}

/** The lines of the changed part, before and after. */
function difference(before: string, after: string): string {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const from = old.findIndex((line, index) => line !== now[index]);
  const back = [...old].reverse().findIndex((line, index) => line !== now[now.length - 1 - index]);
  const at = Math.max(0, from);
  return [
    ...old
      .slice(at, Math.max(at + 1, old.length - back))
      .slice(0, 5)
      .map((line) => `  - ${line}`),
    ...now
      .slice(at, Math.max(at + 1, now.length - back))
      .slice(0, 5)
      .map((line) => `  + ${line}`),
  ].join("\n");
}
