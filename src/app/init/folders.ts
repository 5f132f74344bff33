import { baseName } from "../../model/container-path.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import { imageReadmes } from "../../model/readme-checks/in-use.ts";
import { missingSections } from "../../model/readme-checks/sections.ts";
import { folderOfFile, isInside } from "../../model/repo/path.ts";
import type { Run } from "../../model/runs/types.ts";
import { copiedPaths } from "../../model/stages/brought.ts";
import type { ImageFolder } from "../../model/stages/image.ts";
import type { DocumentedKind, Policy } from "../../policy/policy.ts";
import { sourceFile } from "../../source.ts";
import {
  askedRuns,
  type Convention,
  type Counting,
  foundUnder,
  imagesOf,
  LEAST,
  outside,
  SHARE,
  usual,
} from "./counting.ts";

/** What the image folders of a repo and their READMEs have in common. */
export function folderConventions(counting: Counting): readonly Convention[] {
  return [
    ...required(counting),
    ...configFolder(counting),
    ...names(counting),
    ...sections(counting),
    ...documented(counting),
  ];
}

/** The folders that hold an image. */
function foldersOf({ folders }: Fleet): readonly ImageFolder[] {
  return folders.filter(({ images, name }) => images.length > 0 && name !== ".");
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
