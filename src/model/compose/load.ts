/** A compose project as compose loads it: files one over the other, with what they include and extend. */
import { unknown } from "../fact.ts";
import { folderOfFile } from "../repo/path.ts";
import {
  type ComposeReading,
  documentsOf,
  folderVariables,
  isThere,
  type Loading,
  mergeModel,
  pathsOf,
  variablesOf,
} from "./documents.ts";
import { withExtends } from "./extends.ts";
import { mergeEntries, mergeService, plainValue } from "./merge.ts";
import type { ComposeEntry, ComposeMap, ComposeValue } from "./value.ts";
import { composeEntries, composeItems, isNothing, valueAt } from "./value.ts";

/** Files that are loaded together, the later over the earlier. */
export interface ProjectFiles extends ComposeReading {
  readonly files: readonly string[];
}

/** The top level of a project: `services`, `configs`, `secrets`, `volumes`, each merged. */
export function loadProject(project: ProjectFiles, loading: Loading): ComposeMap | undefined {
  return loadFiles(project, loading, []);
}

function loadFiles(
  { files, folder, variables }: ProjectFiles,
  loading: Loading,
  including: readonly string[],
): ComposeMap | undefined {
  let model: ComposeMap | undefined;
  for (const path of files) {
    const within = [...including, path];
    for (const document of documentsOf(path, { folder, variables }, loading)) {
      const included = withIncludes(document, { folder, variables, within }, loading);
      const extended = withExtends(included, loading, variables);
      model = model === undefined ? extended : mergeModel(model, extended);
    }
  }
  return model && withContexts(model, folder);
}

/** A build without a context has the folder of its project, whatever file it comes from. */
function withContexts(model: ComposeMap, folder: string | undefined): ComposeMap {
  const services = model.entries.get("services");
  if (services?.value.kind !== "map") return model;
  const entries = new Map(
    [...services.value.entries].map(([name, { key, value }]): [string, ComposeEntry] => [
      name,
      { key, value: withContext(value, folder) },
    ]),
  );
  const value: ComposeMap = { ...services.value, entries };
  return { ...model, entries: new Map([...model.entries, ["services", { ...services, value }]]) };
}

function withContext(service: ComposeValue, folder: string | undefined): ComposeValue {
  const said = service.kind === "map" ? service.entries.get("build") : undefined;
  if (service.kind !== "map" || said?.value.kind !== "map") return service;
  const { value: build } = said;
  if (!isNothing(build.entries.get("context")?.value)) return service;
  const { at } = build;
  const value: ComposeValue = { kind: "scalar", type: "text", text: ".", raw: ".", at, folder };
  const entries = new Map([...build.entries, ["context", { key: at, value }] as const]);
  return {
    ...service,
    entries: new Map([...service.entries, ["build", { ...said, value: { ...build, entries } }]]),
  };
}

const IMPORTED = ["services", "volumes", "networks", "secrets", "configs"];

/** The project of a file that includes others, and the files that are being included, itself the last. */
interface Including extends ComposeReading {
  readonly within: readonly string[];
}

function withIncludes(document: ComposeMap, around: Including, loading: Loading): ComposeMap {
  let model = document;
  for (const item of composeItems(valueAt(document, "include"))) {
    const imported = included(item, around, loading);
    if (imported !== undefined) model = importResources(imported, model);
  }
  return model;
}

function included(
  item: ComposeValue,
  { folder, variables, within }: Including,
  loading: Loading,
): ComposeMap | undefined {
  const said = item.kind === "map" ? valueAt(item, "path") : item;
  const files = pathsOf(said, folder);
  const [main] = files;
  if (said !== undefined && files.length < textsOf(said).length) {
    const why = "what this includes comes from outside the repo";
    loading.unread.push(unknown({ key: "include", why }, item.at));
  }
  if (main === undefined) return undefined;
  for (const path of files) loading.includes.add(path);
  if (files.some((path) => !isThere(path, item.at, loading))) return undefined;
  if (within.includes(main)) {
    loading.problems.push({ at: item.at, message: `${main} includes itself: compose refuses that` });
    return undefined;
  }
  const [told] = pathsOf(valueAt(item, "project_directory"), folder);
  const own = valueAt(item, "project_directory") === undefined ? folderOfFile(main) : told;
  const named = pathsOf(valueAt(item, "env_file"), folder);
  const around =
    named.length > 0 ? variablesOf(named, variables, loading) : folderVariables(own, variables, loading);
  return loadFiles({ files, folder: own, variables: around }, loading, within);
}

/** The paths that are named; an address is of another repo, whose folders none of this repo's Dockerfiles lies in. */
function textsOf(value: ComposeValue): readonly ComposeValue[] {
  const items = value.kind === "list" ? composeItems(value) : [value];
  return items.filter((item) => item.kind === "scalar" && !/^[a-z]+:\/\/|^git@/i.test(item.text));
}

/** What the including file says itself lies over what it includes. */
function importResources(source: ComposeMap, target: ComposeMap): ComposeMap {
  const entries = new Map(target.entries);
  for (const key of IMPORTED) {
    const from = source.entries.get(key);
    if (from?.value.kind !== "map") continue;
    const to = entries.get(key);
    if (to?.value.kind !== "map") entries.set(key, from);
    else entries.set(key, { key: to.key, value: importOver(from.value, to.value, key) });
  }
  return { ...target, entries };
}

function importOver(from: ComposeMap, to: ComposeMap, key: string): ComposeMap {
  return mergeEntries(from, to, (one, own) => {
    if (JSON.stringify(plainValue(one)) === JSON.stringify(plainValue(own))) return own;
    return key === "services" ? mergeService(one, own) : own;
  });
}

/** The services of a model, those that are taken away left out. */
export function servicesOf(model: ComposeMap | undefined): readonly (readonly [string, ComposeEntry])[] {
  return composeEntries(valueAt(model, "services"));
}
