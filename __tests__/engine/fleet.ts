import { known } from "../../src/model/fact.ts";
import { fleetLinks } from "../../src/model/fleet/links.ts";
import type { ContainerFiles, ContainerUser, Fleet, Image, ImageFolder, Run } from "../../src/model/model.ts";
import { newState, stageOf } from "../../src/model/stages/state.ts";
import { parseDockerfile } from "../../src/parsers/dockerfile/parse.ts";
import { type Place, type SourceFile, sourceFile } from "../../src/source.ts";
import { Failures } from "../../src/work.ts";

/** The place of the first occurrence of a text. */
export function placeOf(file: SourceFile, text: string): Place {
  const start = file.text.indexOf(text);
  if (start < 0) throw new Error(`${file.path} does not hold ${text}`);
  return { file, span: { start, end: start + text.length } };
}

const noFiles: ContainerFiles = {
  lookup: () => undefined,
  entry: () => undefined,
  glob: () => ({ files: [] }),
  hidden: () => [],
  under: () => ({ files: [] }),
  all: [],
};

/** An image folder with one image of a two-line Dockerfile, put together by hand. */
export function handmadeImage(name: string, parts: Partial<Image> = {}): Image {
  const path = `deployment/images/${name}`;
  const file = sourceFile(`${path}/Dockerfile`, "FROM debian:12-slim\nUSER web\n");
  const dockerfile = parseDockerfile(file);
  const [source] = dockerfile.stages;
  if (source === undefined) throw new Error("a Dockerfile has a stage");
  const at = placeOf(file, "debian:12-slim");
  const base = { kind: "registry", ref: "debian:12-slim" } as const;
  const after = newState({ file, escape: dockerfile.escape, from: at });
  const final = stageOf({ index: 0, source, base, at }, after);
  const folder: ImageFolder = { path, name, images: [], entries: [], readmes: [], at };
  const context = known(path, at);
  const build = {
    from: "default",
    dockerfile: file.path,
    context,
    args: {},
    contexts: {},
    tags: [],
    at,
  } as const;
  const image: Image = {
    name,
    folder,
    build,
    file,
    dockerfile,
    stages: [final],
    final,
    copies: [],
    files: noFiles,
    accounts: { users: [], groups: [] },
    exposes: [],
    environment: [],
    volumes: [],
    unknowns: [],
    ...parts,
  };
  return { ...image, folder: { ...folder, images: [image] } };
}

/** The image started by itself, as the user `web` of its Dockerfile. */
export function handmadeRun(image: Image, parts: Partial<Run> = {}): Run {
  const user: ContainerUser = { name: "web", uid: 101, root: false };
  return {
    name: image.name,
    image,
    containerUser: known(user, placeOf(image.file, "web")),
    userIsSet: true,
    processes: { list: [], stepsDown: known(false, image.final.at) },
    supervisors: [],
    fpm: [],
    stops: [],
    startCommands: [],
    startWrites: [],
    substitutions: [],
    filesAtStart: image.files,
    accounts: image.accounts,
    listeners: [],
    unknowns: [],
    ...parts,
  };
}

/** A fleet of runs. */
export function handmadeFleet(runs: readonly Run[], parts: Partial<Fleet> = {}): Fleet {
  const images = [...new Set(runs.map(({ image }) => image))];
  return {
    root: "deployment/images",
    rootFrom: "default",
    entries: [],
    folders: images.map(({ folder }) => folder),
    images,
    others: [],
    runs,
    links: fleetLinks({ images, runs }),
    composeServices: [],
    problems: () => [],
    composeProjects: [],
    elsewhere: new Map(),
    failures: new Failures(),
    declaresBuilds: false,
    policyProblems: [],
    asks: { image: () => true, path: () => true },
    isInImageFolder: () => true,
    holdsImageFolders: () => false,
    holding: () => [],
    read: () => undefined,
    ignored: () => false,
    mentioned: () => false,
    ...parts,
  };
}
