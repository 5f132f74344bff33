import { describe, expect, test } from "vitest";
import { found } from "./found.ts";

const DEBIAN = "FROM debian:12";

describe("folders of the system", () => {
  test.each<readonly [string, readonly string[], string, string]>([
    ["are root's", [DEBIAN], "/run", "root 0755 directory /run"],
    ["have their modes", ["FROM alpine:3.20"], "/tmp", "root 1777 directory /tmp"],
    ["are links where they are", [DEBIAN], "/var/run", "root 0755 directory /run"],
    ["hold what nobody tells of", [DEBIAN], "/run/x", "?"],
    ["are given away", [DEBIAN, "RUN chown www-data /run"], "/run", "www-data:root 0755 directory /run"],
    [
      "and taken back",
      [DEBIAN, "RUN chown www-data /run", "RUN chown root /run"],
      "/run",
      "root 0755 directory /run",
    ],
    [
      "are given away by the name of a link",
      [DEBIAN, "RUN chown www-data:www-data /var/run"],
      "/run",
      "www-data 0755 directory /run",
    ],
    [
      "are not given away by the name of a link and -R, which changes the link alone",
      [DEBIAN, "RUN chown -R www-data:www-data /var/run"],
      "/run",
      "root 0755 directory /run",
    ],
    ["are opened", [DEBIAN, "RUN chmod g+w /run"], "/run", "root 0775 directory /run"],
    ["come with the base of a base", ["FROM nginx:1.27"], "/var/log", "root 0755 directory /var/log"],
    ["are in no image from scratch", ["FROM scratch"], "/run", "-"],
    ["cannot be told of a base that is not known", ["FROM harbor.corp/x:1"], "/run", "?"],
  ])("%s", (_, lines, path, expected) => {
    expect(found(lines, path)).toBe(expected);
  });

  test.each<readonly [string, string]>([
    ["mkdir /var/run/x", "root 0755 directory /run/x"],
    ["mkdir -p /var/run/x && chown www-data:www-data /run/x", "www-data 0755 directory /run/x"],
    ["install -d -o www-data -m 750 /var/run/x", "www-data:root 0750 directory /run/x"],
    ["touch /var/run/x && chown www-data:www-data /run/x", "www-data 0644 file /run/x"],
    ["echo hello > /var/run/x", "root 0644 file /run/x"],
    ["echo hello > /run/x && mv /var/run/x /var/run/y", "-"],
    ["echo hello > /run/x && rm /var/run/x", "-"],
    ["echo hello > /run/x && rm /var/run/*", "-"],
  ])("/var/run/x is /run/x to %s", (command, expected) => {
    for (const path of ["/run/x", "/var/run/x"]) {
      expect(found([DEBIAN, `RUN ${command}`], path)).toBe(expected);
    }
  });

  test.each([
    "COPY x /var/run/",
    "COPY x /var/run/x",
    "COPY --from=other /x /var/run/x",
  ])("and to %s", (line) => {
    const lines = ["FROM debian:12 AS other", "COPY x /x", DEBIAN, line];
    expect(found(lines, "/run/x", { x: "text" })).toBe("root 0644 file /run/x");
  });
});

describe("touch", () => {
  test.each<readonly [string, readonly string[], string, string]>([
    ["makes a file", [DEBIAN, "RUN touch /srv/x"], "/srv/x", "root 0644 file /srv/x"],
    [
      "makes one where nothing is known of the base",
      [DEBIAN, "RUN touch /run/nginx.pid"],
      "/run/nginx.pid",
      "root 0644 file /run/nginx.pid",
    ],
    [
      "makes it as the user in force",
      [DEBIAN, "USER www-data", "RUN touch /tmp/x"],
      "/tmp/x",
      "www-data 0644 file /tmp/x",
    ],
    [
      "makes it as a user that cannot be told",
      [DEBIAN, "ARG WHO", "USER $WHO", "RUN touch /tmp/x"],
      "/tmp/x",
      "? 0644 file /tmp/x",
    ],
    [
      "changes nothing of a file that stands",
      [DEBIAN, "COPY --chown=www-data --chmod=600 x /srv/x", "RUN touch /srv/x"],
      "/srv/x",
      "www-data 0600 file /srv/x",
    ],
    [
      "leaves open what a command did before it",
      [DEBIAN, "RUN /opt/build /srv/x && touch /srv/x"],
      "/srv/x",
      "? ? file /srv/x",
    ],
    ["-c makes nothing", [DEBIAN, "RUN touch -c /srv/x"], "/srv/x", "-"],
    ["-d takes a word", [DEBIAN, "RUN touch -d yesterday /srv/x"], "/srv/x", "root 0644 file /srv/x"],
  ])("%s", (_, lines, path, expected) => {
    expect(found(lines, path, { x: "text" })).toBe(expected);
  });
});

