/** `npm run oracle -- dockerfile [--files FOLDER] [--mutants N] [--tricky N] [--seed TEXT] [--verbose]`: Keelcheck against BuildKit's frontend. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT } from "../../../.github/scripts/repo.ts";
import { buildGo } from "../go.ts";
import type { Oracle } from "../oracle.ts";
import { ask } from "./asked.ts";
import { dockerfileCases } from "./cases.ts";
import { compareFile, newTally } from "./compare.ts";
import { mutants } from "./mutants.ts";
import { saysOf } from "./says.ts";
import { trickyFiles } from "./tricky.ts";

/** A Dockerfile to compare. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

export const dockerfileOracle: Oracle = {
  name: "dockerfile",
  summary:
    "Dockerfiles, against BuildKit's frontend; --files FOLDER reads those of a folder, --mutants N changes them by chance, --tricky N composes some",
  run(options) {
    const program = buildGo(import.meta.dirname, "dockerfile");
    if (program === undefined) return 2;
    const after = (name: string) => (options.includes(name) ? options[options.indexOf(name) + 1] : undefined);
    const folder = after("--files");
    const seed = after("--seed") ?? "";
    const files = folder === undefined ? dockerfilesIn(join(ROOT, "__tests__")) : dockerfilesIn(folder);
    const sets: readonly (readonly [string, readonly NamedText[]])[] = [
      ["cases", dockerfileCases],
      ["files", files],
      ["mutants", mutants(files, { count: Number(after("--mutants") ?? 300), seed })],
      ["tricky", trickyFiles(Number(after("--tricky") ?? 300), seed)],
    ];
    let differ = 0;
    for (const [what, texts] of sets)
      differ += compareAll(what, texts, { program, verbose: options.includes("--verbose") });
    return differ === 0 ? 0 : 1;
  },
};

function compareAll(
  what: string,
  texts: readonly NamedText[],
  { program, verbose }: { readonly program: string; readonly verbose: boolean },
): number {
  const answers = ask(
    program,
    texts.map(({ name, text }) => ({ name, dockerfile: text })),
  );
  const tally = newTally();
  for (const [index, { text }] of texts.entries()) {
    const answer = answers[index];
    if (answer !== undefined) compareFile(answer, saysOf(text, answer.bases ?? []), tally);
  }
  for (const line of tally.different) console.log(`different  ${what} ${line}`);
  if (verbose) for (const line of tally.elsewhere) console.log(`elsewhere  ${what} ${line}`);
  console.log(
    `${what}: ${tally.files} files, ${tally.refused} refused by both (${tally.elsewhere.length} on another line), ` +
      `${tally.foreign} of which nothing is claimed: ${tally.agree} facts agree, ${tally.untold} cannot be told, ` +
      `${tally.different.length} differ`,
  );
  return tally.different.length;
}

const isDockerfile = /^(?:Dockerfile|Containerfile)(?:[._-].*)?$|[.]dockerfile$/i;
const isOther = /[.](?:dockerignore|j2|jinja2?|tmpl|template|erb|tpl|in|md|go|py|[jt]s|rb|ps1|ya?ml|list)$/i;

/** The Dockerfiles below a folder, each text once. */
function dockerfilesIn(folder: string): readonly NamedText[] {
  const texts = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !isDockerfile.test(entry.name) || isOther.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    if (path.includes("/node_modules/")) continue;
    const text = readFileSync(path, "utf8");
    if (!texts.has(text)) texts.set(text, relative(folder, path));
  }
  return Array.from(texts, ([text, name]) => ({ name, text })).sort((a, b) => (a.name < b.name ? -1 : 1));
}
