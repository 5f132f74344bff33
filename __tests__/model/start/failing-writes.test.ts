import { expect, test } from "vitest";
import { imageFacts } from "../image-facts.ts";

// Debian's nginx, which any user may start here: seen in the lab (failing-starts).
const LINES = [
  "FROM debian:12-slim",
  "RUN apt-get update && apt-get install -y nginx",
  "RUN chown -R www-data /var/lib/nginx /var/log/nginx /run",
  "COPY nginx.conf /etc/nginx/nginx.conf",
  "COPY --chmod=755 start.sh /",
];

/** Whether nginx starts, and on which ports, behind a script of www-data's. */
function nginxBehind(script: string, more: readonly string[] = []): string {
  const [image] = imageFacts({
    Dockerfile: [...LINES, ...more, "USER www-data", 'ENTRYPOINT ["/start.sh"]', ""].join("\n"),
    "nginx.conf": "events {}\nhttp { include conf.d/*.conf; server { listen 8080; } }\n",
    "start.sh": `#!/bin/sh\n${script}\nexec nginx -g 'daemon off;'\n`,
  });
  const [server] = image?.servers ?? [];
  if (server?.starts === false) return "ends";
  const ports = server?.listeners.map(({ port }) => port).join(" ");
  return `${server?.starts === true ? "" : "? "}${ports}`;
}

const SITE = "'server { listen 8081; }' > /etc/nginx/conf.d/a.conf";

test.each([
  [`set -e\necho ${SITE}`, "ends"],
  [`echo ${SITE}`, "8080"],
  [`set -e\necho ${SITE} || true`, "8080"],
  [`set -e\nif echo ${SITE}; then :; fi`, "8080"],
  [`set -e\necho ${SITE} && echo done`, "8080"],
  [`set -e\necho ${SITE} | cat`, "8080"],
  [`set -e\nset +e\necho ${SITE}`, "8080"],
  [`set -e\n( echo ${SITE} )`, "ends"],
  ["set -e\nsed -i s/8080/8081/ /etc/nginx/nginx.conf", "ends"],
  ["sed -i s/8080/8081/ /etc/nginx/nginx.conf", "8080"],
  ["set -e\nrm -f /etc/nginx/nginx.conf", "ends"],
  ["set -e\nrm -f /etc/nginx/conf.d/none.conf", "8080"],
  ["set -e\nmkdir -p /etc/nginx/conf.d", "8080"],
  ["set -e\nmkdir -p /etc/shop", "ends"],
  ["set -e\nchown www-data /etc/nginx/nginx.conf", "ends"],
  ["set -e\nchmod 600 /etc/nginx/nginx.conf", "ends"],
])("%s", (script, seen) => {
  expect(nginxBehind(script)).toBe(seen);
});

test("a folder that the build gives to the user", () => {
  const given = ["RUN chown www-data /etc/nginx/conf.d"];
  expect(nginxBehind(`set -e\necho ${SITE}`, given)).toBe("8081 8080");
});

test("what sed puts before the first line, or behind the last, of a file that the package brings", () => {
  const ports = (edit: string) => {
    const lines = ["FROM debian:12-slim", "RUN apt-get update && apt-get install -y apache2", edit];
    const [image] = imageFacts({
      Dockerfile: [...lines, 'CMD ["apachectl", "-D", "FOREGROUND"]\n'].join("\n"),
    });
    const [server] = image?.servers ?? [];
    return [server?.listeners.map(({ port }) => port).sort(), server?.listenersComplete ?? true];
  };
  expect(ports("RUN sed -i '1i Listen 8081' /etc/apache2/ports.conf")).toEqual([[80, 8081], true]);
  expect(ports("RUN sed -i '$a Listen 8081' /etc/apache2/ports.conf")).toEqual([[80, 8081], true]);
  expect(ports("RUN sed -i '2i Listen 8081' /etc/apache2/ports.conf")[1]).toBe(false);
});
