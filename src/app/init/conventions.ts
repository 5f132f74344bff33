/** What a repo does already, counted: the keys of a policy that would hold it to that. */
import { checkRule } from "../../engine/check.ts";
import { baseName } from "../../model/container-path.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import type { Nginx } from "../../model/model.ts";
import { imageReadmes } from "../../model/readme-checks/in-use.ts";
import { missingSections } from "../../model/readme-checks/sections.ts";
import { folderOfFile, isInside } from "../../model/repo/path.ts";
import type { Run } from "../../model/runs/types.ts";
import { copiedPaths } from "../../model/stages/brought.ts";
import type { ImageFolder } from "../../model/stages/image.ts";
import type { DocumentedKind, Policy } from "../../policy/policy.ts";
import { mayBind } from "../../policy/ports.ts";
import type { Rule } from "../../rule.ts";
import { sourceFile } from "../../source.ts";

/** One thing that a policy can ask for, and how many do it already. */
export interface Convention {
  /** The key of the policy: `ports.nginx`. */
  readonly key: string;
  readonly value: string | readonly string[];
  readonly count: number;
  readonly of: number;
  /** What was counted: "image folders". */
  readonly what: string;
}

/** What is counted, and by whose rules. */
export interface Counting {
  readonly fleet: Fleet;
  /** The policy in force; what it asks for already is no news. */
  readonly policy: Policy;
  readonly rules: readonly Rule[];
}

/** The share that must do something before the others are held to it. */
export const SHARE = 0.8;

/** What one or two do is no convention. */
const LEAST = 3;

/** What at least 80% do and what is stricter than the policy in force, in the order of the documentation. */
export function conventionsOf(counting: Counting): readonly Convention[] {
  return [
    ...ports(counting),
    ...ipv6(counting),
    ...nginxUsers(counting),
    ...required(counting),
    ...configFolder(counting),
    ...names(counting),
    ...sections(counting),
    ...documented(counting),
  ].filter(({ count, of }) => of >= LEAST && count >= of * SHARE);
}

function askedRuns({ runs, asks }: Fleet): readonly Run[] {
  return runs.filter(({ image }) => asks.image(image));
}

function imagesOf(runs: readonly Run[]): ReadonlySet<string> {
  return new Set(runs.map(({ image }) => image.name));
}

/** The folders that hold an image. */
function foldersOf({ folders }: Fleet): readonly ImageFolder[] {
  return folders.filter(({ images, name }) => images.length > 0 && name !== ".");
}

/** Names of images, and paths of files, that rules would find something of under another policy. */
function foundUnder(
  { fleet, rules }: Counting,
  policy: Policy,
  ids: readonly string[],
): { readonly images: ReadonlySet<string>; readonly paths: readonly string[] } {
  const input = { fleet, policy, rules };
  const failures = fleet.failures.fork();
  const found = rules
    .filter(({ id }) => ids.includes(id))
    .flatMap((rule) => checkRule(rule, input, failures))
    .filter((finding) => finding.images.length > 0 || finding.at.file.path !== "");
  return {
    images: new Set(found.flatMap(({ images }) => images)),
    paths: found.map(({ at }) => at.file.path),
  };
}

function outside(names: ReadonlySet<string>, found: ReadonlySet<string>): number {
  return [...names].filter((name) => !found.has(name)).length;
}

/** The most frequent of some values; the first in order of text where several are. */
function usual<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const order = [...counts].sort(([a, m], [b, n]) => n - m || (String(a) < String(b) ? -1 : 1));
  return order[0]?.[0];
}

const SERVERS = ["nginx", "apache"] as const;
const CALLED = { nginx: "images with nginx", apache: "images with Apache" };

