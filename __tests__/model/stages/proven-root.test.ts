import { describe, expect, test } from "vitest";
import { imageFacts, summary } from "../image-facts.ts";

const UNKNOWN = "unknown base image corp/app:1";
const user = (lines: string, files = {}) => summary(`FROM corp/app:1\n${lines}\n`, files)[0];

describe("a line that only root can run shows that the base leaves root", () => {
  test.each([
    ["RUN apk add --no-cache curl"],
    ["RUN apt-get update && apt-get install -y $PACKAGES"],
    ["RUN microdnf install -y tar"],
    ["RUN set -eux; dnf upgrade -y"],
    ["RUN useradd -u 1500 web"],
    ["RUN echo web:x | chpasswd"],
    ["RUN chown -R root:root /srv"],
    ["COPY a.txt /srv/\nRUN chown -R 1500 /srv"],
    ["COPY a.txt /srv/\nRUN chown app /srv/a.txt"],
  ])("%s", (lines) => {
    expect(user(lines, { "a.txt": "a" })).toBe("user root:0");
  });
});

describe("this shows nothing", () => {
  test.each([
    ["RUN sudo apt-get install -y curl"],
    ["RUN apt-get install -y curl || true"],
    ['RUN if [ -n "$X" ]; then apk add curl; fi'],
    ["RUN apt-cache policy nginx"],
    ["RUN apt-get -s install curl"],
    ["RUN apk info"],
    ["RUN pip install flask"],
    ["RUN chown app /home/app/x"],
    ["COPY --chown=app a.txt /srv/\nRUN chown app /srv/a.txt"],
    ["FROM corp/other:1 AS tools\nRUN apk add curl\nFROM corp/app:1"],
  ])("%s", (lines) => {
    expect(user(lines, { "a.txt": "a" })).toBe(`user ? ${UNKNOWN}`);
  });
});

test("USER is in force all the same", () => {
  expect(user("RUN apk add curl\nUSER 1500")).toBe("user 1500");
  expect(user("USER 1500\nRUN apk add curl")).toBe("user 1500");
});

test("a variable that only the base can set has no ARG that could get a default", () => {
  const settle = (lines: string, base = "corp/app:1") => {
    const [image] = imageFacts({ Dockerfile: `FROM ${base}\n${lines}\n` });
    return image?.containerUser as { readonly why?: string; readonly settle?: string } | undefined;
  };
  expect(settle("USER ${NB_UID}")?.settle).toContain("docker image inspect corp/app:1");
  expect(settle("USER $NB_UID", "caddy:2")?.settle).toBe("set NB_UID with ENV in this file");
  expect(settle("ARG NB_UID\nUSER ${NB_UID}")?.settle).toContain("give the ARG a default");
});
