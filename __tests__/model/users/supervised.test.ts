import { expect, test } from "vitest";
import { readFleet } from "../../../src/model/fleet/read.ts";
import { loadPolicy } from "../../../src/policy/load.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";

const WEB = "deployment/images/web";
const { policy } = loadPolicy(undefined, []);

/** Who supervisord's programs run as, in the order of its configuration. */
function users(conf: string, { user = "", more = "" } = {}): readonly string[] {
  const lines = [
    "FROM debian:12",
    "RUN apt-get install -y supervisor && useradd app && useradd web",
    "COPY supervisord.conf /etc/supervisord.conf",
    "COPY more.conf /etc/supervisor/conf.d/more.conf",
    user,
    'CMD ["supervisord", "-n", "-c", "/etc/supervisord.conf"]',
  ];
  const tree = {
    [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`,
    [`${WEB}/supervisord.conf`]: conf,
    [`${WEB}/more.conf`]: more,
  };
  const [run] = readFleet({ workspace: memoryWorkspace(tree), policy }).runs;
  const { list, others } = run?.processes ?? { list: [] };
  const started = list.filter(({ program }) => program !== "supervisord");
  const named = started.map(
    ({ program, user: own }) => `${program} ${own.known ? (own.value.name ?? own.value.uid) : "?"}`,
  );
  return [...named, ...(others === undefined ? [] : ["?"])];
}

const ROOT = "[supervisord]\nuser=root\n";
const NODE = "[program:a]\ncommand=node a.js\n";
const PYTHON = "[program:b]\ncommand=python3 b.py\nuser=web\n";

test.each<readonly [string, string, Parameters<typeof users>[1], readonly string[]]>([
  ["supervisord's own user is root", NODE, {}, ["node root"]],
  ["supervisord has a user", `[supervisord]\nuser=app\n${NODE}`, {}, ["node app"]],
  ["a program has its own", `${ROOT}${NODE}${PYTHON}`, {}, ["node root", "python3 web"]],
  [
    "only root starts as others",
    `[supervisord]\nuser=app\n${NODE}${PYTHON}`,
    {},
    ["node app", "python3 app"],
  ],
  ["supervisord names root", `${ROOT}${NODE}`, {}, ["node root"]],
  ["supervisord's user comes from outside", `[supervisord]\nuser=%(ENV_WHO)s\n${NODE}`, {}, ["node ?"]],
  ["it is started as somebody else", NODE, { user: "USER web" }, ["node web"]],
  [
    "a program is included",
    "[supervisord]\nuser=app\n[include]\nfiles=/etc/supervisor/conf.d/*.conf\n",
    { more: NODE },
    ["node app"],
  ],
  ["a file includes itself", `[include]\nfiles=/etc/supervisord.conf\n${NODE}`, {}, ["node root"]],
  ["an included file is not known", `[include]\nfiles=/usr/lib/x/*.conf\n${NODE}`, {}, ["node root", "?"]],
  ["a command comes from outside", "[program:a]\ncommand=%(ENV_X)s\n", {}, ["?"]],
  ["a program is not started by itself", `${NODE}autostart=false\n`, {}, []],
])("%s", (_, conf, rest, expected) => {
  expect(users(conf, rest)).toEqual(expected);
});
