import { expect, test } from "vitest";
import { chownUndefined } from "../../../src/rules/files/chown-undefined.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
import { checkRule, type Files } from "../check-rule.ts";

const WEB = "deployment/images/web";
const check = (lines: readonly string[], files: Files = {}) =>
  checkRule(chownUndefined, {
    [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`,
    [`${WEB}/a`]: "a\n",
    ...files,
  });
const said = (place: string, what: string) => [`${WEB}/Dockerfile:${place} ${what}`];

test.each<readonly [string, readonly string[], readonly string[]]>([
  [
    "COPY --chown",
    ["FROM debian:12", "COPY --chown=app a /srv/"],
    said("2:6-17", "the user app does not exist in the image, so the files will belong to root"),
  ],
  [
    "a group",
    ["FROM debian:12", "RUN useradd -N app", "ADD --chown=app:app a /srv/"],
    said("3:5-20", "the group app does not exist in the image, so --chown ignores it"),
  ],
  [
    "a user and a group of one name: one finding",
    ["FROM debian:12", "RUN chown app:app /srv"],
    said("2:11-18", "the user app and the group app do not exist in the image, so chown fails here"),
  ],
  [
    "a user that a later line makes",
    ["FROM debian:12", "RUN chown app /srv", "RUN useradd app"],
    said("2:11-14", "the user app does not exist yet, so chown fails here: it is created further down"),
  ],
  [
    "chgrp",
    ["FROM debian:12", "RUN chgrp -R team /srv"],
    said("2:14-18", "the group team does not exist in the image, so chgrp fails here"),
  ],
  [
    "install -o",
    ["FROM debian:12", "RUN install -d -o app -g root /srv/x"],
    said("2:19-22", "the user app does not exist in the image, so install fails here"),
  ],
  [
    "a variable",
    ["FROM debian:12", "ARG OWNER=app", "RUN chown ${OWNER} /srv"],
    said("3:11-19", "the user app does not exist in the image, so chown fails here"),
  ],
  [
    "the group that adduser --system does not make on Debian",
    ["FROM debian:12", "RUN adduser --system app && chown app:app /srv"],
    said("2:35-42", "the group app does not exist in the image, so chown fails here"),
  ],
  [
    "the group that adduser -S does not make on Alpine",
    ["FROM alpine:3.20", "RUN adduser -SDH -u 101 app && chown app:app /srv"],
    said("2:38-45", "the group app does not exist in the image, so chown fails here"),
  ],
  [
    "a server's user on a system whose package makes none",
    ["FROM debian:12", "RUN apt-get install -y nginx && chown nginx /srv"],
    said("2:39-44", "the user nginx does not exist in the image, so chown fails here"),
  ],
  [
    "a user of another stage",
    ["FROM node:22 AS build", "RUN useradd app", "FROM node:22", "COPY --from=build --chown=app /srv /srv"],
    said("4:19-30", "the user app does not exist in the image, so the files will belong to root"),
  ],
  [
    "a name in an image without accounts",
    ["FROM scratch", "COPY --chown=app a /a"],
    said("2:6-17", "the user app does not exist in the image, so the files will belong to root"),
  ],
])("reports %s", (_name, lines, expected) => {
  expect(check(lines)).toEqual(expected);
});

test("buildah stops where Docker gives root's files", () => {
  const policy = { ".github/keelcheck.yml": "builder: buildah\n" };
  expect(check(["FROM debian:12", "COPY --chown=app a /srv/"], policy)).toEqual(
    said("2:6-17", "the user app does not exist in the image, so the build stops here"),
  );
});

test.each<readonly [string, readonly string[], Files]>([
  ["numbers", ["FROM debian:12", "COPY --chown=1500:1500 a /srv/", "RUN chown 1500 /srv"], {}],
  ["a user of the base", ["FROM node:22", "COPY --chown=node:node a /srv/"], {}],
  ["a user of a package", ["FROM alpine:3.20", "RUN apk add nginx", "RUN chown nginx:nginx /srv"], {}],
  [
    "a stage above",
    ["FROM debian:12 AS base", "RUN useradd app", "FROM base", "COPY --chown=app:app a /srv/"],
    {},
  ],
  ["a base that is not known", ["FROM harbor.corp/base:1", "COPY --chown=app a /srv/"], {}],
  [
    "a package that is not known",
    ["FROM debian:12", "RUN apt-get install -y gitea", "RUN chown gitea /srv"],
    {},
  ],
  ["a package file", ["FROM debian:12", "RUN dpkg -i /tmp/app.deb && chown app /srv"], {}],
  ["an installer", ["FROM debian:12", "RUN /tmp/install --yes && chown app /srv"], {}],
  ["make install", ["FROM debian:12", "RUN make install-users && chown app /srv"], {}],
  ["a script from outside", ["FROM debian:12", "RUN curl -s https://x/y | sh && chown app /srv"], {}],
  [
    "a script of the repo that makes the user",
    ["FROM debian:12", "COPY users.sh /", "RUN sh /users.sh && chown app /srv"],
    { [`${WEB}/users.sh`]: "useradd app\n" },
  ],
  ["a user that is renamed", ["FROM node:22", "RUN usermod -l app node", "RUN chown app /srv"], {}],
  [
    "a user that is removed again",
    ["FROM debian:12", "RUN useradd build && chown build /srv && userdel build"],
    {},
  ],
  [
    "/etc/passwd that is written to",
    ["FROM debian:12", "RUN echo 'app:x:1500:0::/:/bin/sh' >> /etc/passwd && chown app /srv"],
    {},
  ],
  [
    "/etc/passwd of another stage",
    [
      "FROM debian:12 AS build",
      "FROM scratch",
      "COPY --from=build /etc/passwd /etc/passwd",
      "COPY --chown=app a /a",
    ],
    {},
  ],
  ["a failure that is taken into account", ["FROM debian:12", "RUN chown app /srv || true"], {}],
  ["a command that may not run", ["FROM debian:12", "RUN if id app; then chown app /srv; fi"], {}],
  [
    "a user that is made where there is none",
    ["FROM debian:12", "RUN id app || useradd app", "RUN chown app:app /srv"],
    {},
  ],
  ["BusyBox's own group", ["FROM alpine:3.20", "RUN adduser -D app && chown app:app /srv"], {}],
  [
    "a group that some releases have",
    ["FROM debian:12", "RUN chgrp crontab /srv && chgrp systemd-journal /srv"],
    {},
  ],
  ["a login group", ["FROM debian:12", "RUN useradd app && chown app: /srv"], {}],
  [
    "a name that cannot be told",
    ["FROM debian:12", "ARG OWNER", "COPY --chown=${OWNER:-} a /srv/", "RUN chown $(whoami) /srv"],
    {},
  ],
  [
    "a stage that is not the final one",
    ["FROM debian:12 AS build", "RUN chown app /srv", "FROM debian:12"],
    {},
  ],
  [
    "a base whose user the table does not name",
    ["FROM registry.access.redhat.com/ubi8/openjdk-17", "COPY --chown=jboss:root a /srv/"],
    {},
  ],
  [
    "a base that is said to be like another",
    ["FROM harbor.corp/debian:12", "COPY --chown=app a /srv/"],
    { ".github/keelcheck.yml": "base-images:\n  harbor.corp/debian:\n    like: debian:12\n" },
  ],
])("accepts %s", (_name, lines, files) => {
  expect(check(lines, files)).toEqual([]);
});

test.each<readonly [string, readonly string[], string]>([
  ["another user is deleted", ["FROM debian:12", "RUN userdel app-old; chown app /srv"], "2:28-31"],
  ["another user is changed", ["FROM debian:12", "RUN usermod -u 5 games && chown app /srv"], "2:33-36"],
  ["a query of packages", ["FROM debian:12", "RUN rpm -qi x && chown app /srv"], "2:24-27"],
  ["a heredoc that a shell reads", ["FROM debian:12", "RUN sh <<EOF", "chown app /srv", "EOF"], "3:7-10"],
])("reports where %s", (_name, lines, place) => {
  expect(check(lines)).toEqual(said(place, "the user app does not exist in the image, so chown fails here"));
});

test("a failure of more than one command that is taken into account", () => {
  expect(check(["FROM debian:12", "RUN { chown app /srv && ls; } || true"])).toEqual([]);
});

test("a user that is deleted behind the line", () => {
  const lines = ["FROM debian:12", "RUN useradd app && chown app /srv && userdel app"];
  expect(check(lines)).toEqual([]);
});

test("a mirror is the registry that it mirrors", () => {
  const policy = { ".github/keelcheck.yml": "registries:\n  harbor.corp/hub: docker.io\n" };
  expect(check(["FROM harbor.corp/hub/library/debian:12", "RUN chown app /srv"], policy)).toEqual(
    said("2:11-14", "the user app does not exist in the image, so chown fails here"),
  );
});

test.each<readonly [string, string, string]>([
  ["--chown", "COPY --chown=shpo a /srv/", "COPY --chown=shop a /srv/"],
  ["--chown, both", "COPY --chown=shpo:shpo a /srv/", "COPY --chown=shop:shop a /srv/"],
  ["chown", "RUN chown -R shpo /srv && true", "RUN chown -R shop /srv && true"],
  ["chgrp", "RUN chgrp shops /srv", "RUN chgrp shop /srv"],
  ["install", "RUN install -d -o shpo -g shop /srv/x", "RUN install -d -o shop -g shop /srv/x"],
])("the fix for %s is the nearest name", (_name, before, after) => {
  const tree = (line: string) => ({
    [`${WEB}/Dockerfile`]: `FROM debian:12\nRUN useradd -U shop\n${line}\n`,
    [`${WEB}/a`]: "a\n",
  });
  expect(fixed(chownUndefined, tree(before))).toEqual({
    [`${WEB}/Dockerfile`]: tree(after)[`${WEB}/Dockerfile`],
  });
  expect(checkRule(chownUndefined, tree(after))).toEqual([]);
});

test("the only user that the image has made by then is meant", () => {
  const tree = (owner: string) => ({
    [`${WEB}/Dockerfile`]: `FROM debian:12\nRUN useradd -U shop\nCOPY --chown=${owner} a /srv/\n`,
    [`${WEB}/a`]: "a\n",
  });
  expect(fixed(chownUndefined, tree("stranger:stranger"))).toEqual({
    [`${WEB}/Dockerfile`]: tree("shop:shop")[`${WEB}/Dockerfile`],
  });
});

test("who is made further down has no fix", () => {
  const lines = ["FROM debian:12", "RUN chown shop /srv", "RUN chown stranger /srv", "RUN useradd shop"];
  const files = { [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n` };
  expect(fixTitles(chownUndefined, files)).toEqual(["-", "-"]);
});
