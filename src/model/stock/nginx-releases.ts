/** Which release of nginx an image's base or distribution brings, by its tag. */
import type { NginxReleases } from "../../parsers/nginx/releases.ts";
import { parseReference } from "./references.ts";

// The packages' own version in each release of a distribution: `apt-cache policy nginx`, `apk policy nginx`, at
// packages.debian.org, packages.ubuntu.com and pkgs.alpinelinux.org.
const DISTRIBUTIONS: readonly (readonly [tag: RegExp, release: string])[] = [
  [/\b(buster|debian:10)\b/, "1.14.2"],
  [/\b(bullseye|debian:11)\b/, "1.18.0"],
  [/\b(bookworm|debian:12)\b/, "1.22.1"],
  [/\b(trixie|debian:13)\b/, "1.26.3"],
  [/\b(bionic|ubuntu:18\.04)\b/, "1.14.0"],
  [/\b(focal|ubuntu:20\.04|jammy|ubuntu:22\.04)\b/, "1.18.0"],
  [/\b(noble|ubuntu:24\.04)\b/, "1.24.0"],
  [/alpine:?3\.(13)\b/, "1.18.0"],
  [/alpine:?3\.(14|15)\b/, "1.20.2"],
  [/alpine:?3\.(16|17)\b/, "1.22.1"],
  [/alpine:?3\.(18|19)\b/, "1.24.0"],
  [/alpine:?3\.(20|21)\b/, "1.26"],
  [/alpine:?3\.(22|23)\b/, "1.28"],
];

/** The releases that a tag of the official or the unprivileged image may be of; `undefined` where it says nothing. */
export function releasesOfTag(ref: string): NginxReleases | undefined {
  const { tag = "latest", digest } = parseReference(ref);
  const [, version] = /^(\d+\.\d+(?:\.\d+)?)(?:-|$)/.exec(tag) ?? [];
  if (version !== undefined) return releasesOf(version);
  // Whoever pins a digest may have done so long ago.
  if (digest !== undefined) return undefined;
  return /^(latest|mainline)$|^(mainline-)?(alpine|bookworm|trixie|perl|otel)/.test(tag)
    ? { from: NEWEST_PULLED }
    : undefined;
}

// What a build pulls under a tag without a number is no older than that.
const NEWEST_PULLED = "1.29.0";

/** The releases of the package of the distribution that a reference stands for; `undefined` where its tag names none. */
export function releasesOfPackage(ref: string): NginxReleases | undefined {
  const { repository, tag } = parseReference(ref);
  const name = `${repository.replace(/^library\//, "")}:${tag ?? ""}`;
  const found = DISTRIBUTIONS.find(([pattern]) => pattern.test(name));
  return found === undefined ? undefined : releasesOf(found[1]);
}

/** `1.27` is every release of it. */
function releasesOf(version: string): NginxReleases {
  return version.split(".").length === 3
    ? { from: version, to: version }
    : { from: `${version}.0`, to: `${version}.999` };
}
