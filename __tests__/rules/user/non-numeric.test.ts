import { expect, test } from "vitest";
import { nonNumeric } from "../../../src/rules/user/non-numeric.ts";
import { checkRule, type Files, findingsOf } from "../check-rule.ts";

const WEB = "deployment/images/web";
const ON = { policy: "rules:\n  user/non-numeric: error\n" };
const tree = (lines: readonly string[]): Files => ({ [`${WEB}/Dockerfile`]: `${lines.join("\n")}\n` });
const check = (lines: readonly string[]) => checkRule(nonNumeric, tree(lines), ON);

test.each<readonly [string, readonly string[], string]>([
  ["a user of the base", ["FROM node:22", "USER node"], '2:6-10 USER is "node", but must be a number: 1000'],
  [
    "a user that nothing is known of",
    ["FROM harbor.corp/x:1", "USER web"],
    '2:6-9 USER is "web", but must be a number',
  ],
  [
    "a variable",
    ["FROM node:22", "ARG WHO=node", "USER ${WHO}"],
    '3:6-12 USER is "node", but must be a number: 1000',
  ],
  [
    "a stage above",
    ["FROM node:22 AS base", "USER node", "FROM base"],
    '2:6-10 USER is "node", but must be a number: 1000',
  ],
  ["a group by number", ["FROM node:22", "USER node:0"], '2:6-10 USER is "node", but must be a number: 1000'],
])("reports %s", (_name, lines, expected) => {
  expect(check(lines)).toEqual([`${WEB}/Dockerfile:${expected}`]);
});

test.each<readonly [string, readonly string[]]>([
  ["a number", ["FROM node:22", "USER 1000"]],
  ["a number with a group by name", ["FROM node:22", "USER 1000:node"]],
  ["root", ["FROM node:22", "USER root"]],
  ["no line at all", ["FROM node:22"]],
  ["a value that cannot be told", ["FROM node:22", "USER ${WHO}"]],
  ["a name in another stage", ["FROM node:22 AS build", "USER node", "FROM node:22", "USER 1000"]],
])("accepts %s", (_name, lines) => {
  expect(check(lines)).toEqual([]);
});

test("is silent until the policy switches it on", () => {
  expect(checkRule(nonNumeric, tree(["FROM node:22", "USER node"]))).toEqual([]);
});

test.each<readonly [string, readonly string[], readonly unknown[] | undefined]>([
  [
    "safe for a user that the image makes",
    ["FROM node:22", "RUN useradd -u 1500 web", "USER web:node"],
    ["write 1500 instead of web", true],
  ],
  ["unsafe for one of the base", ["FROM node:22", "USER node"], ["write 1000 instead of node", false]],
  ["missing without a number", ["FROM node:22", "RUN useradd web", "USER web"], undefined],
  ["missing for a variable", ["FROM node:22", "ARG WHO=node", "USER $WHO"], undefined],
])("the fix is %s", (_name, lines, expected) => {
  expect(findingsOf(nonNumeric, tree(lines), ON).map(({ fix }) => fix && [fix.title, fix.safe])).toEqual([
    expected,
  ]);
});
