/** Dockerfiles that are composed of lines whose reading surprises. */
import { randomFrom } from "../../variants/random.ts";
import { trickyLines } from "./lines.ts";
import type { NamedText } from "./oracle.ts";

const HEADS = [
  "FROM debian\n",
  'ARG G=debian\nFROM debian AS one\nENV U=web P=8080\nFROM debian AS self\nENV U=web P=8080 TWO="8080 8081" M=0755\n',
  "ARG G=debian\nFROM debian AS one\nRUN ls\nFROM one\nENV U=web TWO='1 2'\n",
  "# escape=`\nFROM debian AS one\nENV U=web\n",
  "#syntax=docker/dockerfile:1\nARG G\nFROM debian AS One\nUSER first\nFROM scratch\n",
  "FROM debian AS base\nONBUILD USER late\nONBUILD ENV U=on\nFROM base\n",
  "\ufeffFROM debian\r\nENV U=web\r\n",
];

/** `count` files: first each line by itself, then several in one file; the same for the same seed. */
export function trickyFiles(count: number, seed: string): readonly NamedText[] {
  return Array.from({ length: count }, (_, index) => {
    const random = randomFrom(`${seed}tricky ${index}`);
    const single = trickyLines[index];
    const lines =
      single === undefined
        ? Array.from({ length: random.between(2, 4) }, () => random.pick(trickyLines))
        : [single];
    const head = single === undefined ? random.pick(HEADS) : (HEADS[1] ?? "");
    const text = `${head}${lines.join("\n")}\n`;
    return { name: `${index} ${JSON.stringify(lines.join("\n")).slice(0, 90)}`, text };
  });
}
