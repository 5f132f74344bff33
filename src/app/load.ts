import { type FleetScope, foldersOf, nearestFolder } from "../model/builds/scope.ts";
import { type FleetInput, readImages } from "../model/fleet/read-images.ts";
import type { Fleet } from "../model/fleet/types.ts";
import { type PlacedWaiver, readWaivers } from "../model/waivers/read.ts";
import { didYouMean, likelyPath, namesAmong, ownValue } from "../names.ts";
import { type MarkdownFile, unreadMarkdown } from "../parsers/markdown/tree.ts";
import { loadPolicy } from "../policy/load.ts";
import type { Policy } from "../policy/policy.ts";
import type { PolicyProblem } from "../policy/problems.ts";
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
import { type Readmes, readmeStore } from "./readmes.ts";
import { remarksOf } from "./remarks.ts";

/** Stands for the file where the globs of image folders are not the policy's. */
export const IMAGES_FLAG = "--images";

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
    remarks: [...remarksOf(options.workspace, fleet, policy), ...remarks],
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
