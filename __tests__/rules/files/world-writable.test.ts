import { expect, test } from "vitest";
import { worldWritable } from "../../../src/rules/files/world-writable.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
import { checkRule, type Files } from "../check-rule.ts";

const WEB = "deployment/images/web";
const check = (lines: readonly string[], files: Files = {}) =>
  checkRule(worldWritable, { [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`, ...files });
const said = (place: string, mode: string, path: string) =>
  `${WEB}/Dockerfile:${place} mode ${mode} makes ${path} writable by everyone`;

test.each<readonly [string, readonly string[], readonly string[]]>([
  ["one digit", ["FROM debian:12", "RUN chmod 7 /srv"], [said("2:5-17", "7", "/srv")]],
  ["a set-group bit before it", ["FROM debian:12", "RUN chmod 2777 /srv"], [said("2:5-20", "2777", "/srv")]],
  ["o+w", ["FROM debian:12", "RUN chmod -R o+w /srv"], [said("2:5-22", "o+w", "/srv")]],
  ["a=rw", ["FROM debian:12", "RUN chmod a=rw /srv/x"], [said("2:5-22", "a=rw", "/srv/x")]],
  ["-R behind the mode", ["FROM debian:12", "RUN chmod 777 -R /srv"], [said("2:5-22", "777", "/srv")]],
  [
    "a folder that is named by WORKDIR",
    ["FROM debian:12", "WORKDIR /srv/app", "RUN chmod 777 ."],
    [said("3:5-16", "777", "/srv/app")],
  ],
  [
    "a folder that is gone into",
    ["FROM debian:12", "RUN cd /srv && chmod 777 cache"],
    [said("2:16-31", "777", "/srv/cache")],
  ],
  [
    "a variable",
    ["FROM debian:12", "ARG DATA=/srv/data", "RUN chmod 777 ${DATA}"],
    [said("3:5-22", "777", "/srv/data")],
  ],
  [
    "install -m",
    ["FROM debian:12", "RUN install -d -m 0777 -o root /srv/up"],
    [said("2:5-39", "0777", "/srv/up")],
  ],
  ["mkdir -m", ["FROM debian:12", "RUN mkdir -p -m777 /srv/up"], [said("2:5-27", "777", "/srv/up")]],
  [
    "a folder whose content alone is closed",
    ["FROM debian:12", "RUN chmod 777 /srv && chmod 644 /srv/a"],
    [said("2:5-19", "777", "/srv")],
  ],
  [
    "content that stays open in a folder that is closed",
    ["FROM debian:12", "RUN chmod -R 777 /srv", "RUN chmod 755 /srv"],
    [said("2:5-22", "777", "/srv")],
  ],
  [
    "a folder with the sticky bit whose content is open",
    ["FROM debian:12", "RUN chmod -R 777 /srv && chmod +t /srv"],
    [said("2:5-22", "777", "/srv")],
  ],
  [
    "a stage that the final one starts from",
    ["FROM debian:12 AS base", "RUN chmod 777 /srv", "FROM base"],
    [said("2:5-19", "777", "/srv")],
  ],
  [
    "--chmod of what comes from another stage",
    ["FROM debian:12 AS build", "FROM debian:12", "COPY --from=build --chmod=777 /out /srv/out"],
    [said("3:19-30", "777", "/srv/out")],
  ],
  [
    "a base that is not known",
    ["FROM harbor.corp/base:1", "RUN chmod 777 /opt/x"],
    [said("2:5-21", "777", "/opt/x")],
  ],
  [
    "what another stage opens and the final one copies",
    [
      "FROM debian:12 AS build",
      "RUN chmod -R 777 /out",
      "FROM debian:12",
      "COPY --from=build /out/app /srv/app",
    ],
    [said("2:5-22", "777", "/srv/app")],
  ],
  [
    "a file below what is copied",
    [
      "FROM debian:12 AS build",
      "RUN chmod 666 /out/etc/x.ini",
      "FROM debian:12",
      "COPY --from=0 /out/ /srv/",
    ],
    [said("2:5-29", "666", "/srv/etc/x.ini")],
  ],
  [
    "a path that starts where the base's folder is",
    ["FROM php:8.3-apache", "RUN chmod -R 777 storage"],
    [said("2:5-25", "777", "/var/www/html/storage")],
  ],
  [
    "a variable that a bare distribution does not set",
    ["FROM debian:12", "RUN chmod 777 /srv/x${SUFFIX}"],
    [said("2:5-30", "777", "/srv/x")],
  ],
  [
    "a variable of the base",
    ["FROM httpd:2.4", "RUN chmod 777 $HTTPD_PREFIX/logs"],
    [said("2:5-33", "777", "/usr/local/apache2/logs")],
  ],
  [
    "a heredoc that a shell reads",
    ["FROM debian:12", "RUN bash -e <<'EOF'", "chmod 777 /srv", "EOF"],
    [said("3:1-15", "777", "/srv")],
  ],
  [
    "a function",
    ["FROM debian:12", "RUN open() { chmod 777 /srv; }; open"],
    [said("2:14-28", "777", "/srv")],
  ],
  ["the exec form", ["FROM debian:12", 'RUN ["chmod", "777", "/srv"]'], [said("2:1-29", "777", "/srv")]],
  [
    "a shell in the exec form",
    ["FROM debian:12", 'RUN ["sh", "-c", "cd /srv && chmod 777 a"]'],
    [said("2:1-43", "777", "/srv/a")],
  ],
  [
    "a shell in a shell",
    ["FROM debian:12", "RUN true && bash -ec 'chmod 777 /srv'"],
    [said("2:13-38", "777", "/srv")],
  ],
])("reports %s", (_name, lines, expected) => {
  expect(check(lines)).toEqual(expected);
});

test.each<readonly [string, readonly string[]]>([
  ["write for the group", ["FROM debian:12", "RUN chmod -R g+w /srv && chmod 775 /srv"]],
  ["+w, which the umask masks", ["FROM debian:12", "RUN chmod +w /srv"]],
  ["+x for all", ["FROM debian:12", "RUN chmod a+x /srv/run && chmod +x /srv/stop"]],
  ["the sticky bit in words", ["FROM debian:12", "RUN chmod a+rwxt /srv"]],
  ["the sticky bit before", ["FROM debian:12", "RUN mkdir -m 1755 /srv/d && chmod o+w /srv/d"]],
  ["the sticky bit afterwards", ["FROM debian:12", "RUN chmod 777 /srv/d && chmod o+t /srv/d"]],
  ["what is below /tmp", ["FROM debian:12", "RUN chmod -R 777 /tmp /var/tmp/build /dev/stdout"]],
  ["a path that is closed again", ["FROM debian:12", "RUN chmod 777 /srv", "RUN chmod -R go-w /srv"]],
  ["a path whose parent is removed", ["FROM debian:12", "RUN chmod -R 777 /srv/a/b && rm -rf /srv/a"]],
  ["a path that is moved away", ["FROM debian:12", "RUN chmod 777 /srv/a && mv /srv/a /opt/a"]],
  [
    "a path that find closes",
    ["FROM debian:12", "RUN chmod -R 777 /srv", "RUN find /srv -type d -exec chmod 755 {} +"],
  ],
  [
    "a path that may be closed",
    ["FROM debian:12", "RUN chmod 777 /srv; if [ -d /opt ]; then chmod 755 /srv; fi"],
  ],
  ["a command that may not run", ["FROM debian:12", "RUN if [ -d /opt ]; then chmod 777 /srv; fi"]],
  ["a mount of the RUN", ["FROM debian:12", "RUN --mount=type=cache,target=/cache chmod 777 /cache"]],
  [
    "a path that cannot be told",
    ["FROM debian:12", "ARG DATA", "RUN chmod 777 $(cat x) && cd $(cat y) && chmod 777 z"],
  ],
  [
    "a mode that cannot be told",
    ["FROM debian:12", "RUN chmod $(cat mode) /srv && chmod --reference=/etc /srv"],
  ],
  ["another stage", ["FROM debian:12 AS build", "RUN chmod 777 /out", "FROM debian:12"]],
  ["the mode of others set to the group's", ["FROM debian:12", "RUN chmod o=g /srv"]],
  [
    "what another stage opens and --chmod closes",
    [
      "FROM debian:12 AS build",
      "RUN chmod -R 777 /out",
      "FROM debian:12",
      "COPY --from=build --chmod=755 /out /srv",
    ],
  ],
  [
    "a folder of another stage of which only the content is copied",
    ["FROM debian:12 AS build", "RUN chmod 777 /out", "FROM debian:12", "COPY --from=build /out /srv"],
  ],
  ["another image", ["FROM debian:12", "COPY --from=ghcr.io/x/y:1 /out /srv"]],
])("accepts %s", (_name, lines) => {
  expect(check(lines)).toEqual([]);
});

test("a folder that a mirrored base brings", () => {
  const lines = "FROM hub.corp/library/httpd:2.4\nRUN mkdir data && chmod 777 data\n";
  const policy = "registries: { hub.corp: docker.io }\n";
  expect(checkRule(worldWritable, { [`${WEB}/Dockerfile`]: lines }, { policy })).toEqual([
    said("2:19-33", "777", "/usr/local/apache2/data"),
  ]);
});

test("a script of the repo that a RUN runs", () => {
  const files = { [`${WEB}/open.sh`]: "#!/bin/sh\nchmod 777 /srv\n" };
  expect(check(["FROM debian:12", "COPY open.sh /opt/", "RUN sh /opt/open.sh"], files)).toEqual([
    `${WEB}/open.sh:2:1-15 mode 777 makes /srv writable by everyone`,
  ]);
});

test("a stage of another image that has the name of one here", () => {
  const lines = checkRule(
    worldWritable,
    {
      "deployment/images/base/Dockerfile":
        "FROM debian:12 AS build\nRUN chmod 777 /out/a\nFROM debian:12\nCOPY --from=build /out/ /srv/\n",
      "deployment/images/app/Dockerfile": "FROM debian:12 AS build\nFROM harbor.corp/own/base\n",
    },
    { policy: "registries:\n  harbor.corp/own: .\n" },
  );
  expect(lines).toEqual([
    "deployment/images/base/Dockerfile:2:5-21 mode 777 makes /srv/a writable by everyone",
  ]);
});

test("a file that is copied over is a new one", () => {
  const files = { [`${WEB}/app.ini`]: "a=1\n" };
  expect(check(["FROM debian:12", "RUN chmod 666 /srv/app.ini", "COPY app.ini /srv/"], files)).toEqual([]);
});

test("an open base is said once, at its own line, with both images", () => {
  const lines = checkRule(
    worldWritable,
    {
      "deployment/images/base/Dockerfile": "FROM debian:12\nRUN chmod 777 /srv\n",
      "deployment/images/app/Dockerfile": "FROM harbor.corp/own/base\nRUN chmod 755 /opt\n",
    },
    { policy: "registries:\n  harbor.corp/own: .\n" },
  );
  expect(lines).toEqual([
    "deployment/images/base/Dockerfile:2:5-19 mode 777 makes /srv writable by everyone",
  ]);
});

test.each([
  ["RUN chmod 777 /srv", "RUN chmod 755 /srv"],
  ["RUN chmod -R 0777 /srv", "RUN chmod -R 0755 /srv"],
  ["RUN chmod 666 /srv/a", "RUN chmod 644 /srv/a"],
  ["RUN chmod 757 /srv", "RUN chmod 755 /srv"],
  ["RUN chmod 2776 /srv", "RUN chmod 2774 /srv"],
  ["RUN chmod 7 /srv", "RUN chmod 5 /srv"],
  ["RUN chmod a+rwX /srv", "RUN chmod u+rwX,go+rX /srv"],
  ["RUN chmod a+w /srv", "RUN chmod u+w /srv"],
  ["RUN chmod o+w /srv", "RUN chmod o-w /srv"],
  ["RUN chmod go+w /srv", "RUN chmod go-w /srv"],
  ["RUN chmod o=rwx /srv", "RUN chmod o=rx /srv"],
  ["RUN chmod a=rwx /srv", "RUN chmod u=rwx,go=rx /srv"],
  ["RUN chmod u=rwx,go+rwX /srv", "RUN chmod u=rwx,go+rX /srv"],
  ["RUN chmod '777' /srv/777", "RUN chmod '755' /srv/777"],
  ["RUN mkdir -m 777 /srv/777", "RUN mkdir -m 755 /srv/777"],
  ["RUN mkdir -pm777 /srv/a", "RUN mkdir -pm755 /srv/a"],
  ["RUN install -d --mode=0777 /srv/a", "RUN install -d --mode=0755 /srv/a"],
  ["COPY --chmod=777 a /srv/a", "COPY --chmod=755 a /srv/a"],
  ["RUN true \\\n && chmod 777 \\\n    /srv", "RUN true \\\n && chmod 755 \\\n    /srv"],
  ["RUN <<EOF\nset -e\nchmod 777 /srv\nEOF", "RUN <<EOF\nset -e\nchmod 755 /srv\nEOF"],
])("the fix of %j", (before, after) => {
  const tree = (line: string) => ({
    [`${WEB}/Dockerfile`]: `FROM debian:12\n${line}\n`,
    [`${WEB}/a`]: "a\n",
  });
  expect(fixed(worldWritable, tree(before))).toEqual({
    [`${WEB}/Dockerfile`]: tree(after)[`${WEB}/Dockerfile`],
  });
  expect(checkRule(worldWritable, tree(after))).toEqual([]);
  expect(fixTitles(worldWritable, tree(before))[0]).toMatch(/^\[unsafe\] write mode /);
});

test("the line of another stage is mended there", () => {
  const stages = (mode: string) =>
    `FROM node:22 AS build\nRUN chmod -R ${mode} /srv/dist\nFROM nginx:1.27\nCOPY --from=build /srv/dist /usr/share/nginx/html\n`;
  expect(fixed(worldWritable, { [`${WEB}/Dockerfile`]: stages("777") })).toEqual({
    [`${WEB}/Dockerfile`]: stages("755"),
  });
});

test.each<readonly [string, readonly string[], string]>([
  [
    "a folder of root's, for somebody else",
    ["RUN mkdir /srv/up && chmod 777 /srv/up", "USER 1000"],
    ", closed to all but owner and group",
  ],
  [
    "a folder of the user's",
    ["RUN mkdir /srv/up && chown 1000 /srv/up && chmod 777 /srv/up", "USER 1000"],
    "",
  ],
  [
    "a folder of root's, in a container of root's",
    ["RUN mkdir /srv/up && chmod 777 /srv/up", 'CMD ["sleep", "1"]'],
    "",
  ],
])("the fix says whom it shuts out: %s", (_name, lines, more) => {
  const files = { [`${WEB}/Dockerfile`]: `FROM debian:12\n${lines.join("\n")}\n` };
  expect(fixTitles(worldWritable, files)).toEqual([`[unsafe] write mode 755${more}`]);
});

test.each(["ARG MODE=777\nRUN chmod $MODE /srv", 'RUN sh -c "chmod 777 /srv"'])("no fix for %j", (line) => {
  expect(fixTitles(worldWritable, { [`${WEB}/Dockerfile`]: `FROM debian:12\n${line}\n` })).toEqual(["-"]);
});
