import { expect, test } from "vitest";
import { undefined as undefinedUser } from "../../../src/rules/user/undefined.ts";
import { fixed, fixTitles } from "../apply-fix.ts";
import { checkRule, type Files } from "../check-rule.ts";

const WEB = "deployment/images/web";
const check = (lines: readonly string[], files: Files = {}) =>
  checkRule(undefinedUser, { [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n`, ...files });
const said = (place: string, what: string) => [
  `${WEB}/${place} the ${what} does not exist in the image, so the container cannot start`,
];

test.each<readonly [string, readonly string[], string, string]>([
  ["a user that nobody makes", ["FROM debian:12", "USER web"], "2:6-9", "user web"],
  ["a user of another distribution", ["FROM alpine:3.20", "USER www-data"], "2:6-14", "user www-data"],
  [
    "a user of another stage",
    ["FROM debian:12 AS build", "RUN useradd web", "FROM debian:12", "USER web"],
    "4:6-9",
    "user web",
  ],
  [
    "a user that is deleted again",
    ["FROM debian:12", "RUN useradd web && userdel web", "USER web"],
    "3:6-9",
    "user web",
  ],
  [
    "a group that nobody makes",
    ["FROM debian:12", "RUN useradd web", "USER web:staffers"],
    "3:6-18",
    "group staffers",
  ],
  ["a user of scratch", ["FROM scratch", "USER web", 'CMD ["/app"]'], "2:6-9", "user web"],
  ["root by its name on scratch", ["FROM scratch", "USER root", 'CMD ["/app"]'], "2:6-10", "user root"],
  ["another case", ["FROM debian:12", "RUN useradd web", "USER Web"], "3:6-9", "user Web"],
])("reports %s", (_name, lines, place, what) => {
  expect(check(lines)).toEqual(said(`Dockerfile:${place}`, what));
});

test("reports who a start script steps down to", () => {
  const files = { [`${WEB}/start.sh`]: "exec gosu web node app.js\n" };
  expect(check(["FROM node:22", "COPY start.sh /", 'CMD ["sh", "/start.sh"]'], files)).toEqual(
    said("start.sh:1:1-26", "user web"),
  );
});

test.each<readonly [string, readonly string[], Files]>([
  ["the user is the base's", ["FROM node:22", "USER node"], {}],
  ["the user is the distribution's", ["FROM debian:12", "USER www-data:adm"], {}],
  ["the user is a number", ["FROM debian:12", "USER 4242:4242"], {}],
  ["root is a number", ["FROM scratch", "USER 0", 'CMD ["/app"]'], {}],
  ["no user is root", ["FROM scratch", 'USER ""', 'CMD ["/app"]'], {}],
  ["there is a group alone", ["FROM debian:12", "USER :101"], {}],
  ["some tags of the base stand on Ubuntu", ["FROM eclipse-temurin:21", "USER ubuntu"], {}],
  ["the base is not known", ["FROM harbor.corp/base:1", "USER web"], {}],
  ["a package may make it", ["FROM debian:12", "RUN apt-get install -y tomcat10", "USER tomcat"], {}],
  [
    "a script that is not there may make it",
    ["FROM debian:12", "RUN curl -s https://example.com/setup | sh", "USER web"],
    {},
  ],
  ["passwd is copied", ["FROM scratch", "COPY --from=build /etc/passwd /etc/passwd", "USER web"], {}],
  [
    "passwd is copied with its folder",
    ["FROM scratch", "COPY etc /etc", "USER web"],
    { [`${WEB}/etc/passwd`]: "web:x:1:1::/:\n" },
  ],
  ["a file system is unpacked", ["FROM scratch", "ADD root.tar.gz /", "USER web"], {}],
  [
    "a line is added to passwd",
    ["FROM alpine:3.20", "RUN echo 'web:x:1500:1500::/:/bin/sh' >> /etc/passwd", "USER web"],
    {},
  ],
  ["passwd is edited", ["FROM alpine:3.20", "RUN sed -i 's/^guest:/web:/' /etc/passwd", "USER web"], {}],
  [
    "another user is renamed",
    ["FROM node:22", "RUN usermod -l web node && groupmod -n web node", "USER web:web"],
    {},
  ],
  ["another group is renamed", ["FROM node:22", "RUN groupmod -n web node", "USER node:web"], {}],
  ["many are made at once", ["FROM debian:12", "RUN echo web::1500:1500::/: | newusers", "USER web"], {}],
  [
    "it is made unless it is there",
    ["FROM debian:12", "RUN getent passwd web || useradd web", "USER web"],
    {},
  ],
  ["its name is an ARG's", ["FROM debian:12", "ARG RUN_AS=web", "RUN useradd $RUN_AS", "USER web"], {}],
  ["its name comes from outside", ["FROM debian:12", "ARG RUN_AS", "RUN useradd $RUN_AS", "USER web"], {}],
  [
    "Alpine's words are used",
    [
      "FROM alpine:3.20",
      "RUN addgroup -g 1500 -S web && adduser -u 1500 -S -D -H -G web web",
      "USER web:web",
    ],
    {},
  ],
  [
    "Red Hat's words are used",
    [
      "FROM registry.access.redhat.com/ubi9/ubi-minimal",
      "RUN microdnf install -y shadow-utils && groupadd -r web && useradd -r -g web web",
      "USER web:web",
    ],
    {},
  ],
  [
    "a script of the image makes it",
    ["FROM debian:12", "COPY setup.sh /", "RUN bash /setup.sh", "USER web"],
    { [`${WEB}/setup.sh`]: "set -e\nuseradd web\n" },
  ],
  [
    "a program that nobody knows may make it",
    ["FROM debian:12", "RUN /opt/vendor/install --silent", "USER web"],
    {},
  ],
  [
    "the start script makes it",
    ["FROM node:22", "COPY start.sh /", 'CMD ["sh", "/start.sh"]'],
    { [`${WEB}/start.sh`]: "useradd web\nexec gosu web node app.js\n" },
  ],
])("accepts it when %s", (_name, lines, files) => {
  expect(check(lines, files)).toEqual([]);
});

test.each<readonly [string, string, string, string]>([
  ["a user", "RUN useradd shop", "USER shpo", "USER shop"],
  ["a user, and its group is right", "RUN useradd -U shop", "USER shpo:shop", "USER shop:shop"],
  ["a group", "RUN useradd -U shop", "USER shop:shopp", "USER shop:shop"],
  ["another case", "RUN useradd shop", "USER Shop", "USER shop"],
])("the fix for %s is the nearest name", (_name, made, before, after) => {
  const tree = (user: string) => ({ [`${WEB}/Dockerfile`]: `FROM debian:12\n${made}\n${user}\n` });
  expect(fixed(undefinedUser, tree(before))).toEqual(tree(after));
  expect(checkRule(undefinedUser, tree(after))).toEqual([]);
});

test("a name that is near to none, or to two, has no fix", () => {
  const tree = (user: string) => ({
    [`${WEB}/Dockerfile`]: `FROM debian:12\nRUN useradd shop1 && useradd shop2\nUSER ${user}\n`,
  });
  expect(["web", "shop3"].flatMap((user) => fixTitles(undefinedUser, tree(user)))).toEqual(["-", "-"]);
  expect(fixTitles(undefinedUser, tree("shopp1"))).toEqual(["[unsafe] write shop1 instead of shopp1"]);
});

test("the only user that the image makes is meant, unless something else runs as it", () => {
  const tree = (user: string, more = "") => ({
    [`${WEB}/Dockerfile`]: `FROM debian:12\nRUN useradd shop\n${more}USER ${user}\nCMD ["node", "a.js"]\n`,
  });
  expect(fixed(undefinedUser, tree("stranger"))).toEqual(tree("shop"));
  expect(fixTitles(undefinedUser, tree("stranger", "USER shop\n"))).toEqual(["-"]);
});
