/** What workflows, other CI, Makefiles and scripts say is built. */
import type { BuildCommandFile, BuildText, CommandBuild } from "../../parsers/builds/command-tree.ts";
import type { Place, Span } from "../../source.ts";
import { type Unknown, unknown } from "../fact.ts";
import { joinRepoPath } from "../repo/path.ts";
import type { RepoTree } from "../repo/tree.ts";
import { parseReference } from "../stock/references.ts";
import type { CiWrites } from "./ci/writes.ts";
import { behindWrites } from "./ci/written.ts";
import { contextFact, declaredContext, fileNamed, folderNamed, mapValues } from "./claims.ts";
import { hasName } from "./hints.ts";
import { behindRetags, madeElsewhere } from "./replaced-images.ts";
import type { Claim, ClaimDetails, Hint } from "./types.ts";

export interface CommandClaims {
  readonly claims: readonly Claim[];
  readonly hints: readonly Hint[];
}

/** How a file is read: its paths count from one of the folders, the first in which the Dockerfile is. */
export interface CommandReading {
  /** What is written before a build of its. */
  readonly written: (at: Place) => CiWrites;
  readonly tree: RepoTree;
  readonly from: "workflow" | "script";
  readonly folders: readonly string[];
}

/** The claims of a file with commands; what it edits before it builds cannot be told. */
export function commandClaims(commands: BuildCommandFile, reading: CommandReading): CommandClaims {
  const claims: Claim[] = [];
  const hints: Hint[] = [];
  const names = givenNames(commands);
  for (const build of commands.builds) {
    const claim = buildClaim(commands, build, reading);
    if (claim !== undefined)
      claims.push(behindRetags(renamed(behindWrites(claim, reading.written(claim.at)), names), commands));
    else hints.push(...buildHint(commands, build, reading));
  }
  return { claims: [...claims, ...madeElsewhere(commands, { claims, ...reading })], hints };
}

/** The names that a file gives to images, by those that they have; of a variable repository nothing is told. */
function givenNames({ retags }: BuildCommandFile): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { from, to } of retags) {
    for (const name of from) {
      if (parseReference(name).repository.includes("*")) continue;
      const given = found.get(name);
      if (given === undefined) found.set(name, [...to]);
      else given.push(...to);
    }
  }
  return found;
}

function renamed(claim: Claim, names: ReadonlyMap<string, readonly string[]>): Claim {
  const given = claim.tags.flatMap((tag) => names.get(tag) ?? []);
  return given.length === 0 ? claim : { ...claim, tags: [...new Set([...claim.tags, ...given])] };
}

function buildClaim(
  { file }: BuildCommandFile,
  build: CommandBuild,
  { tree, from, folders }: CommandReading,
): Claim | undefined {
  if (build.folder === null) return undefined;
  for (const start of folders) {
    const folder = joinRepoPath(start, build.folder);
    if (folder === undefined) continue;
    const context = folderNamed(folder, build.context?.text, build.context === undefined);
    const named = dockerfileOf(tree, build, { folder, context });
    const isAnother = named === undefined && isElsewhere(build.file) && context !== undefined;
    const dockerfile = isAnother ? fileNamed(tree, context, "Dockerfile") : named;
    if (dockerfile === undefined) continue;
    const at = (span: Span | undefined): Place => ({ file, span: span ?? build.span });
    const isVariable = build.context?.text === null;
    return {
      from,
      dockerfile,
      ...(context === undefined ? {} : { context: contextFact(tree, context, at(build.context?.span)) }),
      ...(isVariable ? { contextUnread: variable("build context", file, build.context) } : {}),
      ...(isAnother ? { edited: unknown(ANOTHER, at(build.file?.span)) } : {}),
      ...detailsOf(build, folder, at(build.file?.span ?? build.context?.span)),
    };
  }
  return undefined;
}

