import { describe, expect, test } from "vitest";
import { undocumented } from "../../../src/rules/docs/undocumented.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
import { checkRule, findingsOf } from "../check-rule.ts";

const WEB = "deployment/images/web";
const DOCKERFILE = `${WEB}/Dockerfile`;
const README = `${WEB}/README.md`;
const SITE = "server {\n    listen 8080;\n}\n";
const NGINX = "events {}\nhttp {\n    server {\n        listen 8080;\n    }\n}\n";

const site = (readme: string, more = "") => ({
  [DOCKERFILE]: `FROM nginx:1.27\nCOPY conf.d/ /etc/nginx/conf.d/\n${more}`,
  [`${WEB}/conf.d/default.conf`]: SITE,
  [README]: readme,
});

describe("a port", () => {
  const missing = [`${WEB}/conf.d/default.conf:2:12-16 README.md does not document port 8080`];
  test.each<readonly [readme: string, expected: readonly string[]]>([
    ["Listens on 8080. See `conf.d/`.", []],
    ["It is http://localhost:8080/. See `conf.d/`.", []],
    ["| Protocol | Number |\n|---|---|\n| HTTP | 8080 |\n\nSee `conf.d/`.", []],
    ["`docker run -p 80:8080 web`. See `conf.d/`.", []],
    ["`docker run -p 8080:80 web`. See `conf.d/`.", missing],
    ["It was made in 8080.5. See `conf.d/`.", missing],
    ["<!-- port 18080 --> See `conf.d/`.", missing],
    ["<!-- somehow 8080 --> See `conf.d/`.", missing],
  ])("%j", (readme, expected) => {
    expect(checkRule(undocumented, site(readme))).toEqual(expected);
  });

  test("of the base's own site is blamed on the FROM", () => {
    const files = {
      [DOCKERFILE]: "FROM nginx:1.27\nCOPY html/ /usr/share/nginx/html/\n",
      [README]: "# web\n",
    };
    expect(checkRule(undocumented, { ...files, [`${WEB}/html/index.html`]: "" })).toEqual([
      `${DOCKERFILE}:1:6-16 README.md does not document port 80`,
    ]);
  });

  test("of the loopback address is nobody's business", () => {
    const files = {
      ...site("8080, conf.d/"),
      [`${WEB}/conf.d/status.conf`]: "server {\n    listen 127.0.0.1:8081;\n}\n",
    };
    expect(checkRule(undocumented, files)).toEqual([]);
  });

  test("of a server that is not started is not open", () => {
    expect(
      checkRule(undocumented, site("# web", 'ENTRYPOINT ["/usr/bin/tail", "-f", "/dev/null"]\n')),
    ).toEqual([]);
  });
});

describe("a configuration file", () => {
  const missing = [`${DOCKERFILE}:2:1-32 README.md does not document conf.d/default.conf`];
  test.each<readonly [readme: string, expected: readonly string[]]>([
    ["8080, `default.conf`", []],
    ["8080, [site](./conf.d/default.conf)", []],
    ["8080, `/etc/nginx/conf.d/default.conf`", []],
    ["8080, `conf.d/*.conf`", []],
    ["8080, sites lie in `/etc/nginx/conf.d`", []],
    ["8080, `conf.d/other.conf` and `/etc/nginx/`", missing],
    ["8080, `my-default.conf`", missing],
    ["8080 <!-- default.conf -->", missing],
  ])("%j", (readme, expected) => {
    expect(checkRule(undocumented, site(readme))).toEqual(expected);
  });

  test("that comes with nginx is not asked for", () => {
    const files = {
      ...site("8080, conf.d/", "COPY mime.types /etc/nginx/mime.types\n"),
      [`${WEB}/mime.types`]: "types {\n}\n",
    };
    expect(checkRule(undocumented, files)).toEqual([]);
  });

  test("of another folder is named by its path in the repo", () => {
    const files = {
      [DOCKERFILE]: "FROM nginx:1.27\nCOPY deployment/shared/site.conf /etc/nginx/conf.d/default.conf\n",
      "deployment/shared/site.conf": SITE,
      [README]: "8080\n",
    };
    expect(checkRule(undocumented, files)).toEqual([
      `${DOCKERFILE}:2:1-64 README.md does not document deployment/shared/site.conf`,
    ]);
  });
});

