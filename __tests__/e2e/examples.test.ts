import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { type CheckAnswer, runCheck } from "../../src/app/check.ts";
import { rules } from "../../src/rules/index.ts";
import { positionAt } from "../../src/source.ts";
import { diskWorkspace } from "../../src/workspace/disk.ts";

const examples = fileURLToPath(new URL("../../examples/", import.meta.url));
const images = "deployment/images";
const shop = `${images}/storefront`;

/** What was wrong, and the finding that says so: severity, rule, and `path:line` (the path alone for a file as a whole). */
const incident: readonly (readonly [string, string])[] = [
  ["nginx serves as root", `error nginx/user-root ${shop}/nginx/nginx.conf.old:1`],
  ["its user was made and is not used", `error user/created-unused ${shop}/Dockerfile:8`],
  ["nginx is on 80", `error ports/role-mismatch ${shop}/nginx/nginx.conf.old:17`],
  ["over IPv4 only", `error nginx/ipv6-missing ${shop}/nginx/nginx.conf.old:17`],
  ["Apache sits where nginx belongs", `error ports/role-mismatch ${shop}/apache/ports.conf:2`],
  ["the default site is live", `error nginx/default-site ${shop}/Dockerfile:4`],
  ["the logs are open to everybody", `warning files/world-writable ${shop}/Dockerfile:10`],
  ["the logs and the web root are root's", `error files/not-owned ${shop}/Dockerfile:10`],
  ["the configuration is root's", `error files/not-owned ${shop}/Dockerfile:12`],
  ["the pages are root's", `error files/not-owned ${shop}/Dockerfile:14`],
  ["a backup is what is copied", `warning layout/backup-file ${shop}/nginx/nginx.conf.old`],
  ["the right file is not", `warning layout/unreferenced-config ${shop}/nginx/nginx.conf`],
  ["a backup beside it", `warning layout/backup-file ${shop}/nginx/nginx copy.conf`],
  ["another", `warning layout/backup-file ${shop}/apache/ports.conf.bak`],
  ["a stray configuration", `warning layout/stray-file ${images}/shop.conf`],
  ["a stray note", `warning layout/stray-file ${images}/nginx-from-prod.txt`],
  ["nothing is documented", `error docs/readme-missing ${shop}/Dockerfile:1`],
];

async function checked(example: string): Promise<CheckAnswer> {
  const answer = await runCheck({ workspace: diskWorkspace(join(examples, example)), rules });
  if (!answer.ok) throw new Error(`${example} could not be checked: ${JSON.stringify(answer.failure)}`);
  return answer;
}

/** What the check says: severity, rule, and `path:line`, or the path alone for a file as a whole. */
function said({ report }: CheckAnswer): string[] {
  return report.findings.map(({ at, rule, severity }) => {
    const line = at.span === undefined ? "" : `:${positionAt(at.file, at.span.start).line}`;
    return `${severity} ${rule} ${at.file.path}${line}`;
  });
}

describe("the incident", () => {
  let answer: CheckAnswer;
  beforeAll(async () => {
    answer = await checked("incident");
  });

  test.each(incident)("%s", (_, finding) => {
    expect(said(answer)).toContain(finding);
  });

  test("nothing else is said", () => {
    const expected = incident.map(([, finding]) => finding);
    expect(said(answer).filter((finding) => !expected.includes(finding))).toEqual([]);
  });

  test("fails", () => {
    expect(answer.exitCode).toBe(1);
  });

  test("is all in one image: its neighbours are healthy", () => {
    const beside = [`${images}/shop.conf`, `${images}/nginx-from-prod.txt`];
    const elsewhere = answer.report.findings
      .map(({ at }) => at.file.path)
      .filter((path) => !path.startsWith(`${shop}/`) && !beside.includes(path));
    expect(elsewhere).toEqual([]);
  });
});

test("the fixed tree is silent", async () => {
  const answer = await checked("fixed");
  expect(said(answer)).toEqual([]);
  expect(answer.exitCode).toBe(0);
  expect(answer.report.images.map(({ name }) => name).sort()).toEqual([
    "api",
    "cache",
    "docs-site",
    "storefront",
  ]);
});

test("the trees differ in one image and in what lay beside it", () => {
  const files = (example: string) =>
    readdirSync(join(examples, example, images), { recursive: true, encoding: "utf8" })
      .map((path) => path.replaceAll("\\", "/"))
      .filter((path) => !path.startsWith("storefront"))
      .sort();
  const strays = ["nginx-from-prod.txt", "shop.conf"];
  expect(files("incident").filter((path) => !strays.includes(path))).toEqual(files("fixed"));
});
