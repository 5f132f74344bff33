import { describe, expect, test } from "vitest";
import { imageFacts, summary } from "../image-facts.ts";

const OPEN = '#!/bin/sh\nfind -L "$1" -exec chgrp 0 {} +\nfind -L "$1" -exec chmod g+rwX {} +\n';

/** What cannot be told of an image that runs `tool` with some words. */
const unknowns = (tool: string, line: string, rest = "USER web") => {
  const [image] = imageFacts({
    Dockerfile: `FROM alpine:3.20\nCOPY --chmod=755 tool /usr/local/bin/\nRUN adduser -D web && apk add nginx\nRUN ${line}\n${rest}\nCMD ["nginx", "-g", "daemon off;"]\n`,
    tool,
  });
  return image?.unknown.map(({ why }) => why);
};

describe("a script of the repo that PATH leads to is read", () => {
  test("with what it is called with", () => {
    expect(unknowns(OPEN, "tool /etc/passwd && tool /etc/nginx")).toEqual([]);
    expect(unknowns('#!/bin/sh\nfor d in a; do chown web "$2"; done\n', "tool x /etc/nginx")).toEqual([]);
  });

  test.each<[string, string]>([
    ['#!/bin/sh\napk add "$@"\n', "tool nginx nginx-mod-http-brotli"],
    ['#!/bin/sh\nset -e\nadd() {\n  apk add --no-cache "$@"\n}\nadd "$@"\n', "tool nginx"],
    ["#!/bin/sh\nshift\napk add $1\n", "tool -q nginx"],
    ['#!/bin/sh\nset -- nginx "$@"\napk add "$@"\n', "tool"],
    ['#!/bin/sh\nif [ "$#" -gt 0 ]; then apk add "$1"; fi\n', "tool nginx"],
  ])("and installs a server by %j", (tool, line) => {
    expect(
      summary(
        `FROM alpine:3.20\nCOPY --chmod=755 tool /usr/local/bin/\nRUN ${line}\nCMD ["nginx", "-g", "daemon off;"]\n`,
        { tool },
      ),
    ).toEqual(["user root:0", "nginx starts, workers nginx, listens 0.0.0.0:80 :::80"]);
  });

  test("but for one whose words are not followed: what it is given is then unknown", () => {
    const tool = '#!/bin/sh\nwhile getopts "d:" o; do D=$OPTARG; done\ncp /a "$D/x"\n';
    expect(unknowns(tool, "tool -d /srv")).toEqual([]);
    expect(unknowns(tool, "tool -d /etc/nginx/nginx.conf")).toContain(
      "what tool does to /etc/nginx/nginx.conf is unknown",
    );
  });

  test("what a program that is not known does with its arguments is unknown", () => {
    expect(unknowns('#!/bin/sh\nstrange "$1"\n', "tool /etc/nginx/nginx.conf")).toContain(
      "what strange does to /etc/nginx/nginx.conf is unknown",
    );
  });
});

test("a program out of another image hides no other in a folder of programs", () => {
  const [image] = imageFacts({
    Dockerfile:
      "FROM elsewhere AS other\nFROM alpine:3.20\nCOPY --chmod=755 tool /bin/\nCOPY --from=other /bin/ep /bin/\nRUN tool /etc/passwd\nUSER nobody\n",
    tool: OPEN,
  });
  expect(image?.containerUser).toMatchObject({ known: true, name: "nobody" });
});

describe("what is open in a part of nginx's configuration", () => {
  const nginx = (main: string, packages = "nginx") =>
    summary(
      `FROM alpine:3.20\nRUN apk add ${packages}\nCOPY nginx.conf /etc/nginx/\nCOPY start.sh /\nCMD ["sh", "/start.sh"]\n`,
      {
        "nginx.conf": main,
        "start.sh": 'hostname > /etc/nginx/extra.conf\nexec nginx -g "daemon off;"\n',
      },
    )[1];

  test("leaves the workers' user known, unless a user line may stand there", () => {
    const why = "/etc/nginx/extra.conf is written when the container starts";
    expect(nginx("events {}\nhttp { include /etc/nginx/extra.conf; server { listen 81; } }\n")).toBe(
      `nginx ? ${why}, workers nginx, listens 0.0.0.0:81 ?`,
    );
    expect(nginx("include /etc/nginx/extra.conf;\nevents {}\nhttp { server { listen 81; } }\n")).toContain(
      `workers ? ${why}`,
    );
  });

  test("a directive of a module that is loaded is taken", () => {
    const main = (load: string) => `${load}\nevents {}\nhttp { brotli_static on; server { listen 81; } }\n`;
    const load = (module: string) => main(`load_module modules/ngx_http_${module}_module.so;`);
    const packages = "nginx nginx-mod-http-brotli nginx-mod-http-geoip";
    expect(nginx(load("brotli_filter"), packages)).toContain("nginx starts");
    expect(nginx(load("geoip"), packages)).toContain("brotli_static");
    expect(nginx(load("geoip"))).toContain("nginx does not start");
  });
});
