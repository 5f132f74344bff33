import { expect, test } from "vitest";
import { likelySystem } from "../../../src/model/stock/likely-system.ts";
import { sourceFile } from "../../../src/source.ts";

test.each([
  ["corp/base:1", "RUN apk add --no-cache nginx", "alpine"],
  ["corp/base:1", "RUN apk --no-cache add nginx", "alpine"],
  ["corp/base:1", "RUN dnf install -y nginx", "almalinux"],
  ["corp/base:1", "RUN tdnf install -y nginx", "photon"],
  ["corp/base:1", "RUN apt-get install -y nginx", "debian"],
  ["corp/base:3-alpine", "", "alpine"],
  ["corp/ubi9-base", "", "almalinux"],
  ["corp/base:1", "", "debian"],
])("%s with %s is like %s", (ref, behind, expected) => {
  const file = sourceFile("Dockerfile", `FROM ${ref}\n${behind}\nFROM other\nRUN apk add x\n`);
  expect(likelySystem(ref, { file, span: { start: 5, end: 5 + ref.length } })).toBe(expected);
});
