import { posix } from "node:path";
import { expect, test } from "vitest";
import { configLocation } from "../../../src/rules/layout/config-location.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
import { checkRule, type Files } from "../check-rule.ts";

const folder = "deployment/images/web";

function misplaced(name: string): string {
  return `${folder}/${name} ${posix.basename(name)} is a configuration file, which belongs in ${folder}/conf/`;
}

test.each<[string, Files, string[]]>([
  ["below /etc", { Dockerfile: "FROM debian\nCOPY app.ini /etc/app/\n", "app.ini": "" }, ["app.ini"]],
  [
    "in a deeper folder of the right name",
    { Dockerfile: "FROM debian\nCOPY x/conf/a /etc/\n", "x/conf/a": "" },
    ["x/conf/a"],
  ],
  ["in the right folder, deeper", { Dockerfile: "FROM debian\nCOPY conf/x/a /etc/\n", "conf/x/a": "" }, []],
  [
    "a folder that begins alike",
    { Dockerfile: "FROM debian\nCOPY conf.d/a /etc/\n", "conf.d/a": "" },
    ["conf.d/a"],
  ],
  [
    "what keeps a folder in git",
    {
      Dockerfile: "FROM debian\nCOPY service /etc/service\n",
      "service/web/run": { text: "", kind: "executable" },
      "service/web/supervise/.gitignore": "*\n",
      "service/web/log/.gitkeep": "",
    },
    [],
  ],
  ["elsewhere in the image", { Dockerfile: "FROM debian\nCOPY a /srv/\n", a: "" }, []],
  ["a script", { Dockerfile: "FROM debian\nCOPY a.sh /etc/\n", "a.sh": "" }, []],
  ["an executable", { Dockerfile: "FROM debian\nCOPY a /etc/\n", a: { text: "", kind: "executable" } }, []],
  [
    "what Apache loads from elsewhere",
    {
      Dockerfile: "FROM httpd:2.4\nCOPY httpd.conf /usr/local/apache2/conf/httpd.conf\n",
      "httpd.conf": "Listen 8080\n",
    },
    ["httpd.conf"],
  ],
])("%s", (_, files, names) => {
  const all = Object.fromEntries(Object.entries(files).map(([name, file]) => [`${folder}/${name}`, file]));
  expect(checkRule(configLocation, all, { policy: "layout: {config: ./conf/}\n" })).toEqual(
    names.map(misplaced),
  );
});

test("without a policy the rule is off", () => {
  const files = { [`${folder}/Dockerfile`]: "FROM debian\nCOPY a /etc/\n", [`${folder}/a`]: "" };
  expect(checkRule(configLocation, files)).toEqual([]);
});

test("the fix moves the file and lets every COPY name it there", () => {
  const files = {
    [`${folder}/Dockerfile`]: "FROM debian\nCOPY --chmod=644 ./app.ini \\\n  /etc/app/\n",
    [`${folder}/Dockerfile.debug`]: "FROM debian\nCOPY app.ini /etc/app/app.ini\n",
    [`${folder}/app.ini`]: "a=1\n",
  };
  const options = { policy: "layout:\n  config: conf\n" };
  expect(fixTitles(configLocation, files, options)).toEqual([`[unsafe] move it into ${folder}/conf`]);
  expect(fixed(configLocation, files, options)).toEqual({
    [`${folder}/Dockerfile`]: "FROM debian\nCOPY --chmod=644 ./conf/app.ini \\\n  /etc/app/\n",
    [`${folder}/Dockerfile.debug`]: "FROM debian\nCOPY conf/app.ini /etc/app/app.ini\n",
    [`${folder}/app.ini`]: undefined,
    [`${folder}/conf/app.ini`]: "a=1\n",
  });
});

test.each<readonly [string, Readonly<Record<string, string>>]>([
  ["comes with a folder", { Dockerfile: "FROM debian\nCOPY etc/ /etc/app/\n", "etc/app.ini": "" }],
  ["comes by a pattern", { Dockerfile: "FROM debian\nCOPY *.ini /etc/app/\n", "app.ini": "" }],
  [
    "would take another's place",
    { Dockerfile: "FROM debian\nCOPY app.ini /etc/app/\n", "app.ini": "", "conf/app.ini": "" },
  ],
])("a file that %s stays", (_name, files) => {
  const tree = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
  expect(fixTitles(configLocation, tree, { policy: "layout:\n  config: conf\n" })).toEqual(["-"]);
});