describe("a user", () => {
  const image = (user: string, readme: string) => ({
    [DOCKERFILE]: `FROM nginx:1.27\nRUN useradd -u 1234 ${user}\nCOPY nginx.conf /etc/nginx/nginx.conf\nUSER ${user}\n`,
    [`${WEB}/nginx.conf`]: NGINX,
    [README]: `# web\n\n8080, nginx.conf.\n\n${readme}\n`,
  });
  const missing = (user: string) => [
    `${DOCKERFILE}:4:6-${6 + user.length} README.md does not document user ${user}`,
  ];
  test.each<readonly [user: string, readme: string, expected: readonly string[]]>([
    ["web", "The web image.", missing("web")],
    ["web", "It belongs to web.", []],
    ["web", "## User\n\nIt is web.", []],
    ["web", "## User\n\nSee below.\n\n## Site\n\nThe web.", missing("web")],
    ["web", "UID 1234", []],
    ["web", "USER web", []],
    ["shop", "As shop.", []],
    ["shop", "The shop-front.", missing("shop")],
  ])("%s in %j", (user, readme, expected) => {
    expect(checkRule(undocumented, image(user, readme))).toEqual(expected);
  });

  const nginxAs = (conf: string, dockerfile = "") => ({
    [DOCKERFILE]: `FROM nginx:1.27\n${dockerfile}COPY nginx.conf /etc/nginx/nginx.conf\n`,
    [`${WEB}/nginx.conf`]: `${conf}${NGINX}`,
    [README]: "8080, `nginx.conf`\n",
  });
  test.each<readonly [about: string, files: Readonly<Record<string, string>>, expected: readonly string[]]>([
    ["that is compiled in", nginxAs(""), []],
    ["that is root", nginxAs("user root;\n"), []],
    [
      "of the workers",
      nginxAs("user www-data;\n"),
      [`${WEB}/nginx.conf:1:6-14 README.md does not document user www-data`],
    ],
    [
      "that nginx ignores, since another one runs it",
      nginxAs("user www-data;\n", "RUN useradd shop\nUSER shop\n"),
      [`${DOCKERFILE}:3:6-10 README.md does not document user shop`],
    ],
    [
      "that the base set",
      { [DOCKERFILE]: "FROM nginxinc/nginx-unprivileged:1.27\n", [README]: "8080\n" },
      [],
    ],
    [
      "that has no name",
      { [DOCKERFILE]: "FROM debian:12\nUSER 1717\n", [README]: "# web\n" },
      [`${DOCKERFILE}:2:6-10 README.md does not document user 1717`],
    ],
    [
      "that a script steps down to",
      {
        [DOCKERFILE]: 'FROM debian:12\nRUN useradd shop\nCMD ["gosu", "shop", "node", "x.js"]\n',
        [README]: "# web\n",
      },
      [`${DOCKERFILE}:3:1-37 README.md does not document user shop`],
    ],
    [
      "that supervisord starts a program as",
      {
        [DOCKERFILE]:
          'FROM debian:12\nRUN useradd shop\nCOPY s.conf /etc/s.conf\nCMD ["supervisord", "-c", "/etc/s.conf"]\n',
        [`${WEB}/s.conf`]: "[program:api]\ncommand=node x.js\nuser=shop\n",
        [README]: "# web\n",
      },
      [`${WEB}/s.conf:3:6-10 README.md does not document user shop`],
    ],
  ])("%s", (_about, files, expected) => {
    expect(checkRule(undocumented, files)).toEqual(expected);
  });
});

