import type { LabCase } from "../case.ts";

/** Beginnings of Dockerfiles that many cases share: the builder makes each of their layers once. */
export const NGINX = "FROM debian:12-slim\nRUN apt-get update && apt-get install -y nginx\n";
export const APACHE = "FROM debian:12-slim\nRUN apt-get update && apt-get install -y apache2\n";
export const BOTH = "FROM debian:12-slim\nRUN apt-get update && apt-get install -y nginx apache2\n";
export const STEP_DOWN =
  "FROM debian:12-slim\nRUN apt-get update && apt-get install -y nginx gosu sudo tini dumb-init gettext-base\n";
export const SUPERVISOR =
  "FROM debian:12-slim\nRUN apt-get update && apt-get install -y nginx apache2 supervisor\n";

/** Starts nginx so that the container stays. */
export const START_NGINX = 'CMD ["nginx", "-g", "daemon off;"]\n';
/** Starts Apache so that the container stays. */
export const START_APACHE = 'CMD ["apachectl", "-D", "FOREGROUND"]\n';

/** A site on 8080 over IPv4. */
export const SITE = "server { listen 8080; }\n";
/** A main configuration of nginx that depends on nothing else. */
export const MAIN = `user www-data;\nevents {}\nhttp { ${SITE}}\n`;

/** An image whose nginx reads this main configuration alone; `lines` stand before the COPY. */
export function nginxMain(name: string, text: string, lines = "", end = START_NGINX): LabCase {
  return {
    name,
    files: {
      Dockerfile: `${NGINX}${lines}COPY nginx.conf /etc/nginx/nginx.conf\n${end}`,
      "nginx.conf": text,
    },
  };
}

/** Debian's nginx with these lines behind its installation, and the files that they copy. */
export function nginxWith(
  name: string,
  lines: string,
  files: LabCase["files"] = {},
  end = START_NGINX,
): LabCase {
  return { name, files: { Dockerfile: `${NGINX}${lines}${end}`, ...files } };
}

/** Debian's Apache with these lines behind its installation, and the files that they copy. */
export function apacheWith(
  name: string,
  lines: string,
  files: LabCase["files"] = {},
  end = START_APACHE,
): LabCase {
  return { name, files: { Dockerfile: `${APACHE}${lines}${end}`, ...files } };
}

/** An executable script of the repo. */
export const script = (text: string) => ({ text: `#!/bin/sh\n${text}`, kind: "executable" as const });

/** Makes cases of a rebuilt image: each with a title, the lines of its Dockerfile, its files and its service. */
export const on =
  (given: string, title: string) =>
  (name: string, lines = "", files: LabCase["files"] = {}, service?: LabCase["service"]): LabCase => ({
    name: `${title}, ${name}`,
    given,
    files: { Dockerfile: `FROM ${given}\n${lines}`, ...files },
    ...(service === undefined ? {} : { service }),
  });
