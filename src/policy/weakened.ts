/** What a policy asks for less than the one before it. */

import type { Severity } from "../finding.ts";
import { ownValue } from "../names.ts";
import type { Place } from "../source.ts";
import type { OwnedPaths, Policy } from "./policy.ts";
import { settingsOf, severityOf } from "./severity.ts";

/** One key of the policy that was loosened. */
export interface Loosening {
  /** `fail-on`, `docs.require`, `rules nginx/*`. */
  readonly key: string;
  /** What it comes to, in a message's words. */
  readonly what: string;
  /** The key in the later policy; absent where it is gone. */
  readonly at?: Place;
}

/** A rule's own word, for where a policy says nothing. */
export interface RuleDefault {
  readonly id: string;
  readonly severity: Severity;
  readonly off?: true;
}

/** What the later policy asks for less, in the order of the documentation. What it takes in as images, see model/policy-reach. */
export function loosenings(
  before: Policy,
  after: Policy,
  rules: readonly RuleDefault[],
): readonly Loosening[] {
  const ends = { before, after };
  return [
    ...fewer(after, "generated", {
      old: after.generated,
      now: before.generated,
      what: "names more than before:",
    }),
    ...lower(ends, "runtime", [["docker", "podman"], ["unknown"], ["kubernetes"]]),
    ...fewer(after, "ports", {
      old: Object.keys(before.ports),
      now: Object.keys(after.ports),
      what: "no longer says the port of",
    }),
    ...lower(ends, "ipv6", [["optional"], ["required"]]),
    ...nginxUser(before, after),
    ...lower(ends, "nginx.master", [["any"], ["non-root"]]),
    ...ownedPaths(before, after),
    ...fewer(after, "layout.required", { old: requiredOf(before), now: requiredOf(after) }),
    ...moreAllowed(before, after),
    ...fewer(after, "layout.config", {
      old: listOf(before.layout.config),
      now: after.layout.config === undefined ? [] : listOf(before.layout.config),
    }),
    ...lower(ends, "layout.names", [["docker"], ["kebab-case"]]),
    ...fewer(after, "docs.sections", { old: before.docs.sections, now: after.docs.sections }),
    ...fewer(after, "docs.require", { old: before.docs.require, now: after.docs.require }),
    ...lowerRules(before, after, rules),
    ...lower(ends, "fail-on", [["never"], ["error"], ["warning"], ["notice"]]),
    ...lower(ends, "waivers.new", [["show"], ["forbid"]]),
    ...lower(ends, "scope", [["changed"], ["all"]]),
  ];
}

/** The place of a key; a key of the second level whose line is gone has that of the first. */
export function keyPlace({ keys }: Policy, key: string): Place | undefined {
  return ownValue(keys, key) ?? ownValue(keys, key.split(".")[0] ?? key);
}

const WORDS: Readonly<Record<string, (policy: Policy) => string>> = {
  runtime: ({ runtime }) => runtime ?? "unknown",
  ipv6: ({ ipv6 }) => ipv6,
  "nginx.master": ({ nginx }) => nginx.master,
  "layout.names": ({ layout }) => layout.names,
  "fail-on": ({ failOn }) => failOn,
  "waivers.new": ({ waivers }) => waivers.new,
  scope: ({ scope }) => scope,
};

/** A key whose word is of a laxer step than before; the steps go from lax to strict. */
function lower(
  { before, after }: { readonly before: Policy; readonly after: Policy },
  key: string,
  steps: readonly (readonly string[])[],
): readonly Loosening[] {
  const old = ownValue(WORDS, key)?.(before) ?? "";
  const now = ownValue(WORDS, key)?.(after) ?? "";
  const step = (word: string) => steps.findIndex((words) => words.includes(word));
  return step(now) < step(old) ? [from(after, key, { old, now })] : [];
}

/** What a key asked for, and what it asks for now. */
interface Asked {
  readonly old: readonly string[];
  readonly now: readonly string[];
  /** What is said of what is lost. */
  readonly what?: string;
}

/** A list that lost some of what it asked for. */
function fewer(
  after: Policy,
  key: string,
  { old, now, what = "no longer asks for" }: Asked,
): readonly Loosening[] {
  const lost = old.filter((one) => !now.includes(one));
  return lost.length === 0 ? [] : [at(after, key, `${key} ${what} ${lost.join(", ")}`)];
}

