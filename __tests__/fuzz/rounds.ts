import fc from "fast-check";
import { errorText } from "../../src/work.ts";
import { checkLaw, fixLaw, parserLaw } from "./laws.ts";
import type { Material, NamedText } from "./material.ts";
import { type MutatedTree, mutatedTexts, mutatedTrees } from "./mutations.ts";
import { PARSERS, type Parser } from "./parsers.ts";

/** Some inputs, made from a seed and tried. */
export interface Round {
  readonly seed: number;
  readonly inputs: number;
}

/** An input that breaks a law, as small as it could be made. */
export interface Broke {
  readonly law: string;
  readonly input: string;
}

/** What is tried, and how many inputs at a time: behind each round the clock is asked. */
export interface Target {
  readonly name: string;
  readonly inputs: number;
  readonly play: (round: Round) => Promise<readonly Broke[]>;
}

/** Every target over this material. */
export function targets(given: Material): readonly Target[] {
  const trees = mutatedTrees(given);
  return [
    {
      name: "parsers",
      inputs: 400 * PARSERS.length,
      play: async (round) => PARSERS.flatMap((parser) => parserRound(parser, given, round)),
    },
    {
      name: "checks",
      inputs: 100,
      play: async (round) =>
        broke(
          fc.check(
            fc.property(trees, (tree) => checkLaw(tree)),
            options(round),
          ),
          treeText(given),
        ),
    },
    {
      name: "fixes",
      inputs: 20,
      play: async (round) =>
        broke(await fc.check(fc.asyncProperty(trees, fixLaw), options(round)), treeText(given)),
    },
  ];
}

/** Inputs for one parser: its share of the round. */
export function parserRound(parser: Parser, given: Material, { seed, inputs }: Round): readonly Broke[] {
  // Now and then a text that is not its own.
  const texts = mutatedTexts(given, (path) => seed % 7 === 0 || parser.takes(path));
  const tried = fc.check(
    fc.property(texts, (text) => parserLaw(parser, text)),
    options({ seed, inputs: Math.ceil(inputs / PARSERS.length) }),
  );
  return broke(tried, ({ path, text }: NamedText) => `${path}\n${JSON.stringify(text)}`).map((one) => ({
    ...one,
    law: `${parser.name}: ${one.law}`,
  }));
}

function options({ seed, inputs }: Round): { readonly seed: number; readonly numRuns: number } {
  return { seed, numRuns: inputs };
}

function broke<T>(tried: fc.RunDetails<[T]>, show: (input: T) => string): readonly Broke[] {
  if (!tried.failed) return [];
  const error = tried.errorInstance;
  const law = errorText(error);
  return [{ law, input: tried.counterexample === null ? "" : show(tried.counterexample[0]) }];
}

/** The files of a tree that are not as they were. */
function treeText({ trees }: Material): (tree: MutatedTree) => string {
  return ({ of, workspace }) => {
    const before = trees.find(({ name }) => name === of)?.workspace;
    const entries = new Map(before?.list().map((entry) => [entry.path, entry]));
    const now = workspace.list();
    const gone = [...entries.keys()].filter((path) => !now.some((entry) => entry.path === path));
    const changed = now.flatMap(({ path, kind }) => {
      const text = textAt(workspace, path);
      const isSame =
        entries.get(path)?.kind === kind && before !== undefined && textAt(before, path) === text;
      return isSame ? [] : [`--- ${path} (${kind})\n${text}`];
    });
    return [`of ${of}`, ...gone.map((path) => `--- ${path} is gone`), ...changed].join("\n");
  };
}

function textAt(workspace: MutatedTree["workspace"], path: string): string | undefined {
  const content = workspace.read(path);
  return content !== undefined && "text" in content ? content.text : undefined;
}
