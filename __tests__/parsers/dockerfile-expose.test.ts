import { expect, test } from "vitest";
import { readExpose } from "../../src/parsers/dockerfile/expose.ts";
import { refusalsIn } from "../model/stages/refusals.ts";

test.each([
  ["80", [80, 80, "tcp"]],
  ["0", [0, 0, "tcp"]],
  ["80-82/UDP", [80, 82, "udp"]],
  ["38412/sctp", [38412, 38412, "sctp"]],
  ["1-65535", [1, 65535, "tcp"]],
  ["8080-8090:80", [80, 80, "tcp"]],
  ["8080-8082:80-82", [80, 82, "tcp"]],
  ["0.0.0.0::80", [80, 80, "tcp"]],
])("%s", (text, [first, last, protocol]) => {
  expect(readExpose(text)).toEqual({ first, last, protocol });
});

test.each([
  ["EXPOSE http", '2:8-12 the build stops here: "http" is not a port'],
  ["EXPOSE 80,443", '2:8-14 the build stops here: "80,443" is not a port'],
  ["EXPOSE 82-80", "2:8-13 the build stops here: the range 82-80 runs backwards"],
  ["EXPOSE 80 65536", "2:11-16 the build stops here: 65536 is not a port: the highest is 65535"],
  ["EXPOSE 80/http", '2:8-15 the build stops here: unknown protocol "http": use tcp, udp or sctp'],
  ["EXPOSE 80:", '2:8-11 the build stops here: "80:" has no port'],
  ["EXPOSE web:80:80", '2:8-17 the build stops here: "web" is not an IP address'],
  ["EXPOSE a:80", '2:8-12 the build stops here: "a" is not a port'],
  ["EXPOSE 80-82:90-91", "2:8-19 the build stops here: the ranges 80-82 and 90-91 differ in length"],
  ["EXPOSE -5", '2:8-10 the build stops here: "-5" is not a port'],
  ["EXPOSE 8080 # web", "2:13-14 the build stops here: a comment needs a line to itself"],
  ['EXPOSE $PORT ${A:-80} "80"', undefined],
])("%s is refused", (line, expected) => {
  expect(refusalsIn(`FROM debian:12\n${line}\n`)).toEqual(expected === undefined ? [] : [expected]);
});