function ports(counting: Counting): readonly Convention[] {
  return SERVERS.flatMap((kind) => {
    if (counting.policy.ports[kind] !== undefined) return [];
    const known = askedRuns(counting.fleet).filter((run) => {
      const server = run[kind];
      return server !== undefined && server.listenersIncomplete === undefined && server.listeners.length > 0;
    });
    const all = known.flatMap((run) => [...new Set(run[kind]?.listeners.map(({ port }) => port))]);
    const port = usual(all.filter(isOpen));
    if (port === undefined) return [];
    const at = { file: sourceFile("policy", "") };
    const policy = { ...counting.policy, ports: { ...counting.policy.ports, [kind]: { port, at } } };
    const { images } = foundUnder(counting, policy, ["ports/role-mismatch"]);
    const names = imagesOf(known);
    const counted = { count: outside(names, images), of: names.size, what: CALLED[kind] };
    return [{ key: `ports.${kind}`, value: String(port), ...counted }];
  });
}

// What only root may bind somewhere is no wish.
function isOpen(port: number): boolean {
  return mayBind({ runtime: "host" }, { root: false }, port) === "yes";
}

function ipv6(counting: Counting): readonly Convention[] {
  if (counting.policy.ipv6 === "required") return [];
  const known = askedRuns(counting.fleet).filter((run) =>
    SERVERS.some((kind) => run[kind]?.listenersIncomplete === undefined && run[kind]?.listeners.length),
  );
  const policy: Policy = { ...counting.policy, ipv6: "required" };
  const { images } = foundUnder(counting, policy, ["nginx/ipv6-missing", "apache/ipv6-missing"]);
  const names = imagesOf(known);
  const counted = { count: outside(names, images), of: names.size, what: "images with a server" };
  return [{ key: "ipv6", value: "required", ...counted }];
}

/** The images of which every run has something. */
function everywhere(runs: readonly Run[], has: (nginx: Nginx) => boolean): number {
  const without = runs.filter(({ nginx }) => nginx === undefined || !has(nginx));
  return outside(imagesOf(runs), imagesOf(without));
}

function nginxUsers({ fleet, policy }: Counting): readonly Convention[] {
  const known = askedRuns(fleet).filter(({ nginx }) => nginx?.workers.known && nginx.master.known);
  const counted = { of: imagesOf(known).size, what: CALLED.nginx };
  const user = usual(
    known.flatMap(({ nginx }) =>
      nginx?.workers.known && !nginx.workers.value.root ? (nginx.workers.value.name ?? []) : [],
    ),
  );
  const isUser = ({ workers }: Nginx) => workers.known && workers.value.name === user;
  const isNoRoot = ({ master }: Nginx) => master.known && !master.value.root;
  const named = policy.nginx.user === "declared" || policy.nginx.user === "any";
  return [
    ...(user === undefined || !named
      ? []
      : [{ key: "nginx.user", value: user, count: everywhere(known, isUser), ...counted }]),
    ...(policy.nginx.master === "non-root"
      ? []
      : [{ key: "nginx.master", value: "non-root", count: everywhere(known, isNoRoot), ...counted }]),
  ];
}

/** Files beside most Dockerfiles: neither what images are made of, nor what another rule asks for anyway. */
function required({ fleet, policy }: Counting): readonly Convention[] {
  const folders = foldersOf(fleet);
  const copied = new Set(fleet.images.flatMap(copiedPaths));
  const files = folders.map(({ path, entries }) =>
    entries.flatMap((entry) =>
      folderOfFile(entry.path) === path && !copied.has(entry.path) ? [baseName(entry.path)] : [],
    ),
  );
  const of = folders.length;
  const names = [...new Set(files.flat())].filter((name) => !/^((docker|container)file|readme)/i.test(name));
  const counts = names.map((name) => ({ name, count: files.filter((all) => all.includes(name)).length }));
  const usualOnes = counts.filter(
    ({ name, count }) => count >= of * SHARE && !policy.layout.required.includes(name),
  );
  if (usualOnes.length === 0) return [];
  const value = [...policy.layout.required, ...usualOnes.map(({ name }) => name).sort()];
  const count = Math.min(...usualOnes.map((one) => one.count));
  return [{ key: "layout.required", value, count, of, what: "image folders" }];
}

// A folder that none can be: under it every configuration file is in the wrong place.
const NOWHERE = "\u0000";

