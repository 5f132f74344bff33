/** Which build of the repo a name in a FROM, a COPY or a named context stands for. */

import { ownValue } from "../../names.ts";
import { once } from "../../once.ts";
import type { Dockerfile } from "../../parsers/dockerfile/parse.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Place } from "../../source.ts";
import type { Build, FoundBuild } from "../builds/types.ts";
import { type Unknown, unknown } from "../fact.ts";
import { isDeclared, openBase } from "../stages/base.ts";
import { findBase, ownImageName } from "../stock/references.ts";
import { namesOfBases } from "./link-order.ts";
import type { LinkInput } from "./linked.ts";
import { builtAs, likelyPrefix, type OwnBuilds, ownBuild, ownBuilds, withoutTag } from "./own-build.ts";

/** The build that a build means by a name: another bake target or compose service, or an image of the repo's own registry. */
export interface BuildFinder {
  readonly find: (build: Build, name: string) => FoundBuild | undefined;
  /** The builds that the lines of a build's Dockerfile mean by what they start from and copy from. */
  readonly bases: (build: FoundBuild) => FoundBuild[];
  /** Why an unknown base that looks like one of the repo's is not taken for it, with the line of policy that would. */
  readonly likely: (build: Build, name: string, at: Place) => Unknown | undefined;
}

/** Finds builds by their names, each in the file that gives it. */
export function buildFinder({
  builds,
  policy,
  nameOf,
  dockerfile,
}: Pick<LinkInput, "builds" | "policy" | "nameOf" | "dockerfile">): BuildFinder {
  const own = ownBuilds(builds.builds, nameOf, builds.linkedFolders);
  const labelled = firstByKey(builds.named, ({ from, file, name }) => [from, file, name]);
  const built = firstByKey(builds.builds, ({ dockerfile, target }) => [dockerfile, target]);
  const find = (build: Build, name: string): FoundBuild | undefined => {
    const [, kind, label] = LABEL.exec(name) ?? [];
    if (label !== undefined) {
      const from = kind === "target" ? "bake" : "compose";
      const named = labelled(from, build.names ?? build.at.file.path, label);
      return named && built(named.dockerfile, named.target);
    }
    const repository = ownImageName(name, policy.registries);
    if (repository !== undefined) return ownBuild(own, { name, own: repository });
    const pushed = isOutside(name, policy) ? undefined : builtAs(own, name);
    return pushed?.dockerfile === build.dockerfile && pushed.target === build.target ? undefined : pushed;
  };
  // Many builds of a Dockerfile with many stages ask for the same names, and most of those are a registry's.
  const builtNames = once((text: Dockerfile) => {
    const isBuilt = (name: string) =>
      LABEL.test(name) ||
      ownImageName(name, policy.registries) !== undefined ||
      builtAs(own, name) !== undefined;
    return { all: new Set(namesOfBases(text)), built: namesOfBases(text).filter(isBuilt) };
  });
  const bases = (build: FoundBuild): FoundBuild[] => {
    const text = dockerfile(build);
    if (text === undefined) return [];
    const { all, built } = builtNames(text);
    const given = Object.keys(build.contexts).filter((name) => all.has(name));
    return [...new Set([...built, ...given])].flatMap(
      (name) => find(build, ownValue(build.contexts, name) ?? name) ?? [],
    );
  };
  const likely: BuildFinder["likely"] = (build, name, at) =>
    likelyOwn(own, { build, name, at, policy, dockerfile });
  return { find, bases, likely };
}

const LABEL = /^(target|service):(.+)$/;

interface Asked extends Pick<LinkInput, "policy" | "dockerfile"> {
  readonly build: Build;
  readonly name: string;
  readonly at: Place;
}

function likelyOwn(own: OwnBuilds, { build, name, at, policy, dockerfile }: Asked): Unknown | undefined {
  if (isOutside(name, policy) || openBase(name, policy, at).configuration === undefined) return undefined;
  // An image that is built on the registry's image of its own name is another than that.
  const isBuiltOnIt = (found: FoundBuild) => {
    const text = dockerfile(found);
    return text !== undefined && repositoriesOf(text).has(withoutTag(name));
  };
  const prefix = likelyPrefix(
    own,
    name,
    (found) => found.dockerfile !== build.dockerfile && !isBuiltOnIt(found),
  );
  // What the policy says of it already is not asked for.
  if (prefix === undefined || ownValue(policy.registries, prefix) !== undefined) return undefined;
  const shared = { key: `registry ${prefix}`, many: `unknown base images look like this repo's own` };
  return unknown(
    {
      key: `base ${name}`,
      why: `unknown base image ${name}`,
      clause: `base image ${name} is unknown`,
      shared,
      ofBase: true,
    },
    at,
    `if ${prefix}/ holds images of this repo, add to .github/keelcheck.yml:\nregistries:\n  ${prefix}: .`,
  );
}

const repositoriesOf = once((dockerfile: Dockerfile) => new Set(namesOfBases(dockerfile).map(withoutTag)));

/** Whether a name is a public image's, though a compose file may call its own so, or the policy says what it is. */
function isOutside(name: string, policy: Policy): boolean {
  return findBase(name) !== undefined || isDeclared(name, policy);
}

/** Finds the first of those that share a key. */
function firstByKey<One>(
  all: readonly One[],
  keyOf: (one: One) => readonly (string | undefined)[],
): (...key: readonly (string | undefined)[]) => One | undefined {
  const found = new Map<string, One>();
  for (const one of all) {
    const key = JSON.stringify(keyOf(one));
    if (!found.has(key)) found.set(key, one);
  }
  return (...key) => found.get(JSON.stringify(key));
}