describe("volumes and variables", () => {
  const files = (dockerfile: string, readme: string, script = "#!/bin/sh\nexec node x.js\n") => ({
    [DOCKERFILE]: `FROM debian:12\n${dockerfile}COPY start.sh /start.sh\nENTRYPOINT ["sh", "/start.sh"]\n`,
    [`${WEB}/start.sh`]: script,
    [README]: readme,
  });
  const reading = "#!/bin/sh\nexec node x.js $LIMIT $TZ $APP_VERSION\n";
  test.each<readonly [about: string, files: Readonly<Record<string, string>>, expected: readonly string[]]>([
    [
      "both are named at the first",
      files("VOLUME /data\nENV LIMIT=1\n", "# web", reading),
      [`${DOCKERFILE}:2:8-13 README.md does not document volume /data, variable LIMIT`],
    ],
    ["named in a sentence", files("VOLUME /data\nENV LIMIT=1\n", "LIMIT; it writes to /data", reading), []],
    ["a variable that nothing reads", files("ENV LIMIT=1\n", "# web"), []],
    ["variables that everyone knows", files("ENV TZ=UTC APP_VERSION=2\n", "# web", reading), []],
    ["a variable that only a script knows", files("", "# web", reading), []],
  ])("%s", (_about, some, expected) => {
    expect(checkRule(undocumented, some)).toEqual(expected);
  });

  test.each<readonly [require: string, dockerfile: string, expected: readonly string[]]>([
    ["user", "VOLUME /data\n", []],
    ["volumes", "VOLUME /data\n", ["warning volume /data"]],
    ["user, volumes", "VOLUME /data\nUSER 1717\n", ["error user 1717, volume /data"]],
  ])("the policy asks for %s", (require, dockerfile, expected) => {
    const policy = `docs:\n  require: [${require}]\n`;
    const found = findingsOf(undocumented, files(dockerfile, "# web"), { policy });
    expect(found.map(({ severity, key }) => `${severity} ${key}`)).toEqual(expected);
  });
});

test("what a base of this repo brings is in its own README, but the heir opens its ports", () => {
  const files = {
    "deployment/images/base/Dockerfile":
      "FROM nginx:1.27\nRUN useradd shop\nCOPY nginx.conf /etc/nginx/nginx.conf\nENV LIMIT=1\nVOLUME /data\n",
    "deployment/images/base/nginx.conf": `user shop;\n${NGINX}`,
    "deployment/images/base/README.md": "shop, 8080, nginx.conf, LIMIT, /data\n",
    [DOCKERFILE]: "FROM registry.corp/base AS run\nFROM run\nCOPY html/ /srv/\n",
    [`${WEB}/html/index.html`]: "",
    [README]: "# web\n",
  };
  const policy = 'registries:\n  registry.corp: "."\n';
  expect(checkRule(undocumented, files, { policy })).toEqual([
    `${DOCKERFILE}:1:6-24 README.md does not document port 8080`,
  ]);
});

describe("one README", () => {
  const shared = {
    [`${WEB}/Dockerfile`]: "FROM nginx:1.27\nCOPY site.conf /etc/nginx/conf.d/default.conf\n",
    [`${WEB}/Dockerfile.debug`]: "FROM nginx:1.27\nCOPY debug.conf /etc/nginx/conf.d/default.conf\n",
    [`${WEB}/site.conf`]: SITE,
    [`${WEB}/debug.conf`]: "server {\n    listen 8080;\n}\nserver {\n    listen 9090;\n}\n",
  };

  test("of several images names each thing once, and whose it is", () => {
    const files = { ...shared, [README]: "`site.conf`, `debug.conf`\n" };
    expect(checkRule(undocumented, files)).toEqual([
      `${WEB}/site.conf:2:12-16 README.md does not document port 8080, port 9090 of web/debug`,
    ]);
  });

  test("is related, as is every line but the first", () => {
    const [finding] = findingsOf(undocumented, { ...site("# web\n") });
    expect(finding?.related?.map(({ at, note }) => `${at.file.path} ${note}`)).toEqual([
      `${DOCKERFILE} conf.d/default.conf: nginx loads it from /etc/nginx/conf.d/default.conf`,
      `${README} the README that was read`,
    ]);
  });

  test("that is given up is not held to anything", () => {
    expect(checkRule(undocumented, site("x\n".repeat(300_000)))).toEqual([]);
  });
});

