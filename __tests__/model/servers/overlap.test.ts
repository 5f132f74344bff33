import { expect, test } from "vitest";
import type { Listener } from "../../../src/model/model.ts";
import { conflictsOf } from "../../../src/model/servers/overlap.ts";
import { fromPlace } from "../server-image.ts";

const listener = (server: "nginx" | "apache", spec: string): Listener => {
  const cut = spec.lastIndexOf(":");
  const [address, port] = [spec.slice(0, cut), Number(spec.slice(cut + 1))];
  return { server, address, port, at: fromPlace, implicit: false, because: [] };
};

// What Apache binds for a bare port, `*` and `[::]` is one socket of both families: `*`.
test.each([
  ["0.0.0.0:8080", "*:8080", true],
  [":::8080", "*:8080", true],
  ["127.0.0.1:8080", "*:8080", true],
  ["::1:8080", "*:8080", true],
  ["*:8080", "127.0.0.1:8080", true],
  ["127.0.0.1:8080", "127.0.0.1:8080", true],
  ["0.0.0.0:8080", "127.0.0.1:8080", true],
  ["0.0.0.0:80", "*:8080", false],
  [":::8080", "0.0.0.0:8080", false],
  [":::8080", "127.0.0.1:8080", false],
  ["127.0.0.1:8080", "127.0.0.2:8080", false],
  ["0.0.0.0:8080", "::1:8080", false],
])("nginx on %s and Apache on %s: conflict %s", (nginx, apache, expected) => {
  expect(conflictsOf([listener("nginx", nginx), listener("apache", apache)]).length > 0).toBe(expected);
});

test("two sockets of one server are that server's own affair", () => {
  expect(conflictsOf([listener("nginx", "0.0.0.0:80"), listener("nginx", "127.0.0.1:80")])).toEqual([]);
});