const ANOTHER = { key: "another Dockerfile", why: "the Dockerfile that is built here is not in the repo" };

/** Standard input, and a path that leads out of the repo. */
function isElsewhere(file: BuildText | undefined): boolean {
  return typeof file?.text === "string" && (file.text === "-" || file.text.startsWith("/"));
}

function dockerfileOf(
  tree: RepoTree,
  { file, fileInContext }: CommandBuild,
  { folder, context }: { readonly folder: string; readonly context: string | undefined },
): string | undefined {
  const inContext = (name: string) => (context === undefined ? undefined : fileNamed(tree, context, name));
  if (file === undefined) return inContext("Dockerfile");
  if (file.text === null) return undefined;
  return fileNamed(tree, folder, file.text) ?? (fileInContext && inContext(file.text));
}

function variable(what: string, file: Place["file"], text: BuildText | undefined): Unknown {
  return unknown(
    { key: `variable ${what}`, why: `the ${what} comes from a variable or an expression` },
    {
      file,
      ...(text && { span: text.span }),
    },
  );
}

function detailsOf(build: CommandBuild, folder: string, at: Place): ClaimDetails {
  const { target, open } = build;
  const options =
    open &&
    unknown(
      {
        key: "build options",
        why:
          build.openBy === undefined
            ? "the options of this build come from a variable"
            : `which options this build has is unknown: ${build.openBy}`,
      },
      { file: at.file, span: open },
    );
  const unreadStage =
    target?.text === null ? variable("stage that is built", at.file, target) : target ? undefined : options;
  return {
    ...(target?.text ? { target: target.text } : {}),
    ...(unreadStage && { unreadStage }),
    args: build.args,
    ...(options && { argsRest: options, contextsRest: options }),
    contexts: mapValues(build.contexts, (value) => declaredContext(folder, value)),
    // Where options are open, so is what a name of variables alone would be the name of.
    tags: open === undefined ? build.tags : build.tags.filter(hasName),
    ...(build.buildah && { buildah: true }),
    at,
  };
}

/** What is known of a Dockerfile's path that holds a variable. */
function likePaths({ file, folder }: CommandBuild, folders: readonly string[]): Pick<Hint, "like"> {
  const like = file?.text === null ? file.like : undefined;
  if (like === undefined || /^[*]*$/.test(like)) return {};
  if (like.startsWith("*")) return { like: [like] };
  if (folder === null || like.startsWith("/")) return {};
  const paths = folders.map((start) => joinRepoPath(joinRepoPath(start, folder) ?? "..", like));
  return paths.every((path) => path !== undefined) ? { like: paths } : {};
}

/** A build whose Dockerfile a variable names; one that is not in the repo is none of it. */
function buildHint(
  { file }: BuildCommandFile,
  build: CommandBuild,
  { from, folders }: CommandReading,
): readonly Hint[] {
  const [start = ""] = folders;
  const { context, open } = build;
  const unread = [build.file, context].find((text) => text?.text === null);
  const folder = build.folder === null ? undefined : joinRepoPath(start, build.folder);
  if (unread === undefined && open === undefined && folder !== undefined) return [];
  const span = unread?.span ?? open ?? build.span;
  const why = unknown(
    { key: "variable Dockerfile", why: "the Dockerfile comes from a variable or an expression" },
    { file, span },
  );
  const named = build.file?.text ?? undefined;
  const within =
    folder === undefined || context?.text == null ? undefined : folderNamed(folder, context.text, false);
  // An address holds no Dockerfile of the repo.
  if (context?.text != null && folder !== undefined && within === undefined) return [];
  return [
    {
      from,
      why,
      ...(within === undefined || build.file !== undefined ? {} : { folder: within }),
      ...likePaths(build, folders),
      ...(named === undefined ? {} : { file: named.replace(/^(?:\.\.?\/)+/, "") }),
      ...detailsOf(build, folder ?? "", { file, span }),
    },
  ];
}
