import { expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { foldCauses } from "../../src/engine/fold.ts";
import { readFleet } from "../../src/model/fleet/read.ts";
import { defaultPolicy } from "../../src/policy/defaults.ts";
import type { Rule } from "../../src/rule.ts";
import { unknown } from "../../src/rules/fact/unknown.ts";
import { missingCopySource } from "../../src/rules/layout/missing-copy-source.ts";
import { syntax } from "../../src/rules/nginx/syntax.ts";
import { missing } from "../../src/rules/user/missing.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";

/** What is said of a repo: message, images, and what settles it. */
function said(
  files: Readonly<Record<string, string>>,
  rules: readonly Rule[] = [unknown],
): readonly string[] {
  const fleet = readFleet({ workspace: memoryWorkspace(files), policy: defaultPolicy });
  const findings = check({ fleet, policy: defaultPolicy, rules });
  return foldCauses(findings).map(
    ({ message, images, help = "", helpLines = [], related = [] }) =>
      `${message} (${images.join(" ")}; ${related.length} more places) ${[help, ...helpLines].join(" / ")}`,
  );
}

const from = (base: string) => `FROM ${base}\nUSER 1000\nCMD ["node"]\nRUN touch /etc/nginx/x\n`;

test("a base of three images is told once", () => {
  expect(
    said({
      "images/a/Dockerfile": from("acme/runtime:4"),
      "images/b/Dockerfile": from("acme/runtime:4"),
      "images/c/Dockerfile": from("acme/runtime:4"),
    }),
  ).toEqual([
    "unknown base image acme/runtime:4 (a b c; 2 more places) what depends on it in 3 images is not checked: servers; " +
      "to settle it: docker image inspect acme/runtime:4 | keelcheck bases add acme/runtime:4",
  ]);
});

test("two bases are two", () => {
  expect(
    said({ "images/a/Dockerfile": from("acme/one:1"), "images/b/Dockerfile": from("acme/two:1") }),
  ).toHaveLength(2);
});

test("bases that look like the repo's own are told once, with the line that says so", () => {
  expect(
    said({
      "images/a/Dockerfile": from("acme/base:4"),
      "images/b/Dockerfile": from("acme/base:5"),
      "images/base/Dockerfile": "FROM alpine:3.20\nUSER 7\n",
    }),
  ).toEqual([
    "2 unknown base images look like this repo's own (a b; 1 more places) what depends on it in 2 images is not checked: " +
      "servers; to settle it: / if acme/ holds images of this repo, add to .github/keelcheck.yml: / registries: /   acme: .",
  ]);
});

test("an image that is built on the registry's image of its own name is not taken for its base", () => {
  expect(said({ "images/app/Dockerfile": from("acme/app:1") })[0]).toContain(
    "keelcheck bases add acme/app:1",
  );
});

test("what a program starts besides is not told where it is accused of root", () => {
  const dockerfile = 'FROM debian:12\nCMD ["/srv/app"]\n';
  const files = { "images/a/Dockerfile": dockerfile };
  expect(said(files)).toHaveLength(1);
  expect(said(files, [unknown, missing]).map((line) => line.split(":")[0])).toEqual(["app starts as root"]);
});

/** The first words of each. */
const briefly = (lines: readonly string[]) => lines.map((line) => line.split(" (")[0]);

test("what a file that is missing leaves open is no second finding", () => {
  const files = { "images/a/Dockerfile": "FROM nginx:1.27\nCOPY nginx.conf /etc/nginx/nginx.conf\n" };
  expect(briefly(said(files))).toEqual(["nginx.conf is not in the repo"]);
  expect(briefly(said(files, [unknown, missingCopySource]))).toEqual([
    "nginx.conf is not in any folder from images/a up to the repo root, and git does not ignore it",
  ]);
});

test("nor is what a word leaves open that nginx refuses where its modules are known", () => {
  const files = {
    "images/a/Dockerfile": "FROM nginx:1.27\nCOPY nginx.conf /etc/nginx/nginx.conf\n",
    "images/a/nginx.conf": "include /etc/nginx/mods/*.conf;\nevents {}\nhttp {\n    sedfile on;\n}\n",
    // What is mounted may load any module.
    "compose.yml": `services:\n  a:\n    build: images/a\n    volumes: ["\${MODULES}:/etc/nginx/mods"]\n  plain:\n    build: images/a\n`,
  };
  const refused = 'unknown directive "sedfile": did you mean "sendfile"?';
  const open =
    '"sedfile" is not one of nginx\'s own directives, and whether a loaded module has it is unknown';
  expect(briefly(said(files))).toContain(`${open}: did you mean "sendfile"?`);
  expect(briefly(said(files, [unknown, syntax]))).toContain(refused);
  expect(briefly(said(files, [unknown, syntax])).filter((line) => line?.startsWith(open))).toEqual([]);
});

test("a shared file that is gone is told once, with everyone who copies it and the fix for all", () => {
  const files: Record<string, string> = { "images/shared/nginx.conf2": "events {}\n" };
  for (const name of "abcdefghij")
    files[`images/${name}/Dockerfile`] = "FROM debian:12\nCOPY shared/nginx.conf /etc/nginx.conf\n";
  const compose = [..."abcdefghij"].map(
    (name) => `  ${name}:\n    build: { context: images, dockerfile: ${name}/Dockerfile }\n`,
  );
  files["compose.yaml"] = `services:\n${compose.join("")}`;
  expect(said(files, [missingCopySource])).toEqual([
    "images/shared/nginx.conf is not in the repo, and git does not ignore it (a b c d e f g h i j; 7 more places) " +
      "add it, correct the path, or name it under `generated` in the policy if a job creates it",
  ]);
  const fleet = readFleet({ workspace: memoryWorkspace(files), policy: defaultPolicy });
  const [one] = foldCauses(check({ fleet, policy: defaultPolicy, rules: [missingCopySource] }));
  expect(one?.related?.at(-1)?.note).toBe("it is named here and 3 times more");
  expect(one?.fix?.edits).toHaveLength(10);
});

test("a script that an unknown script may have written is told with one but", () => {
  const files = {
    "images/a/nginx.conf": "events {}\n",
    "images/a/Dockerfile": [
      "FROM nginx:1.28",
      "COPY --from=corp/x /b.sh /opt/b.sh",
      "RUN /opt/b.sh",
      "COPY nginx.conf /etc/nginx/nginx.conf",
      "RUN /opt/c.sh",
      "",
    ].join("\n"),
  };
  const told = said(files).filter((line) => line.includes("/opt/c.sh"));
  expect(told).toEqual([
    expect.stringContaining("what /opt/c.sh does is unknown: /opt/b.sh is run here, but"),
  ]);
});
