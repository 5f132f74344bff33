import { expect, test } from "vitest";
import { check } from "../../../src/engine/check.ts";
import { unknown as cannotTell } from "../../../src/model/fact.ts";
import type { UnknownFact } from "../../../src/model/stages/image.ts";
import { defaultPolicy } from "../../../src/policy/defaults.ts";
import { unknown } from "../../../src/rules/fact/unknown.ts";
import { sourceFile } from "../../../src/source.ts";
import { handmadeFleet, handmadeImage, handmadeRun, placeOf } from "../../engine/fleet.ts";
import { checkRule } from "../check-rule.ts";

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

const byHand = (facts: string) =>
  `what depends on it is not checked: ${facts}; to settle it:\nlook at it by hand, and say so in .github/keelcheck.yml:\nwaivers:\n  - { rule: fact/unknown, path: "base/Dockerfile", reason: looked at by hand }`;

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
    [`i0 i2 @23 a script that is not in the repo is run here | ${byHand("users")}`],
  ],
  [
    "images that differ in what is open still are one finding",
    [[{ fact: "users", reason: script }], [{ fact: "listeners", reason: script }]],
    [`i0 i1 @23 a script that is not in the repo is run here | ${byHand("users")}`],
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
      `i0 @23 a script that is not in the repo is run here | ${byHand("users")}`,
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

const WEB = "deployment/images/web";
const mounting = (source: string) => `services:
  web: {build: ${WEB}, volumes: ["${source}:/etc/nginx/sites"]}
`;
const OUTSIDE = "${SITES} is mounted over /etc/nginx/sites, but its contents are not in the repo";

test.each<[what: string, files: Readonly<Record<string, string>>, expected: readonly string[]]>([
  ["the sites of a service that has them in the repo", { "compose.yaml": mounting("./sites") }, []],
  [
    "those that come from outside",
    { "compose.yaml": mounting("${SITES}") },
    [`compose.yaml:2:49-76 ${OUTSIDE}`],
  ],
  [
    "those that another service leaves open",
    {
      "compose.yaml": mounting("./sites"),
      "other/compose.yaml": mounting("${SITES}").replace("web:", "shop:").replace(WEB, `../${WEB}`),
    },
    [`other/compose.yaml:2:53-80 ${OUTSIDE}`],
  ],
])("a mount over what an image loads: %s", (_what, files, expected) => {
  const tree = {
    [`${WEB}/Dockerfile`]: "FROM nginx:1.27\nCOPY nginx.conf /etc/nginx/\n",
    [`${WEB}/nginx.conf`]: "events {}\nhttp { include /etc/nginx/sites/*.conf; }\n",
    "sites/web.conf": "server { listen 8080; }\n",
    ...files,
  };
  expect(checkRule(unknown, tree)).toEqual(expected);
});
