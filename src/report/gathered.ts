import type { Finding } from "../finding.ts";
import { isIntroduced } from "./counts.ts";

/** Findings that are shown one by one at most; with more of a kind one speaks for all. */
export const ALONE_AT_MOST = 5;

/** A finding as it is shown: by itself, or for others of its kind as well. */
export interface Gathered {
  /** The first of them. */
  readonly finding: Finding;
  /** Present where it speaks for others. */
  readonly all?: All;
}

/** Findings of a kind together. */
export interface All {
  /** What is wrong with all of them: "27 image folders have no README". */
  readonly message: string;
  readonly help?: string;
  /** What each is about, in the order of the findings; from `within` where that is not empty. */
  readonly names: readonly string[];
  /** The folder that all names lie in, empty for the repo's root. */
  readonly within: string;
  readonly findings: readonly Finding[];
}

/** Findings in their order, with those of which more than a few say the same as one, at the place of the first. */
export function gathered(findings: readonly Finding[]): readonly Gathered[] {
  const kinds = new Map<string, Finding[]>();
  for (const finding of findings) {
    const kind = kindOf(finding);
    if (kind === undefined) continue;
    const same = kinds.get(kind);
    if (same === undefined) kinds.set(kind, [finding]);
    else same.push(finding);
  }
  return findings.flatMap((finding): readonly Gathered[] => {
    const all = kinds.get(kindOf(finding) ?? "") ?? [];
    if (all.length <= ALONE_AT_MOST) return [{ finding }];
    return all[0] === finding ? [{ finding, all: together(all) }] : [];
  });
}

function kindOf(finding: Finding): string | undefined {
  const { rule, severity, several } = finding;
  return several && JSON.stringify([rule, severity, several.what, isIntroduced(finding)]);
}

function together(findings: readonly Finding[]): All {
  const paths = findings.flatMap(({ several }) => several?.name ?? []);
  const within = commonFolder(paths);
  const help = findings[0]?.several?.help;
  return {
    message: `${findings.length} ${findings[0]?.several?.what ?? ""}`,
    ...(help === undefined ? {} : { help }),
    names: paths.map((path) => (within === "" ? path : path.slice(within.length + 1)) || "."),
    within,
    findings,
  };
}

/** The innermost folder above all of the paths. */
function commonFolder(paths: readonly string[]): string {
  const [first = "", ...others] = paths.map((path) => path.split("/").slice(0, -1).join("/"));
  let folder = first;
  while (folder !== "" && !others.every((other) => other === folder || other.startsWith(`${folder}/`)))
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")));
  return folder;
}
