import { describe, expect, test } from "vitest";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { amount } from "../amount.ts";
import { FOUND } from "./found.ts";
import { checkLaw, parserLaw } from "./laws.ts";
import { material } from "./material.ts";
import { PARSERS } from "./parsers.ts";
import { parserRound, targets } from "./rounds.ts";

const given = material();

describe("an input by chance breaks no law", () => {
  test.each(targets(given))("of $name", async ({ play, inputs }) => {
    const some = Math.ceil(inputs / amount({ ordinary: 10, long: 1 }));
    expect(await play({ seed: 20261130, inputs: some })).toEqual([]);
  });
});

describe("what broke one once does not do so again", () => {
  test.each(FOUND)("$name", (text) => {
    for (const parser of PARSERS) parserLaw(parser, text);
  });
});

describe("what breaks a law is found", () => {
  const round = { seed: 1, inputs: 2_000 };

  test("a reader that throws", () => {
    const parser = {
      name: "brittle",
      takes: () => true,
      parse: ({ text }: { readonly text: string }) => {
        if (text.includes("${")) throw new Error("it fell over");
      },
    };
    const [one] = parserRound(parser, given, { ...round, inputs: 40_000 });
    expect(one?.law).toBe("brittle: it fell over");
    expect(one?.input).toContain("${");
  });

  test("a span outside of its text", () => {
    const parser = { name: "wild", takes: () => true, parse: () => ({ deep: [{ start: 0, end: 10 ** 9 }] }) };
    expect(parserRound(parser, given, round)).toMatchObject([
      { law: "wild: a span lies outside of the text" },
    ]);
  });

  test("a check that gives up", () => {
    const files = { "deployment/images/a/Dockerfile": `FROM debian:12\nRUN ${"true && ".repeat(500)}true\n` };
    const tree = { of: "none", workspace: memoryWorkspace(files) };
    expect(() => checkLaw(tree)).not.toThrow();
    expect(() => checkLaw(tree, { stepsFor: () => 100 })).toThrow("over its budget");
  });
});