describe("the fix", () => {
  const image = (readme: string) => ({
    [DOCKERFILE]:
      "FROM nginx:1.27\nENV SIZE=1m\nRUN useradd web\nCOPY nginx.conf /etc/nginx/nginx.conf\nCOPY x.template /etc/nginx/templates/x.template\nVOLUME /data\n",
    [`${WEB}/nginx.conf`]:
      "user web;\nevents {}\nhttp {\n    server {\n        listen 8080;\n        listen 8443;\n    }\n}\n",
    [`${WEB}/x.template`]: "# ${SIZE}\n",
    [README]: readme,
  });
  const ALL = [
    "## User",
    "",
    "The workers of nginx run as `web`.",
    "",
    "## Ports",
    "",
    "| Port | Use |",
    "| --- | --- |",
    "| 8080 | Served by nginx |",
    "| 8443 | Served by nginx |",
    "",
    "## Configuration",
    "",
    "| File | In the image |",
    "| --- | --- |",
    "| [nginx.conf](nginx.conf) | `/etc/nginx/nginx.conf` |",
    "",
    "## Environment",
    "",
    "| Variable | Default | Use |",
    "| --- | --- | --- |",
    "| `SIZE` | `1m` | Read by `x.template` |",
    "",
    "## Volumes",
    "",
    "| Volume | Use |",
    "| --- | --- |",
    "| `/data` | Declared with `VOLUME` |",
  ];
  const TOLD = "`nginx.conf` `SIZE` `/data`, the container user is `web`.";

  test.each<readonly [string, readonly string[], readonly string[]]>([
    ["adds what is missing at the end", ["# web", ""], ["# web", "", ...ALL, ""]],
    ["to an empty file as well", [""], [...ALL, ""]],
    ["and keeps the end as it is", ["# web", "", "Text."], ["# web", "", "Text.", "", ...ALL]],
    [
      "adds rows to a table",
      ["# web", TOLD, "", "| Port | Use |", "|---|---|", "| 8080 | HTTP |", "", "End.", ""],
      [
        "# web",
        TOLD,
        "",
        "| Port | Use |",
        "|---|---|",
        "| 8080 | HTTP |",
        "| 8443 | Served by nginx |",
        "",
        "End.",
        "",
      ],
    ],
    [
      "in the columns of a table that has the repo's file beside the image's",
      [
        "# web",
        "`SIZE` `/data`, the container user is `web`, ports 8080 and 8443.",
        "",
        "| File | Source |",
        "| --- | --- |",
        "| `/etc/a` | `a` |",
      ],
      [
        "# web",
        "`SIZE` `/data`, the container user is `web`, ports 8080 and 8443.",
        "",
        "| File | Source |",
        "| --- | --- |",
        "| `/etc/a` | `a` |",
        "| `/etc/nginx/nginx.conf` | [nginx.conf](nginx.conf) |",
      ],
    ],
    [
      "fills the cells of a new table where all of the README's are filled",
      [
        "# web",
        "`nginx.conf` `SIZE`, the container user is `web`.",
        "",
        "| Port | Use   |",
        "| ---- | ----- |",
        "| 8080 | HTTP  |",
        "| 8443 | HTTPS |",
      ],
      [
        "# web",
        "`nginx.conf` `SIZE`, the container user is `web`.",
        "",
        "| Port | Use   |",
        "| ---- | ----- |",
        "| 8080 | HTTP  |",
        "| 8443 | HTTPS |",
        "",
        "## Volumes",
        "",
        "| Volume  | Use                    |",
        "| ------- | ---------------------- |",
        "| `/data` | Declared with `VOLUME` |",
      ],
    ],
    [
      "in the columns that it has",
      [
        "# web",
        TOLD,
        "",
        "| Purpose | Container port | Protocol | Owner |",
        "| - | - | - | - |",
        "| HTTP | 8080 | TCP | shop |",
      ],
      [
        "# web",
        TOLD,
        "",
        "| Purpose | Container port | Protocol | Owner |",
        "| - | - | - | - |",
        "| HTTP | 8080 | TCP | shop |",
        "| Served by nginx | 8443 | TCP | |",
      ],
    ],
    [
      "and in its widths",
      [
        "# web",
        TOLD,
        "",
        "| Port     | Use                  |",
        "| -------- | -------------------- |",
        "| 8080     | HTTP                 |",
      ],
      [
        "# web",
        TOLD,
        "",
        "| Port     | Use                  |",
        "| -------- | -------------------- |",
        "| 8080     | HTTP                 |",
        "| 8443     | Served by nginx      |",
      ],
    ],
    [
      "without bars where the table has none",
      ["# web", TOLD, "", "Port | Use", "--- | ---", "8080 | HTTP"],
      ["# web", TOLD, "", "Port | Use", "--- | ---", "8080 | HTTP", "8443 | Served by nginx"],
    ],
    [
      "writes below a heading that is about it",
      ["# web", TOLD, "", "## Ports", "", "Port 8080.", "", "## End", ""],
      [
        "# web",
        TOLD,
        "",
        "## Ports",
        "",
        "Port 8080.",
        "",
        "| Port | Use |",
        "| --- | --- |",
        "| 8443 | Served by nginx |",
        "",
        "## End",
        "",
      ],
    ],
  ])("%s", (_name, before, after) => {
    for (const end of before.length > 1 ? ["\n", "\r\n"] : ["\n"]) {
      const files = image(before.join(end));
      expect(fixed(undocumented, files)).toEqual({ [README]: after.join(end) });
      expect(checkRule(undocumented, { ...files, [README]: after.join(end) })).toEqual([]);
    }
  });

  test("replaces the one port and the one user that are no more", () => {
    const readme = (port: number, user: string) =>
      `# web\n\nSee \`conf.d/\`. The server runs as \`${user}\`.\n\n| Port |\n| --- |\n| ${port} |\n`;
    const files = {
      ...site(readme(80, "www")),
      [DOCKERFILE]:
        "FROM nginxinc/nginx-unprivileged:1.27\nCOPY conf.d/ /etc/nginx/conf.d/\nRUN useradd app\nUSER app\n",
    };
    expect(fixTitles(undocumented, files)).toEqual(["[unsafe] document user app and 1 more in README.md"]);
    expect(fixed(undocumented, files)).toEqual({ [README]: readme(8080, "app") });
  });
});

