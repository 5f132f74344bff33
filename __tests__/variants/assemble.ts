import type { Step } from "./dockerfile-steps.ts";
import { writeDockerfile } from "./dockerfile-writer.ts";
import type { Random } from "./random.ts";
import { type ReadmeFacts, writeReadme } from "./readme-writer.ts";
import type { Account, ExpectedServer, Files, System, Variant } from "./variant.ts";

/** What a family says of one of its variants; paths of `files` and of the facts are from the image folder. */
export interface Parts {
  readonly steps: readonly Step[];
  /** Path of the Dockerfile in place of the home's. */
  readonly dockerfile?: string;
  readonly files: Files;
  /** Files with paths from the repo's root. */
  readonly outside?: Files;
  readonly readme: Omit<ReadmeFacts, "title">;
  /** Lines of the policy. */
  readonly policy?: readonly string[];
  readonly service?: string;
  readonly mayBeUnclear?: true;
  readonly user: string;
  readonly servers: readonly ExpectedServer[];
  readonly system: System;
  readonly made?: Account;
  readonly main?: string;
  readonly site?: string;
  readonly apacheMain?: string;
  readonly apacheSite?: string;
}

/** Where an image lies in its repo. */
export interface Home {
  readonly root: string;
  readonly image: string;
  readonly folder: string;
  /** Path of the Dockerfile from the image folder. */
  readonly dockerfile: string;
}

/** Makes one image of its kind, spelled by chance. */
export type Family = (random: Random, home: Home) => Parts;

/** What is done to a variant before it is written; `undefined` where there is nothing to do it to. */
export type Change = (parts: Parts, home: Home) => Parts | undefined;

const IMAGES = ["storefront", "edge-proxy", "billing", "assets", "intranet", "landing"];

/** A place for an image. */
export function someHome(random: Random): Home {
  const root = random.pick(["deployment/images", "deployment/images", "images"]);
  const image = random.pick(IMAGES);
  const dockerfile = random.pick([
    "Dockerfile",
    "Dockerfile",
    "Dockerfile",
    "Containerfile",
    `${image}.Dockerfile`,
    "Dockerfile.prod",
    "dockerfile",
  ]);
  return { root, image, folder: `${root}/${image}`, dockerfile };
}

/** A whole variant: the Dockerfile, the README and the policy are written here. `undefined` when the change does not fit. */
export function assemble(
  { name, family, make }: { readonly name: string; readonly family: string; readonly make: Family },
  random: Random,
  change: Change = (parts) => parts,
): Variant | undefined {
  const home = someHome(random);
  const parts = change(make(random, home), home);
  if (parts === undefined) return undefined;
  const { folder, image } = home;
  const dockerfile = `${folder}/${parts.dockerfile ?? home.dockerfile}`;
  const within = (path: string) => `${folder}/${path}`;
  const policy = parts.policy ?? [];
  const located = (key: "main" | "site" | "apacheMain" | "apacheSite") =>
    parts[key] === undefined ? {} : { [key]: within(parts[key]) };
  return {
    name,
    family,
    files: {
      ...Object.fromEntries(Object.entries(parts.files).map(([path, file]) => [within(path), file])),
      ...parts.outside,
      ...(policy.length === 0 ? {} : { ".github/keelcheck.yml": `${policy.join("\n")}\n` }),
      [dockerfile]: writeDockerfile(parts.steps, random),
      [within("README.md")]: writeReadme({ ...parts.readme, title: image }, random),
    },
    folder,
    image,
    dockerfile,
    readme: within("README.md"),
    user: parts.user,
    servers: parts.servers,
    system: parts.system,
    steps: parts.steps,
    ...(parts.service === undefined ? {} : { service: parts.service }),
    ...(parts.mayBeUnclear === undefined ? {} : { mayBeUnclear: parts.mayBeUnclear }),
    ...(parts.made === undefined ? {} : { made: parts.made }),
    ...located("main"),
    ...located("site"),
    ...located("apacheMain"),
    ...located("apacheSite"),
  };
}
