import { expect, test } from "vitest";
import { isOfReleases } from "../../../src/model/stock/base.ts";
import { findBase } from "../../../src/model/stock/references.ts";

test.each([
  ["1.27.4", true],
  ["1.27.4-alpine", true],
  ["1.27.5", false],
  ["1.27", false],
  ["1.26", true],
  ["1.26-alpine3.20-perl", true],
  ["v1.9.3", true],
  ["1", false],
  ["1.28.0", false],
  ["latest", false],
  ["stable-alpine", false],
])("nginx:%s is before 1.27.5: %s", (tag, expected) => {
  expect(isOfReleases(tag, { before: "1.27.5" })).toBe(expected);
  expect(isOfReleases(tag, { from: "1.27.5" })).toBe(!expected);
});

const pidOf = (ref: string) =>
  /pid +(\S+);/.exec(findBase(ref)?.image.servers[0]?.files["/etc/nginx/nginx.conf"] ?? "")?.[1];

test.each([
  ["nginx:1.25", "/var/run/nginx.pid"],
  ["nginx:1.27.4", "/var/run/nginx.pid"],
  ["nginx:1.27", "/run/nginx.pid"],
  ["nginx", "/run/nginx.pid"],
])("the pid file of %s is %s", (ref, expected) => {
  expect(pidOf(ref)).toBe(expected);
});

test.each([
  "registry.access.redhat.com/ubi8/nginx-122",
  "registry.redhat.io/rhel9/nginx-124",
  "registry.access.redhat.com/ubi10/nginx-126",
  "quay.io/sclorg/nginx-126-c9s",
])("%s names its configuration by ENV", (ref) => {
  expect(findBase(ref)?.image.environment).toMatchObject({ NGINX_CONF_PATH: "/etc/nginx/nginx.conf" });
});
