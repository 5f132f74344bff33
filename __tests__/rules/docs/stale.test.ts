import { describe, expect, test } from "vitest";
import { stale } from "../../../src/rules/docs/stale.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
import { checkRule, findingsOf } from "../check-rule.ts";

const WEB = "deployment/images/web";
const README = `${WEB}/README.md`;
const SITE = "server {\n    listen 8080;\n}\n";
const site = (readme: string, dockerfile = "") => ({
  [`${WEB}/Dockerfile`]: `FROM nginx:1.27\nCOPY config/site.conf /etc/nginx/conf.d/default.conf\n${dockerfile}`,
  [`${WEB}/config/site.conf`]: SITE,
  [README]: readme,
});
const ports = (...cells: readonly string[]) =>
  `# web\n\n| Port | Use |\n|---|---|\n${cells.map((cell) => `| ${cell} | x |\n`).join("")}`;
const files = (...cells: readonly string[]) =>
  `# web\n\n| File | Use |\n|---|---|\n${cells.map((cell) => `| ${cell} |\n`).join("")}`;

describe("a port", () => {
  const gone = (port: number, columns: string) => [
    `${README}:5:${columns} nothing in the image listens on port ${port} or exposes it`,
  ];
  test.each<readonly [about: string, files: Readonly<Record<string, string>>, expected: readonly string[]]>([
    ["that moved", site(ports("8081")), gone(8081, "3-7")],
    ["that is exposed", site(ports("8081"), "EXPOSE 8081\n"), []],
    ["that the base exposes", site(ports("80")), []],
    ["that is no TCP port", site(ports("8081/udp")), []],
    ["that a variable holds", site(ports("8081"), "ENV API_PORT=8081\n"), []],
    ["of the host", site("# web\n\n| Host port | Container port |\n|---|---|\n| 9090 | 8080 |\n"), []],
    ["in prose", site("# web\n\nPort 8081.\n"), []],
    [
      "in a list of ports",
      site("# web\n\n## Ports\n\n- `8081`: HTTP\n"),
      [`${README}:5:4-8 nothing in the image listens on port 8081 or exposes it`],
    ],
    ["stated twice is reported once", site(`${ports("8081")}\n${ports("8081")}`), gone(8081, "3-7")],
    [
      "of an image whose base is not known",
      { [`${WEB}/Dockerfile`]: "FROM corp/nginx\n", [README]: ports("8081") },
      [],
    ],
    [
      "of a program that may listen anywhere",
      {
        [`${WEB}/Dockerfile`]: 'FROM node:22\nEXPOSE 3000\nCMD ["node", "x.js"]\n',
        [README]: ports("8081"),
      },
      [],
    ],
    ["that the nginx of supervisord may not be alone with", site(ports("8081"), 'CMD ["supervisord"]\n'), []],
    [
      "where not all of the configuration is known",
      site(ports("8081"), "RUN curl -o /etc/nginx/conf.d/b.conf http://x/\n"),
      [],
    ],
  ])("%s", (_about, some, expected) => {
    expect(checkRule(stale, some)).toEqual(expected);
  });
});

