import { expect, test } from "vitest";
import { check } from "../../../src/engine/check.ts";
import { unknown as cannotTell } from "../../../src/model/fact.ts";
import type { UnknownFact } from "../../../src/model/stages/image.ts";
import { defaultPolicy } from "../../../src/policy/defaults.ts";
import { unknown } from "../../../src/rules/fact/unknown.ts";
import { sourceFile } from "../../../src/source.ts";
import { handmadeFleet, handmadeImage, handmadeRun, placeOf } from "../../engine/fleet.ts";

const shared = sourceFile("base/Dockerfile", "FROM corp/hardened\nRUN ./setup\n");
const because = (why: string, text: string, settle?: string) =>
  cannotTell({ key: why, why }, placeOf(shared, text), settle);
const base = because("the base image corp/hardened is not known", "corp/hardened", "keelcheck bases");
const script = because("a script that is not in the repo is run here", "./setup");
const snippet = because(
  "the base image corp/hardened is not known",
  "corp/hardened",
  "base-images:\n  - ref: corp/hardened",
);

function found(...images: readonly (readonly UnknownFact[])[]): readonly string[] {
  const runs = images.map((unknowns, index) => handmadeRun(handmadeImage(`i${index}`, { unknowns })));
  return check({ fleet: handmadeFleet(runs), policy: defaultPolicy, rules: [unknown] }).map(
    ({ images, at, message, help, helpLines = [] }) =>
      `${images.join(" ")} @${at.span?.start} ${message} | ${[help, ...helpLines].join("\n")}`,
  );
}

test.each<[what: string, images: readonly (readonly UnknownFact[])[], expected: readonly string[]]>([
  ["nothing is said where all can be told", [[], []], []],
  [
    "facts with one cause are one finding",
    [
      [
        { fact: "users", reason: base },
        { fact: "container user", reason: base },
        { fact: "users", reason: base },
      ],
    ],
    [
      "i0 @5 the base image corp/hardened is not known | what depends on it is not checked: container user, users; to settle it: keelcheck bases",
    ],
  ],
  [
    "images with one cause are one finding",
    [[{ fact: "users", reason: script }], [], [{ fact: "users", reason: script }]],
    ["i0 i2 @23 a script that is not in the repo is run here | what depends on it is not checked: users"],
  ],
  [
    "images that differ in what is open still are one finding",
    [[{ fact: "users", reason: script }], [{ fact: "listeners", reason: script }]],
    ["i0 i1 @23 a script that is not in the repo is run here | what depends on it is not checked: users"],
  ],
  [
    "two causes are two findings",
    [
      [
        { fact: "users", reason: script },
        { fact: "users", reason: base },
      ],
    ],
    [
      "i0 @5 the base image corp/hardened is not known | what depends on it is not checked: users; to settle it: keelcheck bases",
      "i0 @23 a script that is not in the repo is run here | what depends on it is not checked: users",
    ],
  ],
  [
    "lines of a policy stand below the sentence",
    [[{ fact: "users", reason: snippet }]],
    [
      "i0 @5 the base image corp/hardened is not known | what depends on it is not checked: users; to settle it:\nbase-images:\n  - ref: corp/hardened",
    ],
  ],
])("%s", (_what, images, expected) => {
  expect(found(...images)).toEqual(expected);
});
