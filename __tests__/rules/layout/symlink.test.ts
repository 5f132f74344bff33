import { expect, test } from "vitest";
import { symlink } from "../../../src/rules/layout/symlink.ts";
import { type Files, findingsOf } from "../check-rule.ts";

const folder = "deployment/images/web";
const built = {
  "compose.yaml":
    "services:\n  web:\n    build:\n      context: .\n      dockerfile: deployment/images/web/Dockerfile\n",
};
const dockerfile = { [`${folder}/Dockerfile`]: "FROM nginx\n" };
const link = `${folder}/link`;

test.each<[string, Files, string[]]>([
  [
    "absolute",
    { [link]: { target: "/etc/hosts" } },
    [`error link is a link that leaves the repo (to /etc/hosts)`],
  ],
  [
    "too far up",
    { [link]: { target: "../../../../x" } },
    [`error link is a link that leaves the repo (to ../../../../x)`],
  ],
  [
    "by another link",
    { [link]: { target: "b" }, [`${folder}/b`]: { target: "/x" } },
    [`error b is a link that leaves the repo (to /x)`, `error link is a link that leaves the repo (to b)`],
  ],
  ["a loop", { [link]: { target: "link" } }, [`error link is a link that leads back to itself`]],
  [
    "out of the context",
    { [link]: { target: "../api/x" } },
    [`error link is a link to deployment/images/api/x, which is not in the build context ${folder}`],
  ],
  [
    "out of the folder, in the context",
    { ...built, [link]: { target: "../api/x" } },
    [`warning link is a link that leaves the image folder (to deployment/images/api/x)`],
  ],
  ["in the folder", { [link]: { target: "conf/x" } }, []],
  ["in the folder, to nothing", { [link]: { target: "./gone" } }, []],
  ["up and back", { [link]: { target: "../web/x" } }, []],
  ["beside the folders", { "deployment/images/link": { target: "/x" } }, []],
])("%s", (_, files, lines) => {
  const found = findingsOf(symlink, {
    ...dockerfile,
    [`${folder}/x`]: "",
    "deployment/images/api/x": "",
    ...files,
  });
  expect(found.map(({ severity, message }) => `${severity} ${message}`)).toEqual(lines);
});

test.each<[string, string, boolean]>([
  ["a folder's link to what is there", "FROM nginx\nCOPY conf/ /etc/nginx/\n", false],
  ["a link that COPY names is followed", "FROM nginx\nCOPY conf/link /etc/nginx/site\n", true],
  ["a folder's link to nothing", "FROM scratch\nCOPY conf/ /srv/\n", true],
])("%s", (_, text, reported) => {
  const files = {
    [`${folder}/Dockerfile`]: text,
    [`${folder}/conf/link`]: { target: "/etc/nginx/nginx.conf" },
  };
  expect(findingsOf(symlink, files).length > 0).toBe(reported);
});
