import type { Rule } from "../../src/rule.ts";
import { fixed, fixTitles } from "./apply-fix.ts";
import { checkRule, type Files } from "./check-rule.ts";

/** What the fixes of one rule make of an image folder; paths from it, or from the root with a `/` before them. */
export interface Mended {
  /** `[safe] title` or `[unsafe] title` of each finding's fix, `-` for one that has none. */
  readonly fixes: readonly string[];
  /** Files that the fixes change, as they are then. */
  readonly changed: Readonly<Record<string, string | undefined>>;
  /** What the rule says then, a line each. */
  readonly left: readonly string[];
}

const FOLDER = "deployment/images/web/";

/** Applies the fixes of a rule to the folder of the image `web`. */
export function mended(rule: Rule, files: Files, policy?: string): Mended {
  const options = policy === undefined ? {} : { policy };
  const tree: Files = Object.fromEntries(
    Object.entries(files).map(([path, file]) => [
      path.startsWith("/") ? path.slice(1) : `${FOLDER}${path}`,
      file,
    ]),
  );
  const after = fixed(rule, tree, options);
  const changed = Object.fromEntries(Object.entries(after).map(([path, text]) => [shown(path), text]));
  const whole = {
    ...tree,
    ...Object.fromEntries(Object.entries(after).map(([path, text]) => [path, text ?? ""])),
  };
  return { fixes: fixTitles(rule, tree, options), changed, left: checkRule(rule, whole, options) };
}

function shown(path: string): string {
  return path.startsWith(FOLDER) ? path.slice(FOLDER.length) : `/${path}`;
}
