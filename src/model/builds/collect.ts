/** Collects what the repo's files say is built, each kind before those that count less. */
import type { BakeFile } from "../../parsers/builds/bake.ts";
import type { BakeCall, BuildCommandFile } from "../../parsers/builds/command-tree.ts";
import type { SourceFile } from "../../source.ts";
import type { Failures } from "../../work.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type BakeLayer, emptyLayer, over } from "../bake/layers.ts";
import { type BakeDefinition, type Overrides, readTargets } from "../bake/targets.ts";
import type { ComposeProject } from "../compose/projects.ts";
import { folderOfFile, joinRepoPath } from "../repo/path.ts";
import type { RepoTree } from "../repo/tree.ts";
import { bakeClaims, reached, settingLayer, targetClaim } from "./bake-claims.ts";
import { outerTargets } from "./bake-compose.ts";
import { bakeSets, isDefaultBakeFile } from "./bake-sets.ts";
import { behindWrites, writtenByCi } from "./ci/written.ts";
import { commandClaims } from "./command-claims.ts";
import { calledScripts, scriptFolders } from "./command-kinds.ts";
import { composeHints, type ProjectClaims } from "./compose-claims.ts";
import { type BuildFiles, type ParsedBuildFiles, READING, readBakeFile } from "./files.ts";
import { nameAlone } from "./hints.ts";
import type { Claim, Hint } from "./types.ts";

interface Collecting {
  readonly tree: RepoTree;
  readonly workspace: Pick<Workspace, "read">;
  readonly compose: readonly ProjectClaims[];
  readonly parsed?: ParsedBuildFiles;
  /** Takes files whose claims fail: nothing is known of them. */
  readonly failures: Failures;
}

interface Call {
  readonly call: BakeCall;
  readonly file: BuildCommandFile["file"];
}

/** Files that bake reads together, and who calls it so. */
interface BakeReads {
  readonly files: readonly BakeFile[];
  readonly folders: readonly string[];
  readonly calls: Call[];
}

/**
 * The claims of bake, compose and CI side by side; then those of scripts that no CI names and of development files,
 * and last bake's targets that wait to be named. What a source says of a Dockerfile counts where none before it does.
 */
export function collectClaims(
  files: BuildFiles,
  collecting: Collecting,
): { readonly sources: readonly (readonly Claim[])[]; readonly hints: readonly Hint[] } {
  const { tree, compose, failures } = collecting;
  const attempt = <Claims>(file: SourceFile | undefined, work: () => Claims, none: Claims): Claims =>
    file === undefined ? work() : failures.attempt({ doing: READING, at: { file } }, work, () => none);
  const isCalled = calledScripts(files.workflow);
  const called = files.scripts.filter(({ file }) => isCalled(file.path));
  const others = files.scripts.filter(({ file }) => !isCalled(file.path));
  const read = (path: string) => {
    const content = collecting.workspace.read(path);
    return content !== undefined && "text" in content ? content.text : undefined;
  };
  const written = writtenByCi(files, { tree, read });
  const behind = (claims: readonly Claim[]) =>
    claims.map((claim) => behindWrites(claim, written.beforeDeclared));
  const commanded = (file: BuildCommandFile, from: "workflow" | "script", folders: readonly string[]) =>
    attempt(file.file, () => commandClaims(file, { tree, from, folders, written: written.by(file) }), {
      claims: [],
      hints: [],
    });
  const ofCi = files.workflow.map((file) => commanded(file, "workflow", [""]));
  const ofScript = (script: BuildCommandFile) => commanded(script, "script", scriptFolders(script));
  const ofCalled = called.map(ofScript);
  const ofOthers = others.map(ofScript);
  const bake = bakeReads(files, [...files.workflow, ...files.scripts], collecting).map((reads) =>
    attempt(reads.files[0]?.file, () => claimsOfReads(reads, files.compose.alone, tree), {
      built: [],
      others: [],
      hints: [],
    }),
  );
  const isLocal = ({ project }: ProjectClaims) => project.development || project.override;
  const local = compose.filter(isLocal);
  return {
    sources: [
      [
        ...behind(bake.flatMap(({ built }) => built)),
        ...behind(compose.flatMap((one) => (isLocal(one) ? [] : [...one.claims.values()]))),
        ...[...ofCi, ...ofCalled].flatMap(({ claims }) => claims),
      ],
      ofOthers.flatMap(({ claims }) => claims),
      // A development file gives the context and nothing else: its target is not what ships.
      local.flatMap(({ claims }) =>
        [...claims.values()].map(({ target: _, unreadStage: __, args: ___, ...claim }) => ({
          ...claim,
          args: {},
        })),
      ),
      bake.flatMap((claims) => claims.others),
    ],
    hints: [
      ...[...bake, ...ofCi, ...ofCalled].flatMap(({ hints }) => hints),
      ...compose.flatMap((one) => (isLocal(one) ? [] : composeHints(one))),
      ...ofOthers.flatMap(({ hints }) => hints.map(nameAlone)),
    ],
  };
}

