/**
 * Cuts the operations that the tests' GitHub serves out of GitHub's own REST description, with all that they refer to:
 *
 *     node __tests__/github-server/slice-description.ts node_modules/@octokit/openapi/generated/api.github.com.json
 *
 * The whole is 13 MB and its package 400 MB, so that the slice is committed.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { operations } from "./operations.ts";

/** A part of the description: JSON. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type JsonObject = { readonly [name: string]: Json };

/** What a person reads and no validator does. */
const PROSE = [
  "description",
  "example",
  "examples",
  "externalDocs",
  "summary",
  "tags",
  "title",
  "x-github",
  "x-octokit",
];

/** Where names are data. */
const MAPS = ["properties", "patternProperties", "responses", "content", "headers"];

/** The slice: the operations by their ids, the components they need, where it comes from. */
export function slice(whole: JsonObject, wanted: readonly string[]): JsonObject {
  const paths: Record<string, JsonObject> = {};
  const found = new Set<string>();
  for (const [path, methods] of Object.entries(objectOf(whole["paths"]))) {
    const kept = Object.entries(objectOf(methods)).filter(([, operation]) => {
      const id = String(objectOf(operation)["operationId"] ?? "");
      if (wanted.includes(id)) found.add(id);
      return wanted.includes(id);
    });
    if (kept.length > 0) paths[path] = withoutProse(Object.fromEntries(kept));
  }
  const missing = wanted.filter((id) => !found.has(id));
  if (missing.length > 0) throw new Error(`the description has no operation ${missing.join(", ")}`);
  const info = objectOf(whole["info"]);
  return {
    openapi: whole["openapi"] ?? "",
    info: {
      title: `a slice of ${String(info["title"])}`,
      version: info["version"] ?? "",
      description: `@octokit/openapi ${String(info["version"])}, MIT License, Copyright (c) 2020 Octokit contributors; cut by slice-description.ts`,
      license: info["license"] ?? {},
    },
    paths,
    components: componentsOf(objectOf(whole["components"]), paths),
  };
}

/** Every component that something kept refers to, and what those refer to. */
function componentsOf(all: JsonObject, paths: JsonObject): JsonObject {
  const kept: Record<string, Record<string, JsonObject>> = {};
  const queue = referencesIn(paths);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const [, , kind = "", name = ""] = next.split("/");
    const group = kept[kind] ?? {};
    kept[kind] = group;
    if (group[name] !== undefined) continue;
    const component = withoutProse(objectOf(objectOf(all[kind])[name]), `in ${kind}`);
    group[name] = component;
    queue.push(...referencesIn(component));
  }
  return sorted(kept);
}

function sorted(groups: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>): JsonObject {
  const inOrder = <T>(map: Readonly<Record<string, T>>) =>
    Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    inOrder(groups).map(([kind, group]) => [kind, Object.fromEntries(inOrder(group))]),
  );
}

function referencesIn(value: Json): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each: Json) => referencesIn(each));
  return Object.entries(value).flatMap(([name, each]) =>
    name === "$ref" && typeof each === "string" ? [each] : referencesIn(each),
  );
}

/** Takes out what only people read; in a map, names are data. */
function withoutProse(value: JsonObject, within = ""): JsonObject {
  const isMap = MAPS.includes(within);
  const kept = Object.entries(value).filter(([name]) => isMap || !PROSE.includes(name));
  const thin = Object.fromEntries(
    kept.map(([name, each]) => [name, thinned(each, isMap ? `in ${within}` : name)]),
  );
  // The only description that the format asks for.
  return within === "in responses" && !("$ref" in value) ? { ...thin, description: "" } : thin;
}

function thinned(value: Json, within: string): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((each: Json) => thinned(each, ""));
  return withoutProse(objectOf(value), within);
}

function objectOf(value: Json | undefined): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Error("the description has another shape");
  // Neither null nor an array, which is all that is left of JSON's values here.
  return value as JsonObject;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , path = ""] = process.argv;
  // It is JSON.
  const whole = JSON.parse(readFileSync(path, "utf8")) as JsonObject;
  const target = join(import.meta.dirname, "description.json");
  writeFileSync(target, `${JSON.stringify(slice(whole, operations))}\n`);
}