function nginxUser(before: Policy, after: Policy): readonly Loosening[] {
  const step = ({ nginx: { user } }: Policy) => (user === "any" ? 0 : user === "declared" ? 1 : 2);
  if (step(after) >= step(before)) return [];
  return [from(after, "nginx.user", { old: before.nginx.user, now: after.nginx.user })];
}

function ownedPaths(before: Policy, after: Policy): readonly Loosening[] {
  const named = ({ owned }: Policy) => owned.flatMap((one) => one.paths.map((path) => ({ path, one })));
  const lost = named(before).filter(
    ({ path, one }) => !named(after).some((now) => now.path === path && covers(now.one, one)),
  );
  const paths = [...new Set(lost.map(({ path }) => path))];
  return fewer(after, "owned", { old: paths, now: [], what: "asks for less of" });
}

function requiredOf({ layout: { required, requiredBy } }: Policy): readonly string[] {
  const ofServers = requiredBy.flatMap(({ server, files }) =>
    files.map((file) => `${file} (server: ${server})`),
  );
  return [...required, ...ofServers];
}

function moreAllowed({ layout: { allow: old } }: Policy, after: Policy): readonly Loosening[] {
  const { allow: now } = after.layout;
  if (old === undefined) return [];
  if (now === undefined)
    return [at(after, "layout.allow", "layout.allow is gone: a folder may hold anything")];
  const isExclusion = (glob: string) => glob.startsWith("!");
  const fresh = now.filter((glob) => !isExclusion(glob) && !old.includes(glob));
  const lost = old.filter((glob) => isExclusion(glob) && !now.includes(glob));
  return fewer(after, "layout.allow", {
    old: [...fresh, ...lost],
    now: [],
    what: "allows more than before:",
  });
}

/** Whether the later entry holds for every image that the earlier one did. */
function covers(now: OwnedPaths, old: OwnedPaths): boolean {
  if (now.images === undefined) return true;
  return old.images?.every((image) => now.images?.includes(image)) ?? false;
}

interface Lowered {
  readonly id: string;
  readonly old: Severity | "off";
  readonly now: Severity | "off";
}

/** One for each entry of `rules:` that lowers severities, or that is gone and did raise some. */
function lowerRules(before: Policy, after: Policy, rules: readonly RuleDefault[]): readonly Loosening[] {
  const byPattern = new Map<string, Lowered[]>();
  for (const rule of rules) {
    const old = wordOf(before, rule);
    const now = wordOf(after, rule);
    const pattern = sayerOf(after, rule.id) ?? sayerOf(before, rule.id);
    if (pattern === undefined || SEVERITIES.indexOf(now) >= SEVERITIES.indexOf(old)) continue;
    byPattern.set(pattern, [...(byPattern.get(pattern) ?? []), { id: rule.id, old, now }]);
  }
  return [...byPattern].map(([pattern, lowered]) => {
    const place = after.rules.find((setting) => setting.pattern === pattern)?.at;
    return {
      key: `rules ${pattern}`,
      what: loweredText(pattern, lowered),
      ...(place === undefined ? {} : { at: place }),
    };
  });
}

const SEVERITIES: readonly (Severity | "off")[] = ["off", "notice", "warning", "error"];

/** A rule that is off by default is off without a word: that what it checks is no longer configured is said of that key. */
function wordOf(policy: Policy, rule: RuleDefault): Severity | "off" {
  return severityOf(policy, rule, sayerOf(policy, rule.id) === undefined ? rule.off !== true : undefined);
}

/** The entry of `rules:` that decides a rule's severity. */
function sayerOf(policy: Policy, id: string): string | undefined {
  return settingsOf(policy, id).findLast(({ severity }) => severity !== undefined)?.pattern;
}

function loweredText(pattern: string, lowered: readonly Lowered[]): string {
  const [first, ...others] = lowered.map(({ id, old, now }) => `${id} is lowered from ${old} to ${now}`);
  if (lowered.length === 1 && lowered[0]?.id === pattern) return first ?? "";
  const more =
    others.length === 0 ? "" : `, and ${others.length} more ${others.length === 1 ? "is" : "are"} lowered`;
  return `${pattern}: ${first}${more}`;
}

function from(
  after: Policy,
  key: string,
  { old, now }: { readonly old: string; readonly now: string },
): Loosening {
  return at(after, key, `${key} is lowered from ${old} to ${now}`);
}

function at(after: Policy, key: string, what: string): Loosening {
  const place = keyPlace(after, key);
  return { key, what, ...(place === undefined ? {} : { at: place }) };
}

function listOf(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [text];
}