/** What bake reads by itself in each folder, and what calls name. */
function bakeReads(
  files: BuildFiles,
  callers: readonly BuildCommandFile[],
  { tree, workspace, parsed }: Collecting,
): readonly BakeReads[] {
  const found = new Map<string, BakeReads>();
  for (const set of bakeSets(files.bake)) {
    const folder = folderOfFile(set[0]?.file.path ?? "");
    found.set(keyOf(set), { files: set, folders: [...new Set([folder, ""])], calls: [] });
  }
  const calls = callers.flatMap(({ file, bakes }) => bakes.map((call) => ({ file, call })));
  for (const each of calls) {
    const { call } = each;
    const folder = call.folder === null ? undefined : joinRepoPath("", call.folder);
    if (folder === undefined) continue;
    const named = call.files.flatMap((name) => joinRepoPath(folder, name) ?? []);
    const isUsual = call.files.length === 0 && !call.moreFiles;
    const read = isUsual
      ? files.bake.filter(({ file }) => isDefaultBakeFile(file.path) && folderOfFile(file.path) === folder)
      : named.flatMap((path) =>
          tree.entry(path) === undefined
            ? []
            : (files.bake.find(({ file }) => file.path === path) ??
              readBakeFile(workspace, path, parsed) ??
              []),
        );
    const set = isUsual ? (bakeSets(read)[0] ?? []) : read;
    if (set.length === 0) continue;
    const reads = found.get(keyOf(set)) ?? { files: set, folders: [folder], calls: [] };
    reads.calls.push(each);
    found.set(keyOf(set), reads);
  }
  // A file that a call reads together with others is not read alone.
  const together = new Set(
    [...found.values()]
      .filter(({ files: set }) => set.length > 1)
      .flatMap(({ files: set }) => set.map(({ file }) => file.path)),
  );
  return [...found.values()].filter(
    ({ files: set, calls: own }) =>
      set.length > 1 || own.length > 0 || !together.has(set[0]?.file.path ?? ""),
  );
}

function keyOf(files: readonly BakeFile[]): string {
  return files.map(({ file }) => file.path).join("\n");
}

function claimsOfReads(
  { files, folders, calls }: BakeReads,
  compose: readonly ComposeProject[],
  tree: RepoTree,
): ReturnType<typeof bakeClaims> {
  const [first] = files;
  const usual = first !== undefined && isDefaultBakeFile(first.file.path);
  const beside = usual ? outerTargets(compose, folderOfFile(first.file.path)) : [];
  const definition = readTargets(files, beside);
  const called = calls.flatMap(({ call }) => call.targets);
  const reading = { tree, folders, called, names: first?.file.path ?? "" };
  const found = bakeClaims(definition, reading);
  const set = calls.flatMap((call) =>
    settingClaims((overrides) => readTargets(files, beside, overrides), call, reading),
  );
  return { ...found, built: [...found.built, ...set] };
}

/** The builds of a call whose `--set` changes what matters of them: it reaches what inherits from its target, too. */
function settingClaims(
  evaluated: (overrides: Overrides) => BakeDefinition,
  { call, file }: Call,
  reading: Parameters<typeof targetClaim>[1],
): readonly Claim[] {
  const settings = call.settings.filter(({ key }) =>
    /^(?:target|context|dockerfile|args?\.|contexts\.)/.test(key),
  );
  if (settings.length === 0) return [];
  const at = { file, span: call.span };
  const settingsOf = (name: string) => settings.filter(({ target }) => matchesTarget(target, name));
  const definition = evaluated((name) =>
    settingsOf(name).reduce<BakeLayer | undefined>(
      (before, setting) => over(before ?? emptyLayer, settingLayer(setting, at)),
      undefined,
    ),
  );
  const parentsOf = new Map(definition.targets.map(({ name, parents }) => [name, parents]));
  const isSet = (name: string) => {
    const line = new Set([name]);
    // A set hands out what is added while it is walked.
    for (const each of line) for (const parent of parentsOf.get(each) ?? []) line.add(parent);
    return [...line].some((each) => settingsOf(each).length > 0);
  };
  const names = reached(definition, call.targets.length === 0 ? ["default"] : call.targets);
  return definition.targets.flatMap((target) => {
    if (!names.has(target.name) || target.inline !== undefined || !isSet(target.name)) return [];
    return targetClaim({ ...target, at }, reading) ?? [];
  });
}

/** `--set` takes a name or a pattern of Go's `path.Match`. */
function matchesTarget(pattern: string, name: string): boolean {
  if (pattern === name) return true;
  const expression = pattern
    .replace(/[.+^${}()|\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return /^[\w.*?-]+$/.test(pattern) && new RegExp(`^${expression}$`).test(name);
}
