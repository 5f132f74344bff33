import { expect, test } from "vitest";
import { symlink } from "../../../src/rules/layout/symlink.ts";
import { type Files, findingsOf } from "../check-rule.ts";

const folder = "deployment/images/web";
const built = {
  "compose.yaml":
    "services:\n  web:\n    build:\n      context: .\n      dockerfile: deployment/images/web/Dockerfile\n",
};
const dockerfile = { [`${folder}/Dockerfile`]: "FROM nginx\nCOPY link /srv/\n" };
const fromRoot = { [`${folder}/Dockerfile`]: `FROM nginx\nCOPY ${folder}/link /srv/\n` };
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
    [`error link is a link that leaves the repo (to b)`],
  ],
  ["a loop", { [link]: { target: "link" } }, [`error link is a link that leads back to itself`]],
  [
    "out of the context",
    { [link]: { target: "../api/x" } },
    [`error link is a link to deployment/images/api/x, which is not in the build context ${folder}`],
  ],
  [
    "out of the folder, in the context",
    { ...built, ...fromRoot, [link]: { target: "../api/x" } },
    [`warning link is a link that leaves the image folder (to deployment/images/api/x)`],
  ],
  ["in the folder", { [link]: { target: "conf/x" } }, []],
  ["in the folder, to nothing", { [link]: { target: "./gone" } }, []],
  ["up and back", { [link]: { target: "../web/x" } }, []],
  ["beside the folders", { "deployment/images/link": { target: "/x" } }, []],
  ["not taken by any build", { [`${folder}/other`]: { target: "../../../ci/build.gradle" } }, []],
  [
    "to a folder that a COPY goes through",
    { [`${folder}/Dockerfile`]: "FROM nginx\nCOPY link/a /srv/\n", [link]: { target: "../api" } },
    [`error link is a link to deployment/images/api, which is not in the build context ${folder}`],
  ],
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
  ["a link behind a COPY that is not known", "FROM scratch\nARG A\nCOPY $A /srv/\n", false],
  [
    "a folder's link in a stage that only builds",
    "FROM scratch AS a\nCOPY conf/ /srv/\nFROM scratch\nCOPY --from=a /srv/x /x\n",
    false,
  ],
  ["a link that no COPY takes", "FROM scratch\nCOPY other /srv/\n", false],
])("%s", (_, text, reported) => {
  const files = {
    [`${folder}/Dockerfile`]: text,
    [`${folder}/conf/link`]: { target: "/etc/nginx/nginx.conf" },
  };
  expect(findingsOf(symlink, files).length > 0).toBe(reported);
});