describe("a file", () => {
  const gone = (path: string) => `${path} exists neither in the repo nor in the image`;
  test.each<readonly [about: string, files: Readonly<Record<string, string>>, expected: readonly string[]]>([
    [
      "that was renamed",
      site(files("`config/old.conf` | x")),
      [`${README}:5:4-19 ${gone("config/old.conf")}`],
    ],
    ["from the repo's root", site(files(`\`${WEB}/config/site.conf\` | x`)), []],
    [
      "from the parent folder",
      { ...site(files("`../shared/a.conf` | x")), "deployment/images/shared/a.conf": "" },
      [],
    ],
    ["inside of the container", site(files("`conf.d/default.conf` | x")), []],
    ["by its mere name", site(files("`old.conf` | x")), []],
    ["as a glob or a placeholder", site(files("`config/*.cnf` | x", "`config/${X}.conf` | x")), []],
    ["that somebody mounts", site(files("`config/old.conf` | mount your own")), []],
    ["that git ignores", { ...site(files("`config/old.conf` | x")), ".gitignore": "old.conf\n" }, []],
    ["that comes with nginx", site(files("`/etc/nginx/mime.types` | x")), []],
    [
      "where nginx loads from",
      site(files("`/etc/nginx/conf.d/old.conf` | x")),
      [`${README}:5:4-30 ${gone("/etc/nginx/conf.d/old.conf")}`],
    ],
    ["where a package may have put it", site(files("`/etc/redis/redis.conf` | x")), []],
    ["in a volume", site(files("`/etc/nginx/conf.d/old.conf` | x"), "VOLUME /etc/nginx/conf.d\n"), []],
    [
      "that was deleted again",
      site(
        files("`/etc/nginx/conf.d/default.conf` | x"),
        "RUN rm /etc/nginx/conf.d/default.conf\nCOPY config/site.conf /etc/nginx/conf.d/site.conf\n",
      ),
      [`${README}:5:4-34 ${gone("/etc/nginx/conf.d/default.conf")}`],
    ],
  ])("%s", (_about, some, expected) => {
    expect(checkRule(stale, some)).toEqual(expected);
  });

  test("that the policy says is made before the build", () => {
    const policy = "generated: [config/old.conf]\n";
    expect(checkRule(stale, site(files("`config/old.conf` | x")), { policy })).toEqual([]);
  });
});

test("a README of two images may tell of what one of them has", () => {
  const debug = { [`${WEB}/Dockerfile.debug`]: "FROM nginx:1.27\nEXPOSE 9229\n" };
  expect(checkRule(stale, { ...site(ports("9229")), ...debug })).toEqual([]);
});

test.each<readonly [readme: string, severities: readonly string[]]>([
  [ports("8081"), ["warning"]],
  [`<!-- keelcheck:begin ports -->\n\n${ports("8081")}\n<!-- keelcheck:end -->\n`, ["error"]],
  [`<!-- keelcheck:begin ports -->\n\n<!-- keelcheck:end -->\n\n${ports("8081")}`, ["warning"]],
])("a table between markers is held to more: %#", (readme, severities) => {
  expect(findingsOf(stale, site(readme)).map(({ severity }) => severity)).toEqual(severities);
});

test.each<readonly [string, readonly string[], readonly string[] | undefined]>([
  ["a row goes", ["| 80 | HTTP |", "| 8080 | HTTP |"], ["| 8080 | HTTP |"]],
  ["but not the only one", ["| 80 | HTTP |"], undefined],
  ["nor one that states more", ["| 80, 8080 | HTTP |", "| 8080 | HTTP |"], undefined],
])("the fix for a port in a table: %s", (_name, before, after) => {
  const tree = (rows: readonly string[]) => ({
    "deployment/images/web/Dockerfile":
      "FROM nginxinc/nginx-unprivileged:1.27\nCOPY conf.d/ /etc/nginx/conf.d/\n",
    "deployment/images/web/conf.d/default.conf": "server {\n    listen 8080;\n}\n",
    "deployment/images/web/README.md": [
      "# web",
      "",
      "| Port | Use |",
      "| --- | --- |",
      ...rows,
      "",
      "8080",
      "",
    ].join("\r\n"),
  });
  const path = "deployment/images/web/README.md";
  expect(fixed(stale, tree(before))).toEqual(after === undefined ? {} : { [path]: tree(after)[path] });
});

test("the fix names the port and the file that are meant, where one only can be", () => {
  const readme = (port: number, file: string) =>
    `# web\n\n| Port |\n| --- |\n| ${port} |\n\n| File |\n| --- |\n| \`${file}\` |\n| \`conf.d/default.conf\` |\n`;
  const files = {
    "deployment/images/web/Dockerfile":
      "FROM nginxinc/nginx-unprivileged:1.27\nCOPY conf.d/ /etc/nginx/conf.d/\n",
    "deployment/images/web/conf.d/default.conf": "server {\n    listen 8080;\n}\n",
    "deployment/images/web/conf.d/extra.conf": "",
    "deployment/images/web/README.md": readme(80, "conf.d/exrta.conf"),
  };
  expect(fixTitles(stale, files)).toEqual([
    "[unsafe] write 8080 instead of 80",
    "[unsafe] write conf.d/extra.conf instead of conf.d/exrta.conf",
  ]);
  expect(fixed(stale, files)).toEqual({
    "deployment/images/web/README.md": readme(8080, "conf.d/extra.conf"),
  });
});