function configFolder(counting: Counting): readonly Convention[] {
  const { fleet, policy } = counting;
  if (policy.layout.config !== undefined) return [];
  const misplaced = (config: string) =>
    foundUnder(counting, { ...policy, layout: { ...policy.layout, config } }, ["layout/config-location"])
      .paths;
  const homeOf = (path: string) => foldersOf(fleet).find((folder) => isInside(path, folder.path));
  const all = misplaced(NOWHERE);
  const homes = new Set(all.flatMap((path) => homeOf(path)?.path ?? []));
  const config = usual(
    all.flatMap((path) => {
      const within = path.slice((homeOf(path)?.path.length ?? 0) + 1).split("/");
      return within.length > 1 ? (within[0] ?? []) : [];
    }),
  );
  if (config === undefined) return [];
  const astray = new Set(misplaced(config).flatMap((path) => homeOf(path)?.path ?? []));
  const counted = { count: outside(homes, astray), of: homes.size };
  return [{ key: "layout.config", value: config, ...counted, what: "image folders with configuration" }];
}

function names(counting: Counting): readonly Convention[] {
  const { fleet, policy } = counting;
  if (policy.layout.names === "kebab-case") return [];
  const candidate: Policy = { ...policy, layout: { ...policy.layout, names: "kebab-case" } };
  const { paths } = foundUnder(counting, candidate, ["layout/image-name"]);
  const folders = foldersOf(fleet);
  const count = folders.filter((folder) => !paths.some((path) => isInside(path, folder.path))).length;
  return [{ key: "layout.names", value: "kebab-case", count, of: folders.length, what: "image folders" }];
}

function sections({ fleet, policy }: Counting): readonly Convention[] {
  const readmes = foldersOf(fleet).flatMap(imageReadmes);
  const of = readmes.length;
  const titles = new Map<string, string>();
  for (const { title } of readmes.flatMap((readme) => readme.sections))
    if (!titles.has(title.toLowerCase())) titles.set(title.toLowerCase(), title);
  const countOf = (title: string) =>
    readmes.filter((one) => missingSections(one, [title]).length === 0).length;
  const known = policy.docs.sections.map((title) => title.toLowerCase());
  const counts = [...titles.values()]
    .filter((title) => !known.includes(title.toLowerCase()) && title.trim() !== "")
    .map((title) => ({ title, count: countOf(title) }))
    .filter(({ count }) => count >= of * SHARE);
  if (counts.length === 0) return [];
  const value = [...policy.docs.sections, ...counts.map(({ title }) => title).sort()];
  const count = Math.min(...counts.map((one) => one.count));
  return [{ key: "docs.sections", value, count, of, what: "READMEs" }];
}

const MORE_KINDS: Readonly<Partial<Record<DocumentedKind, (run: Run) => boolean>>> = {
  volumes: ({ image }) => image.volumes.length > 0,
  environment: ({ image }) => image.environment.some(({ own }) => own),
};

/** Kinds that are not asked for by default, of the images that have something of the kind. */
function documented(counting: Counting): readonly Convention[] {
  const { fleet, policy } = counting;
  const asked = policy.docs.require;
  const added = Object.entries(MORE_KINDS).flatMap(([name, has]) => {
    const kind = name as DocumentedKind; // entries forgets the keys
    if (asked.includes(kind) || has === undefined) return [];
    const images = imagesOf(askedRuns(fleet).filter((run) => run.image.readme !== undefined && has(run)));
    const at = { file: sourceFile("policy", "") };
    const candidate: Policy = {
      ...policy,
      keys: { ...policy.keys, "docs.require": at },
      docs: { ...policy.docs, require: [kind] },
    };
    const { images: lacking } = foundUnder(counting, candidate, ["docs/undocumented"]);
    const count = outside(images, lacking);
    return images.size >= LEAST && count >= images.size * SHARE ? [{ kind, count, of: images.size }] : [];
  });
  const [first] = added.toSorted((a, b) => a.count / a.of - b.count / b.of);
  if (first === undefined) return [];
  const value = [...asked, ...added.map(({ kind }) => kind)];
  return [
    { key: "docs.require", value, count: first.count, of: first.of, what: `images with ${first.kind}` },
  ];
}
