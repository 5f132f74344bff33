import { describe, expect, test } from "vitest";
import { imageFacts } from "../image-facts.ts";

/** What is told of the server of an image whose start script may do this or that. */
function told(script: string, from = "nginx:1.29", lines = ""): string {
  const [image] = imageFacts({
    Dockerfile: `FROM ${from}\n${lines}\nCOPY site.conf off.conf /tmp/\nCOPY site.conf /etc/nginx/conf.d/default.conf\nCOPY --chmod=755 start.sh /\nCMD ["/start.sh"]\n`,
    "site.conf": "server { listen 80; return 204; }\n",
    "off.conf": "gzip off;\n",
    "start.sh": `#!/bin/sh\n${script}\n`,
  });
  const [server] = image?.servers ?? [];
  if (server === undefined) return "no server";
  const starts =
    typeof server.starts === "object" ? "may start" : server.starts ? "starts" : "does not start";
  const workers = server.workers.known ? server.workers.name : "unknown";
  const ports = server.listeners.map(({ address, port }) => `${address}:${port}`).join(" ");
  return `${starts} as ${workers} on ${ports}${server.listenersComplete === false ? ", perhaps more" : ""}`;
}

const NGINX = "exec nginx -g 'daemon off;'";
const SAME = "starts as nginx on 0.0.0.0:80";
const SECRET = "[ -f /run/secrets/key ]";
const CONF = "/etc/nginx/conf.d";

describe("what holds whichever way a condition leads is known", () => {
  test.each<[string, string]>([
    ["a file that may be there", `if ${SECRET}; then echo "gzip on;" > ${CONF}/gzip.conf; fi`],
    ["a file that may be gone", `${SECRET} || rm ${CONF}/default.conf; cp /tmp/site.conf ${CONF}/site.conf`],
    [
      "one of three files",
      `case "$(hostname)" in a*) cp /tmp/site.conf ${CONF}/default.conf ;; b*) ;; *) cp /tmp/off.conf ${CONF} ;; esac`,
    ],
    [
      "a line that may be added twice",
      `for one in a b; do :; done; ${SECRET} && echo "# a" >> ${CONF}/default.conf; id x && echo "# b" >> ${CONF}/default.conf`,
    ],
    ["an edit that may be made", `if ${SECRET}; then sed -i 's/1k/2k/' ${CONF}/default.conf; fi`],
    ["one in a function", `own() { if ${SECRET}; then cp /tmp/off.conf ${CONF}; fi; }\nown`],
    ["one behind two conditions", `if ${SECRET}; then id x && cp /tmp/off.conf ${CONF}; fi`],
    [
      "a text with what is given at the start",
      `if ${SECRET}; then echo "add_header X-Site '\${SITE}';" > ${CONF}/site.conf; fi`,
    ],
  ])("%s", (_, script) => {
    expect(told(`${script}\n${NGINX}`)).toBe(SAME);
  });

  test("when the image is built, too", () => {
    expect(
      told(NGINX, "nginx:1.29", `RUN if [ -f /etc/own ]; then echo "gzip on;" > ${CONF}/gzip.conf; fi`),
    ).toBe(SAME);
  });

  test("of Apache", () => {
    const script = `if ${SECRET}; then echo "ServerTokens Prod" >> /usr/local/apache2/conf/httpd.conf; fi\nexec httpd-foreground`;
    expect(told(script, "httpd:2.4")).toBe("starts as www-data on *:80");
  });
});

describe("and what differs stays open", () => {
  test.each<[string, string, string]>([
    [
      "a port of its own",
      `if ${SECRET}; then echo "server { listen 81; }" > ${CONF}/more.conf; fi`,
      "starts as nginx on 0.0.0.0:80, perhaps more",
    ],
    [
      "a mistake in one of them",
      `if ${SECRET}; then echo "gzip maybe;" > ${CONF}/gzip.conf; fi`,
      "may start as nginx on 0.0.0.0:80",
    ],
    [
      "lines that cannot stand together",
      `if ${SECRET}; then echo "gzip on;" > ${CONF}/a.conf; fi; if id x; then echo "gzip on;" > ${CONF}/b.conf; fi`,
      "may start as nginx on 0.0.0.0:80",
    ],
    [
      "one of two texts by one redirection",
      `if ${SECRET}; then echo "gzip on;"; else echo "gzip off;"; fi > ${CONF}/gzip.conf`,
      "may start as nginx on 0.0.0.0:80, perhaps more",
    ],
    [
      "what a loop may do again and again",
      `while ${SECRET}; do echo "gzip on;" >> ${CONF}/gzip.conf; done`,
      "may start as nginx on 0.0.0.0:80, perhaps more",
    ],
    [
      "a text that is not known",
      `if ${SECRET}; then hostname > ${CONF}/own.conf; fi`,
      "may start as nginx on 0.0.0.0:80, perhaps more",
    ],
    [
      "another user",
      `if ${SECRET}; then sed -i 's/^user .*/user daemon;/' /etc/nginx/nginx.conf; fi`,
      "starts as unknown on 0.0.0.0:80",
    ],
  ])("%s", (_, script, expected) => {
    expect(told(`${script}\n${NGINX}`)).toBe(expected);
  });
});

describe("a test of a file that the image has", () => {
  const behind = (line: string) =>
    told(`${line}\nif [ -f /etc/nginx/nginx.conf ]; then ${NGINX}; fi\nexec sleep infinity`);
  test.each([
    "true",
    "rm -f /etc/nginx/other",
    "cp /etc/nginx/nginx.conf /run/",
  ])("is passed behind %s", (line) => {
    expect(behind(line)).toBe(SAME);
  });
  test.each([
    "rm -f /etc/nginx/nginx.conf",
    "mv /etc/nginx /run/",
    "rm -r $FOLDER",
    "rm -f /etc/nginx/*.conf",
    "cd /etc/nginx; rm nginx.conf",
    "find /etc/nginx -name '*.conf' -delete",
  ])("is open behind %s", (line) => {
    expect(behind(line)).not.toBe(SAME);
  });
});

describe("variables that are given at the start", () => {
  const written = (line: string) => told(`echo "${line}" > ${CONF}/default.conf\n${NGINX}`);
  test.each<[string, string, string]>([
    [
      "as part of a statement",
      "server { listen 80; server_name $NAMES; proxy_pass_header $header; }",
      "may start as nginx on 0.0.0.0:80",
    ],
    ["with a default", "server { listen 80; server_name ${NAMES:-_}; }", SAME],
    ["as a port", "server { listen 80; listen $PORT; }", "may start as nginx on 0.0.0.0:80, perhaps more"],
    ["as a statement", "server { listen 80; $MORE }", "may start as nginx on , perhaps more"],
    [
      "as a statement behind another",
      "server { listen 80; ${MORE} }",
      "may start as nginx on , perhaps more",
    ],
    [
      "changed by an operator",
      "server { listen 80; server_name ${NAMES%.x}; }",
      "may start as nginx on , perhaps more",
    ],
  ])("%s", (_, line, expected) => {
    expect(written(line)).toBe(expected);
  });
});
