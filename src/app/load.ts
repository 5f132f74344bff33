import { type FleetScope, foldersOf, nearestFolder } from "../model/builds/scope.ts";
import { type FleetInput, readImages } from "../model/fleet/read-images.ts";
import type { Fleet } from "../model/fleet/types.ts";
import { type PlacedWaiver, readWaivers } from "../model/waivers/read.ts";
import { didYouMean, likelyPath, namesAmong, ownValue } from "../names.ts";
import { type MarkdownFile, unreadMarkdown } from "../parsers/markdown/tree.ts";
import { loadPolicy } from "../policy/load.ts";
import type { Policy } from "../policy/policy.ts";
import type { PolicyProblem } from "../policy/problems.ts";
import { plural } from "../report/counts.ts";
import type { Rule } from "../rule.ts";
import { type SourceFile, sourceFile } from "../source.ts";
import type { Failures } from "../work.ts";
import { diskWorkspace } from "../workspace/disk.ts";
import { WorkspaceError } from "../workspace/git-run.ts";
import { entriesCalled, type Workspace } from "../workspace/workspace.ts";
import { type CommandOutcome, usage } from "./exit.ts";
import { likelyOnDisk } from "./likely-on-disk.ts";
import type { ReadMarkdownOptions } from "./markdown.ts";
import { readLintConfiguration } from "./markdownlint.ts";
import { findPolicyFile, readBaseline, readRecorded } from "./policy-files.ts";
import { policyRemarks } from "./policy-remarks.ts";
import { type Readmes, readmeStore } from "./readmes.ts";

/** Stands for the file where the globs of image folders are not the policy's. */
export const IMAGES_FLAG = "--images";

/** Said where nobody named a place for images, and there is none. */
export const NO_IMAGES =
  "warning: no Dockerfile was found in deployment/images, in images or anywhere else: nothing is checked";

/** Hears what is being done, for a line that shows it. */
export type Progress = (doing: string) => void;

/** What to read. */
export interface LoadOptions {
  readonly workspace: Workspace;
  /** The policy to use in place of the workspace's own; `null` for none at all. */
  readonly policyFile?: SourceFile | null;
  /** The policy in force, where it is known already. */
  readonly policy?: Policy;
  /** Globs of image folders that replace the policy's. */
  readonly images?: readonly string[];
  readonly rules: readonly Rule[];
  readonly progress?: Progress;
  /** READMEs that were read already. */
  readonly readmes?: Readmes;
  /** Makes what takes the failures of a tree. */
  readonly newFailures?: () => Failures;
  /** How many steps the reading of an image may take, by the characters of its Dockerfile. */
  readonly stepsFor?: (characters: number) => number;
}

/** A repo as it was read. */
export interface LoadedRepo {
  readonly policy: Policy;
  readonly fleet: Fleet;
  readonly waivers: readonly PlacedWaiver[];
  /** Lines that a person should read before the findings. */
  readonly remarks: readonly string[];
}

/** The tree below a folder on disk; a missing or unreadable folder is a failure of usage. */
export function openWorkspace(path: string): CommandOutcome<{ readonly workspace: Workspace }> {
  try {
    return { ok: true, workspace: diskWorkspace(path) };
  } catch (error) {
    if (error instanceof WorkspaceError) return usage(`${error.message}${didYouMean(likelyOnDisk(path))}`);
    throw error;
  }
}

/** Reads the policy and every image of a workspace. */
export async function load(options: LoadOptions): Promise<CommandOutcome<LoadedRepo>> {
  const { rules } = options;
  const read = loadedPolicy(options);
  if (!read.ok) return read;
  const { policy } = read;
  const { fleet, remarks } = await loadFleet({ ...options, policy });
  const unmet = [...fleet.policyProblems, ...nothingFound(fleet, policy), ...noTemplate(fleet, policy)];
  if (unmet.length > 0) return { ok: false, failure: { kind: "policy", problems: unmet } };
  const waivers = readWaivers({ fleet, policy, ruleIds: rules.map(({ id }) => id) });
  return {
    ok: true,
    policy,
    fleet,
    waivers,
    remarks: [
      ...rootRemarks(fleet),
      ...policyRemarks(options.workspace, fleet, policy),
      ...sparseRemarks(options.workspace),
      ...remarks,
    ],
  };
}

/** The policy in force of a workspace, with what was recorded of base images. */
export function loadedPolicy(options: LoadOptions): CommandOutcome<{ readonly policy: Policy }> {
  if (options.policy !== undefined) return { ok: true, policy: options.policy };
  const found = policyFileOf(options);
  if (!found.ok) return found;
  const { policy, problems } = loadPolicy(found.file, options.rules);
  if (problems.length > 0) return { ok: false, failure: { kind: "policy", problems } };
  const recorded = readRecorded(options.workspace);
  if (!recorded.ok) return recorded;
  const baseline = readBaseline(options.workspace);
  if (!baseline.ok) return baseline;
  return {
    ok: true,
    policy: {
      ...withImages(policy, options.images),
      recordedBases: recorded.bases,
      ...(baseline.entries !== undefined && { baseline: baseline.entries }),
    },
  };
}

/** What of a fleet to read, under which policy. */
export interface FleetOptions
  extends Pick<LoadOptions, "workspace" | "progress" | "readmes" | "newFailures" | "stepsFor">,
    Pick<FleetInput, "policy" | "scope" | "survey" | "tree"> {
  /** The tree whose markdownlint configuration counts; the workspace itself when it is absent. */
  readonly lintFrom?: Workspace;
}

