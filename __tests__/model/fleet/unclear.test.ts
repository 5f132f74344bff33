import { expect, test } from "vitest";
import { imageFacts } from "../image-facts.ts";

const POLICY = "owned:\n  - paths: [/srv]\n    user: web\n";

/** What cannot be told of the image, but for what any image of the test has open. */
function unclear(lines: readonly string[], files: Parameters<typeof imageFacts>[0] = {}): string[] {
  const all = { "/.github/keelcheck.yml": POLICY, Dockerfile: `${lines.join("\n")}\n`, ...files };
  return imageFacts(all).flatMap(({ unknown }) => unknown.map(({ fact, why }) => `${fact}: ${why}`));
}

test.each<[string, string[], string[]]>([
  [
    "a path that a base's variable may be part of",
    ["FROM caddy:2", "RUN chmod 777 /srv/x${SUFFIX}"],
    ["paths that everyone can write: what /srv/x${SUFFIX} stands for in this line is unknown"],
  ],
  [
    "a path behind a folder that is not known",
    ["FROM debian:12", "ARG DIR", "WORKDIR $DIR", "RUN mkdir -m 777 up"],
    ["paths that everyone can write: what up stands for in this line is unknown"],
  ],
  [
    "a mode that is set under a condition",
    ["FROM debian:12", "RUN if [ -d /opt/y ]; then chmod 777 /opt/x; fi"],
    ["paths that everyone can write: mode 777 is set on /opt/x only under a condition"],
  ],
  [
    "a mode that is set under a condition that holds",
    ["FROM debian:12", "RUN if [ -n x ]; then chmod 777 /opt/x; fi"],
    [],
  ],
  [
    "a mode that may be taken back",
    ["FROM debian:12", "RUN chmod 777 /opt/x", "RUN find /opt -type d -exec chmod 755 {} +"],
    ["paths that everyone can write: a later line may change the mode of /opt/x"],
  ],
  ["a mode that is taken back", ["FROM debian:12", "RUN chmod 777 /opt/x", "RUN chmod -R go-w /opt"], []],
  ["a path below /tmp", ["FROM nginx:1.27", 'RUN chmod 777 "/tmp/x$SUFFIX"'], []],
  [
    "an owner that a loop gives",
    ["FROM debian:12", "RUN useradd web", "RUN touch /srv/a && for d in /srv; do chown web $d; done"],
    ["owner of /srv: the value of d in this command is unknown"],
  ],
  [
    "an owner that find gives from the folder that it is in",
    ["FROM debian:12", "WORKDIR /srv", "RUN touch a", "RUN find . -newer a -exec chown 1000 {} +"],
    ["owner of /srv: which files find chooses in /srv is unknown"],
  ],
  [
    "a user of a package that is not known",
    ["FROM debian:12", "RUN apt-get install -y mosquitto", "USER mosquitto"],
    ['whether the user "mosquitto" exists: the package mosquitto may create users'],
  ],
  [
    "a user behind a package file",
    ["FROM debian:12", "RUN dpkg -i /opt/x.deb", "COPY --chown=app:app a.txt /opt/"],
    [
      'whether the user "app" exists: dpkg may create users here',
      'whether the group "app" exists: dpkg may create users here',
    ],
  ],
  ["a query of packages", ["FROM alpine:3.20", "RUN dpkg -l && rpm -qi bash", "USER 1000"], []],
])("%s", (_, lines, expected) => {
  expect(unclear(lines, { "a.txt": "" })).toEqual(expected);
});
