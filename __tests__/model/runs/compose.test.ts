import { expect, test } from "vitest";
import type { ServerJson, UserJson } from "../../../src/facts.ts";
import { imageFacts } from "../image-facts.ts";

const site = "server { listen 8080; }\n";
const build = "services:\n  web:\n    build: deployment/images/web\n";

function runs(compose: string, files: Record<string, string> = {}, path = "/compose.yaml"): string[] {
  const [image] = imageFacts({
    Dockerfile: "FROM nginx\n",
    "site.conf": site,
    ...files,
    [path]: build + compose,
  });
  const text = (user: UserJson, servers: readonly ServerJson[]) =>
    `${user.name ?? user.uid} ${servers.map(({ starts, listeners, listenersComplete }) =>
      [
        starts === true ? "starts" : "does not start",
        ...listeners.map(({ port }) => port),
        ...(listenersComplete === false ? ["?"] : []),
      ].join(" "),
    )}`;
  if (image === undefined) return [];
  return [
    `itself: ${text(image.containerUser as UserJson, image.servers)}`,
    ...image.runs.map((run) => `${run.service}: ${text(run.containerUser as UserJson, run.servers)}`),
  ];
}

test.each([
  ["nothing overridden", "", {}, ["itself: root starts 80 80", "web: root starts 80 80"]],
  ["user", "    user: '1234:1234'\n", {}, ["itself: root starts 80 80", "web: 1234 does not start 80"]],
  [
    "command",
    "    command: [sleep, '1']\n",
    {},
    ["itself: root starts 80 80", "web: root does not start 80"],
  ],
  [
    "command as text",
    "    command: nginx -g 'daemon off;'\n",
    {},
    ["itself: root starts 80 80", "web: root starts 80 80"],
  ],
  [
    "a file mounted into a slot",
    "    volumes: ['./deployment/images/web/site.conf:/etc/nginx/conf.d/default.conf:ro']\n",
    {},
    ["itself: root starts ?", "web: root starts 8080"],
  ],
  [
    "a folder mounted over a slot",
    "    volumes: ['./conf:/etc/nginx/conf.d']\n",
    { "/conf/a.conf": "server { listen 9000; }\n", "/conf/b.txt": "" },
    ["itself: root starts ?", "web: root starts 9000"],
  ],
  [
    "a path in a variable of .env",
    "    volumes: ['${CONF}/a.conf:/etc/nginx/conf.d/default.conf']\n",
    { "/.env": "CONF=./conf\n", "/conf/a.conf": "server { listen 9000; }\n" },
    ["itself: root starts ?", "web: root starts 9000"],
  ],
  [
    "a path in a variable from outside",
    "    volumes: ['${CONF}/a.conf:/etc/nginx/conf.d/default.conf']\n",
    {},
    ["itself: root starts ?", "web: root starts ?"],
  ],
  [
    "env_file for a template",
    "    env_file: web.env\n",
    {
      Dockerfile: "FROM nginx\nENV PORT=1\nCOPY t /etc/nginx/templates/default.conf.template\n",
      t: "server { listen ${PORT}; }\n",
      "/web.env": "PORT=9001\n",
    },
    ["itself: root starts 1", "web: root starts 9001"],
  ],
])("%s", (_, compose, files, expected) => {
  expect(runs(compose, files)).toEqual(expected);
});

test("a development file's overrides are no run and hide nothing", () => {
  expect(
    runs("    user: root\n    volumes: ['./x:/etc/nginx/conf.d']\n", {}, "/docker-compose.dev.yml"),
  ).toEqual(["itself: root starts 80 80"]);
});
