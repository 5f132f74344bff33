import { expect, test } from "vitest";
import { checked } from "../variants/check.ts";

const CONFLICT = "<<<<<<< HEAD\nuser web;\n=======\nuser root;\n>>>>>>> main\nevents {}\n";
const README = "# web\n\nRuns as `web` and listens on 8080.\n";
const DOCKERFILE =
  'FROM debian:12\nRUN apt-get update && apt-get install -y nginx\nCOPY nginx.conf /etc/nginx/nginx.conf\nCMD ["nginx", "-g", "daemon off;"]\n';
const WEB = "deployment/images/web";

/** What the check says, but for notices. */
function said(files: Record<string, string>): readonly string[] {
  return checked(files)
    .findings.filter(({ severity }) => severity !== "notice")
    .map(({ rule, at, message }) => `${at.file.path.replace(`${WEB}/`, "")} ${rule}: ${message}`);
}

test.each([
  [
    "nginx's configuration",
    { [`${WEB}/Dockerfile`]: DOCKERFILE, [`${WEB}/nginx.conf`]: CONFLICT },
    "nginx.conf",
  ],
  ["a Dockerfile", { [`${WEB}/Dockerfile`]: `FROM debian:12\n${CONFLICT}` }, "Dockerfile"],
  [
    "a compose file",
    {
      [`${WEB}/Dockerfile`]: "FROM debian:12\nRUN useradd web\nUSER web\n",
      "compose.yaml": `services:\n  web:\n    build: ${WEB}\n${CONFLICT}`,
    },
    "compose.yaml",
  ],
])("a merge conflict in %s is one error, and nothing is made of either side", (_, files, path) => {
  expect(said({ ...files, [`${WEB}/README.md`]: README })).toEqual([
    `${path} fact/unreadable: an unresolved merge conflict begins here`,
  ]);
});

test("one in a README is told at its line", () => {
  const files = {
    [`${WEB}/Dockerfile`]: "FROM debian:12\nUSER 1000\n",
    [`${WEB}/README.md`]: README + CONFLICT,
  };
  expect(said(files)).toContain("README.md fact/unreadable: an unresolved merge conflict begins here");
});