describe("modes and owners", () => {
  test.each<readonly [string, string]>([
    ["chmod a+rwx /srv/x", "root 0777 file /srv/x"],
    ["chmod o-r /srv/x", "root 0640 file /srv/x"],
    ["chmod +x /srv/x", "root 0755 file /srv/x"],
    ["chmod -R g=u /srv", "root 0664 file /srv/x"],
    ["chmod -R a+rX /srv", "root 0644 file /srv/x"],
    ["chmod 600 /srv/x && chmod u+x,g+r /srv/x", "root 0740 file /srv/x"],
    ["chmod $(id -u) /srv/x", "root ? file /srv/x"],
    ["chmod $(id -u) /srv/x && chmod 640 /srv/x", "root 0640 file /srv/x"],
    ["chmod --reference=/etc/passwd /srv/x", "root ? file /srv/x"],
    ["cp /srv/x /srv/y; rm /srv/x", "-"],
    [
      "mkdir /srv/y && install -o www-data -m u=rw,go= /srv/x /srv/y/ && mv /srv/y/x /srv/x",
      "www-data:root 0600 file /srv/x",
    ],
  ])("after %s", (command, expected) => {
    expect(found([DEBIAN, "COPY x /srv/x", `RUN ${command}`], "/srv/x", { x: "text" })).toBe(expected);
  });

  test.each<readonly [string, string]>([
    ["install -o www-data -m 750 /srv/x /opt/", "root 0755 directory /opt"],
    ["mkdir -m u=rwx,go= /opt/y && rmdir /opt/y", "root 0755 directory /opt"],
    ["chmod g+rwX /opt", "root 0775 directory /opt"],
    ["chmod 1777 /opt && chmod go-w /opt", "root 1755 directory /opt"],
  ])("of a folder after %s", (command, expected) => {
    expect(found([DEBIAN, "COPY x /srv/x", `RUN ${command}`], "/opt", { x: "text" })).toBe(expected);
  });
});

describe("what a start script does", () => {
  const ENTRY = ["COPY --chmod=755 start.sh /start.sh", 'ENTRYPOINT ["/start.sh"]'];
  const start = (text: string) => ({ "start.sh": `#!/bin/sh\n${text}\n` });

  test.each<readonly [string, readonly string[], string, string, string]>([
    ["a folder", [DEBIAN], "mkdir -p /run/web\nexec nginx", "/run/web", "root 0755 directory /run/web"],
    [
      "a folder by the name of a link",
      [DEBIAN],
      "mkdir -p /var/run/web\nexec nginx",
      "/run/web",
      "root 0755 directory /run/web",
    ],
    [
      "a folder of the user in force",
      [DEBIAN, "USER www-data"],
      "mkdir /tmp/web\nexec nginx",
      "/tmp/web",
      "www-data 0755 directory /tmp/web",
    ],
    [
      "a folder that is given away",
      [DEBIAN],
      "mkdir -p /run/web && chown www-data /run/web\nexec nginx",
      "/run/web",
      "? 0755 directory /run/web",
    ],
    [
      "a folder of one of two users",
      [DEBIAN],
      "mkdir -p /run/web\nexec gosu www-data nginx",
      "/run/web",
      "? 0755 directory /run/web",
    ],
    [
      "a folder with a mode",
      [DEBIAN],
      "mkdir -m 700 /run/web\nexec nginx",
      "/run/web",
      "root 0700 directory /run/web",
    ],
    ["a file", [DEBIAN], "touch /run/web.pid\nexec nginx", "/run/web.pid", "root 0644 file /run/web.pid"],
    ["a mode", [DEBIAN], "chmod -R a+rwX /srv\nexec nginx", "/srv", "root ? directory /srv"],
    ["an owner", [DEBIAN], "chown www-data /var/run\nexec nginx", "/run", "? 0755 directory /run"],
  ])("%s", (_, lines, text, path, expected) => {
    expect(found([...lines, ...ENTRY], path, start(text))).toBe(expected);
  });
});
