import { describe, expect, test } from "vitest";
import { runChange } from "../../src/app/change.ts";
import { rules } from "../../src/rules/index.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { changesBetween, type Files } from "./changes-between.ts";
import { directReadmes } from "./direct-readmes.ts";

const DOCKERFILE = "images/web/Dockerfile";
const CONF = "images/web/nginx.conf";
const README = "images/web/README.md";
const readme = "# web\n\nUser `nginx`, file `/etc/nginx/nginx.conf`.\n";
const rootConf = "user root;\nevents {}\nhttp {\n    server {\n        listen 80;\n    }\n}\n";
const served = "FROM nginx:1.27\nCOPY nginx.conf /etc/nginx/nginx.conf\n";

/** The rules whose findings a change is said to have fixed. */
async function fixedBy(before: Files, after: Files): Promise<readonly string[]> {
  const base = { [README]: readme, ...before };
  const head = DOCKERFILE in after ? { [README]: readme, ...after } : after;
  const answer = await runChange({
    base: memoryWorkspace(base),
    workspace: memoryWorkspace(head),
    changes: changesBetween(base, head),
    baseName: "main",
    rules,
    readmes: directReadmes,
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer.report.comparison.fixed.map(({ rule }) => rule);
}

const missing = { [DOCKERFILE]: "FROM nginx:1.27\nCOPY nosuch.conf /srv/\n" };

describe("what can no longer be told is not fixed", () => {
  const asRoot = { [DOCKERFILE]: served, [CONF]: rootConf };
  test.each<readonly [string, Files, Files]>([
    ["a source by a variable", missing, { [DOCKERFILE]: "FROM nginx:1.27\nARG F\nCOPY $F /srv/\n" }],
    [
      "a source of a stage on an unknown base",
      missing,
      { [DOCKERFILE]: "FROM corp/x:1 AS b\nFROM nginx:1.27\nCOPY --from=b nosuch.conf /srv/\n" },
    ],
    ["an unknown base", asRoot, { [DOCKERFILE]: served.replace("nginx:1.27", "corp/x:1"), [CONF]: rootConf }],
    [
      "a configuration by a variable",
      asRoot,
      { [DOCKERFILE]: "FROM nginx:1.27\nARG F\nCOPY $F /etc/nginx/nginx.conf\n", [CONF]: rootConf },
    ],
    [
      "USER by a variable",
      { [DOCKERFILE]: 'FROM debian:12\nUSER root\nCMD ["sleep", "1"]\n' },
      { [DOCKERFILE]: 'FROM debian:12\nARG U\nUSER $U\nCMD ["sleep", "1"]\n' },
    ],
    [
      "a program by a variable",
      { [DOCKERFILE]: 'FROM debian:12\nRUN useradd web\nCMD ["sleep", "1"]\n' },
      {
        [DOCKERFILE]: 'FROM debian:12\nRUN useradd web\nCOPY start.sh /\nCMD ["sh", "/start.sh"]\n',
        "images/web/start.sh": "exec $RUN_AS sleep 1\n",
      },
    ],
    [
      "a path of chmod by a variable of the build",
      { [DOCKERFILE]: "FROM debian:12\nRUN mkdir /srv/x && chmod 777 /srv/x\nUSER www-data\n" },
      { [DOCKERFILE]: "FROM debian:12\nARG M\nRUN mkdir /srv/x && chmod $M /srv/x\nUSER www-data\n" },
    ],
    [
      "a server that stops at its configuration",
      { [DOCKERFILE]: `${served}EXPOSE 8081\n`, [CONF]: rootConf },
      { [DOCKERFILE]: `${served}EXPOSE 8081\n`, [CONF]: rootConf.replace("listen 80", "lisen 80") },
    ],
    ["a folder that is a submodule now", missing, { "images/web": { kind: "submodule" } }],
  ])("%s", async (_, before, after) => {
    expect(await fixedBy(before, after)).toEqual([]);
  });
});

describe("what is known to be gone is fixed", () => {
  test.each<readonly [string, Files, Files, readonly string[]]>([
    ["a line that is gone", missing, { [DOCKERFILE]: "FROM nginx:1.27\n" }, ["layout/missing-copy-source"]],
    [
      "a link of a README, whatever becomes of its image",
      { [DOCKERFILE]: "FROM nginx:1.27\n", [README]: `${readme}[x](nosuch.md)\n` },
      { [DOCKERFILE]: "FROM corp/x:1\n" },
      ["docs/broken-link"],
    ],
    [
      "a line, where as much was unknown before",
      { [DOCKERFILE]: "FROM corp/x:1\nARG F\nCOPY $F nosuch.conf /srv/\n" },
      { [DOCKERFILE]: "FROM corp/x:1\nARG F\nCOPY $F /srv/\n" },
      ["layout/missing-copy-source"],
    ],
  ])("%s", async (_, before, after, fixed) => {
    expect(await fixedBy(before, after)).toEqual(fixed);
  });
});