/** Reads the images of a workspace, and in workers, at the same time, the READMEs. */
export async function loadFleet(
  options: FleetOptions,
): Promise<{ readonly fleet: Fleet; readonly remarks: readonly string[] }> {
  const { workspace, progress = () => {}, scope, readmes: store = readmeStore() } = options;
  const { lint, remarks } = readLintConfiguration(options.lintFrom ?? workspace);
  const reading = lint === undefined ? {} : { lint };
  const besides = readBesides(readmesOf(workspace, scope), store, reading);
  progress("reading the images");
  const images = readImages({
    ...options,
    ...(options.newFailures && { failures: options.newFailures() }),
  });
  progress("reading the READMEs");
  const readmes = await besides;
  const others = typeof readmes === "string" ? [] : images.readmes().filter(({ path }) => !readmes.has(path));
  const more = await readBesides(others, store, reading);
  const fleet = images.withReadmes((file) => {
    for (const read of [readmes, more]) {
      const found =
        typeof read === "string"
          ? { file, ...unreadMarkdown(read), threw: true as const }
          : read.get(file.path);
      if (found !== undefined) return found;
    }
    return { file, ...unreadMarkdown("it was not read") };
  });
  return { fleet, remarks };
}

/** READMEs as workers read them, or why there are none: the rest of the repo is read all the same. */
async function readBesides(
  files: readonly SourceFile[],
  store: Readmes,
  reading: ReadMarkdownOptions,
): Promise<ReadonlyMap<string, MarkdownFile> | string> {
  try {
    return await store.read(files, reading);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function policyFileOf({
  workspace,
  policyFile,
}: LoadOptions): CommandOutcome<{ readonly file: SourceFile | undefined }> {
  if (policyFile === null) return { ok: true, file: undefined };
  return policyFile === undefined ? findPolicyFile(workspace) : { ok: true, file: policyFile };
}

function withImages(policy: Policy, images: readonly string[] | undefined): Policy {
  if (images === undefined || images.length === 0) return policy;
  const written = sourceFile(IMAGES_FLAG, images.join(" "));
  return { ...policy, images: { globs: images, at: { file: written } } };
}

/** The READMEs beside or above a Dockerfile: nearly always all that are asked for, and known before the images are. */
function readmesOf(workspace: Workspace, scope: FleetScope | undefined): readonly SourceFile[] {
  const all = workspace.list();
  const isAsked = (path: string) =>
    scope === undefined || nearestFolder(path, (folder) => scope.folders.has(folder)) !== undefined;
  const dockerfiles = entriesCalled(all, (name) => /(docker|container)file/i.test(name));
  // What one above says of an image counts too.
  const folders = new Set(dockerfiles.flatMap(({ path }) => (isAsked(path) ? foldersOf(path) : [])));
  const readmes = entriesCalled(all, (name) => /^readme\.(md|markdown)$/i.test(name));
  return readmes.flatMap(({ path, kind }) => {
    if (kind === "submodule" || !folders.has(foldersOf(path)[0] ?? "")) return [];
    const content = workspace.read(path);
    return content !== undefined && "text" in content ? [sourceFile(path, content.text)] : [];
  });
}

/** Globs that match folders, none of which holds an image, are no better than globs that match nothing. */
function nothingFound({ images, policyProblems }: Fleet, policy: Policy): readonly PolicyProblem[] {
  if (policy.images === undefined || images.length > 0 || policyProblems.length > 0) return [];
  const globs = policy.images.globs.map((glob) => JSON.stringify(glob)).join(", ");
  return [{ at: policy.images.at, message: `no image matches ${globs}` }];
}

/** The README that new ones begin as has to be there. */
function noTemplate({ read, entries }: Fleet, { layout, keys }: Policy): readonly PolicyProblem[] {
  const at = ownValue(keys, "layout.readme");
  if (layout.readme === undefined || at === undefined) return [];
  const file = read(layout.readme);
  const like = didYouMean(likelyPath(layout.readme, namesAmong(entries.map(({ path }) => path))));
  if (file === undefined)
    return [{ at, message: `there is no file ${layout.readme} for layout.readme${like}` }];
  return "unreadable" in file ? [{ at, message: `${layout.readme} ${file.unreadable}` }] : [];
}

/** A warning where files are in the repo and not at hand. */
function sparseRemarks({ leftOut = 0 }: Workspace): readonly string[] {
  if (leftOut === 0) return [];
  const are = leftOut === 1 ? "is" : "are";
  return [
    `warning: the checkout is sparse: ${plural(leftOut, "file")} of the repo ${are} not here, and nothing in them was checked`,
  ];
}

/** Which root was taken where nobody said which, and a warning where there is nothing in it. */
function rootRemarks({ root, rootFrom, images, others, folders, problems }: Fleet): readonly string[] {
  if (rootFrom === "policy") return [];
  if (images.length === 0) {
    // What compose alone starts is checked all the same, and of a Dockerfile that cannot be read more is said.
    return others.length > 0 || problems().length > 0 ? [] : [NO_IMAGES];
  }
  const folder = root === "" ? "the whole repo" : root;
  const count = `${plural(images.length, "image")} in ${plural(folders.length, "folder")}`;
  return [`${count} found in ${folder}; the policy's "images" can name another place`];
}
