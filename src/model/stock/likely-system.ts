/** A guess for hints alone: no fact is made of it. */
import type { Place } from "../../source.ts";

// Ours: a hint needs no more.
const MOST_CHARACTERS = 10_000;

const PACKAGE_MANAGERS: readonly (readonly [RegExp, string])[] = [
  [/\bapk (?:-\S+ )*(?:add|update|upgrade)\b/, "alpine"],
  [/\b(?:microdnf|dnf|yum) /, "almalinux"],
  [/\btdnf /, "photon"],
];
const NAMED: readonly (readonly [RegExp, string])[] = [
  [/alpine/, "alpine"],
  [/ubi\d|rhel|centos|rocky|alma|fedora|oraclelinux/, "almalinux"],
];

/** The distribution that a base seems to be of: by the package manager of the lines behind its FROM, else by its name. */
export function likelySystem(ref: string, { file, span }: Place): string {
  const start = span?.end ?? 0;
  const [behind = ""] = file.text.slice(start, start + MOST_CHARACTERS).split(/^\s*FROM\s/im);
  const found =
    PACKAGE_MANAGERS.find(([used]) => used.test(behind)) ?? NAMED.find(([name]) => name.test(ref));
  return found?.[1] ?? "debian";
}