test("a user that the image does not have is not written down", () => {
  const files = (name: string) => ({
    [DOCKERFILE]: `FROM debian:12\nRUN useradd app\nUSER ${name}\nCMD ["sleep", "1"]\n`,
    [README]: "# web\n\nRuns as `shop`.\n",
  });
  expect(fixTitles(undocumented, files("app"))).toEqual(["[unsafe] document user app in README.md"]);
  expect(fixTitles(undocumented, files("nosuch"))).toEqual(["-"]);
});

describe("what a README above says of an image", () => {
  const image = {
    [`${WEB}/Dockerfile`]:
      "FROM nginx:1.27\nCOPY site.conf /etc/nginx/conf.d/default.conf\nENV LEVEL=1\nVOLUME /data\n",
    [`${WEB}/site.conf`]: "server {\n    listen 8080;\n}\n",
  };
  const told = (readme: string) => checkRule(undocumented, { ...image, "README.md": readme });

  test("is asked for users, ports and files, and for nothing else", () => {
    expect(told("# repo\n\n## web\n\nThe front.\n")).toEqual([
      `${WEB}/site.conf:2:12-16 README.md, where it is about "web", does not document port 8080, site.conf`,
    ]);
    expect(told("# repo\n\n## web\n\nPort 8080, by site.conf.\n\n## api\n\nA.\n")).toEqual([]);
    expect(told("# repo\n\n| Image | Port | File |\n|---|---|---|\n| web | 8080 | site.conf |\n")).toEqual(
      [],
    );
  });

  test("is only what stands under its heading or in its row", () => {
    expect(told("# repo\n\n## web\n\nsite.conf\n\n## api\n\nPort 8080.\n")).toEqual([
      `${WEB}/site.conf:2:12-16 README.md, where it is about "web", does not document port 8080`,
    ]);
  });

  test("has no fix, for the page is about others too", () => {
    const files = { ...image, "README.md": "# repo\n\n## web\n\nThe front.\n" };
    expect(findingsOf(undocumented, files).map(({ fix }) => fix)).toEqual([undefined]);
  });
});
