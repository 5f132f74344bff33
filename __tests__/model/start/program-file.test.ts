import { describe, expect, test } from "vitest";
import { logUnwritable } from "../../../src/rules/nginx/log-unwritable.ts";
import { checkRule } from "../../rules/check-rule.ts";
import { imageFacts } from "../image-facts.ts";

const DEBIAN = "FROM debian:12-slim\nRUN apt-get install -y nginx\nRUN useradd -u 1001 web\n";
const CONF = "pid /tmp/n.pid;\nerror_log stderr;\nevents {}\n";
const START = { "n.conf": CONF, "start.sh": "#!/bin/sh\nexec nginx -g 'daemon off;'\n" };
const facts = (dockerfile: string, files: Readonly<Record<string, string>> = START) => {
  const [image] = imageFacts({ Dockerfile: `${dockerfile}\nCOPY n.conf /etc/nginx/nginx.conf\n`, ...files });
  const [server] = image?.servers ?? [];
  const master = server?.master;
  return {
    starts: typeof server?.starts === "boolean" ? server.starts : "?",
    master: master?.known === true ? master.name : "?",
  };
};

describe("a start script", () => {
  test.each<[string, string, boolean | "?"]>([
    ["744 of root, as web", "COPY --chmod=744 start.sh /\nUSER web", false],
    ["700 of root, as web", "COPY --chmod=700 start.sh /\nUSER web", false],
    ["u+x of root, as web", "COPY --chmod=u+x start.sh /\nUSER web", false],
    ["g+x of root, as web", "COPY --chmod=g+x start.sh /\nUSER web", false],
    ["755 of root, as web", "COPY --chmod=755 start.sh /\nUSER web", true],
    ["+x of root, as web", "COPY --chmod=+x start.sh /\nUSER web", true],
    ["700 of web, as web", "COPY --chown=web --chmod=700 start.sh /\nUSER web", true],
    ["700 of root, as root", "COPY --chmod=700 start.sh /", true],
    ["750 of web's group", "COPY --chown=root:web --chmod=750 start.sh /\nUSER web", true],
    ["750 of root's group", "COPY --chmod=750 start.sh /\nUSER web", false],
    ["711 of root: the shell cannot read it", "COPY --chmod=711 start.sh /\nUSER web", false],
    ["chmod in a RUN", "COPY start.sh /\nRUN chmod 700 /start.sh\nUSER web", false],
    [
      "a group of the user's",
      "RUN groupadd run && usermod -aG run web\nCOPY --chown=root:run --chmod=750 start.sh /\nUSER web",
      true,
    ],
    [
      "a group of another's",
      "RUN groupadd run\nCOPY --chown=root:run --chmod=750 start.sh /\nUSER web",
      false,
    ],
    [
      "in a folder that is closed",
      "RUN mkdir -m 700 /a\nCOPY --chmod=755 start.sh /a/start.sh\nRUN ln -s /a/start.sh /start.sh\nUSER web",
      false,
    ],
  ])("%s", (_, lines, expected) => {
    expect(facts(`${DEBIAN}${lines}\nCMD ["/start.sh"]`).starts).toBe(expected);
  });

  test("is only read by a shell", () => {
    expect(facts(`${DEBIAN}COPY --chmod=644 start.sh /\nUSER web\nCMD ["sh", "/start.sh"]`).starts).toBe(
      true,
    );
    expect(facts(`${DEBIAN}COPY --chmod=600 start.sh /\nUSER web\nCMD ["sh", "/start.sh"]`).starts).toBe(
      false,
    );
  });

  test("is run by another", () => {
    const files = { ...START, "entry.sh": "#!/bin/sh\nexec /start.sh\n" };
    const dockerfile = `${DEBIAN}COPY --chmod=700 start.sh /\nCOPY --chmod=755 entry.sh /\nUSER web\nCMD ["/entry.sh"]`;
    expect(facts(dockerfile, files).starts).toBe(false);
  });
});

describe("a server's own file", () => {
  test.each<[string, string, { starts: boolean | "?"; master: string | undefined }]>([
    ["as it is", "RUN true", { starts: true, master: "web" }],
    ["set-user-id", "RUN chmod u+s /usr/sbin/nginx", { starts: true, master: "root" }],
    ["set-user-id by a number", "RUN chmod 4755 /usr/sbin/nginx", { starts: true, master: "root" }],
    ["set-user-id by a pattern", "RUN chmod u+s /usr/sbin/ngin*", { starts: true, master: "root" }],
    ["set-group-id", "RUN chmod g+s /usr/sbin/nginx", { starts: true, master: "web" }],
    [
      "the bit is taken away",
      "RUN chmod u+s /usr/sbin/nginx && chmod u-s /usr/sbin/nginx",
      { starts: true, master: "web" },
    ],
    ["closed to others", "RUN chmod 700 /usr/sbin/nginx", { starts: false, master: "web" }],
  ])("%s", (_, line, expected) => {
    const dockerfile = `${DEBIAN}${line}\nUSER web\nCMD ["nginx", "-g", "daemon off;"]`;
    expect(facts(dockerfile)).toEqual(expected);
  });
});

describe("a log folder of root and its group", () => {
  const WEB = "deployment/images/web";
  const conf = "error_log /srv/log/e.log;\npid /tmp/n.pid;\nevents {}\n";
  const check = (...lines: readonly string[]) =>
    checkRule(logUnwritable, {
      [`${WEB}/n.conf`]: conf,
      [`${WEB}/Dockerfile`]: `${DEBIAN}${lines.join("\n")}\nCOPY n.conf /etc/nginx/nginx.conf\nUSER web\nCMD ["nginx", "-g", "daemon off;"]\n`,
    });
  const said = [
    `${WEB}/n.conf:1:11-25 user "web" cannot open log /srv/log/e.log, so nginx will not start: /srv/log belongs to root (mode 0775)`,
  ];
  test.each<[string, readonly string[], readonly string[]]>([
    ["775", ["RUN mkdir /srv/log && chmod 775 /srv/log"], said],
    ["775 as it is made", ["RUN install -d -m 775 /srv/log"], said],
    ["g+w", ["RUN mkdir /srv/log && chmod g+w /srv/log"], said],
    ["the user is in it", ["RUN mkdir /srv/log && chmod 775 /srv/log && usermod -aG root web"], []],
    [
      "the user may be in it",
      ["RUN mkdir /srv/log && chmod 775 /srv/log && (true; id x) || adduser web root"],
      [],
    ],
    ["the group is the user's", ["RUN mkdir /srv/log && chgrp web /srv/log && chmod 775 /srv/log"], []],
    ["the owner with its group", ["RUN mkdir /srv/log && chown web: /srv/log"], []],
    [
      "the user is of another",
      ["RUN groupadd log && mkdir /srv/log && chgrp log /srv/log && chmod 775 /srv/log"],
      said,
    ],
  ])("%s", (_, lines, expected) => {
    expect(check(...lines)).toEqual(expected);
  });
});
