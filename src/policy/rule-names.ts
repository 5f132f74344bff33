/** How the policy and waivers name rules: by id, or a whole group by `group/*`. */
import { didYouMean, nearest } from "../names.ts";

/** Everything that names a rule: `group/*` of each group, and each id. */
export function rulePatterns(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.map(groupPattern)), ...ids];
}

/** Whether a pattern (an id or `group/*`) names a rule. */
export function namesRule(pattern: string, id: string): boolean {
  return pattern === id || pattern === groupPattern(id);
}

/** What is said of a name that no rule has. */
export function unknownRule(name: string, patterns: readonly string[]): string {
  // A bare name ("user-root") is most often a rule without its group.
  const near = patterns.find((pattern) => pattern.endsWith(`/${name}`)) ?? nearest(name, patterns);
  if (near !== undefined) return `unknown rule "${name}"${didYouMean(near)}`;
  return `unknown rule "${name}": use a rule's id, such as nginx/user-root, or group/*`;
}

function groupPattern(id: string): string {
  return `${id.slice(0, id.indexOf("/"))}/*`;
}