test("a port of a server that does not start for another reason is not stale", () => {
  const files = {
    "deployment/images/web/Dockerfile":
      "FROM nginx:1.27\nRUN useradd app\nCOPY nginx.conf /etc/nginx/nginx.conf\nUSER app\n",
    "deployment/images/web/nginx.conf": "events {}\nhttp {\n    server {\n        listen 8080;\n    }\n}\n",
    "deployment/images/web/README.md": "# web\n\n| Port |\n| --- |\n| 8080 |\n",
  };
  expect(fixTitles(stale, files)).toEqual([]);
});

describe("a port that a docker run publishes", () => {
  const run = (...lines: readonly string[]) =>
    site(`# web\n\nListens on 8080.\n\n\`\`\`sh\n${lines.join("\n")}\n\`\`\`\n`);
  const dead = (place: string, port = 80) => [
    `${README}:${place} this publishes container port ${port}, but nothing in the image listens there`,
  ];
  test.each<readonly [about: string, lines: readonly string[], expected: readonly string[]]>([
    ["on both sides", ["docker run -p 80:80 web"], dead("6:18-20")],
    [
      "with an address and a protocol",
      ["docker run -d -p 127.0.0.1:80:80/tcp reg.example/a/web:1"],
      dead("6:31-33"),
    ],
    ["with --publish=", ["docker run --rm --publish=80:80 --name web web"], dead("6:30-32")],
    ["joined to the option", ["docker run -p80:80 web"], dead("6:17-19")],
    ["behind other letters", ["docker run -itdp 80:80 web"], dead("6:21-23")],
    ["in quotes", ['docker run -p "80:80" "web"'], dead("6:19-21")],
    [
      "over several lines",
      ["docker run \\", "  --restart always \\", "  -p 80:80 \\", "  web:latest"],
      dead("8:9-11"),
    ],
    ["by podman, with a prompt", ["$ sudo podman run -p 80:80 web"], dead("6:25-27")],
    ["as the host has none", ["docker container run -p 80 web"], dead("6:25-27")],
    ["from a variable of the host", ["docker run -p $PORT:80 web"], dead("6:21-23")],
    ["behind another command", ["docker pull web && docker run -p 80:80 web"], dead("6:37-39")],
    ["that the image listens on", ["docker run -p 80:8080 web"], []],
    ["of another image", ["docker run -p 3306:3306 mysql:8"], []],
    ["of UDP", ["docker run -p 80:80/udp web"], []],
    ["with another command", ["docker run -p 80:80 web nginx -c /x.conf"], []],
    [
      "with a configuration that is mounted",
      ["docker run -p 80:80 -v $PWD/a.conf:/etc/nginx/nginx.conf web"],
      [],
    ],
    ["with a variable that says the port", ["docker run -p 80:80 -e PORT=80 web"], []],
    ["and a variable of something else", ["docker run -p 80:80 -e LEVEL=debug web"], dead("6:18-20")],
    ["of an image that is a placeholder", ["docker run -p 80:80 <image>"], []],
    ["all of them", ["docker run -P web"], []],
    ["in a comment behind it", ["docker run -p 80:8080 web # not -p 80:80"], []],
  ])("%s", (_about, lines, expected) => {
    expect(checkRule(stale, run(...lines))).toEqual(expected);
  });

  test("in a section about what was once is left alone", () => {
    const readme = "# web\n\n## Upgrading from 1.x\n\n```sh\ndocker run -p 80:80 web\n```\n";
    expect(checkRule(stale, site(readme))).toEqual([]);
  });

  test("in inline code", () => {
    expect(checkRule(stale, site("# web\n\nRun `docker run -p 80:80 web`.\n"))).toEqual(dead("3:23-25"));
  });

  test("by an image of the repo's root, which the title names", () => {
    const files = {
      Dockerfile: "FROM nginx:1.27\nCOPY site.conf /etc/nginx/conf.d/default.conf\n",
      "site.conf": SITE,
    };
    const told = (name: string) =>
      checkRule(stale, { ...files, "README.md": `# Shop\n\n\`docker run -p 80:80 acme/${name}\`\n` });
    expect(told("shop")).toHaveLength(1);
    expect(told("other")).toEqual([]);
  });
});
