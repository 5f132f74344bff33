/** `extends`: a service over another, of the same file or of another one. */

import { unknown } from "../fact.ts";
import { folderOfFile } from "../repo/path.ts";
import { documentsOf, isThere, type Loading, mergeModel, pathsOf } from "./documents.ts";
import { mergeService } from "./merge.ts";
import { type ComposeEntry, type ComposeMap, type ComposeValue, valueAt } from "./value.ts";
import { type ComposeVariables, isTold } from "./variables.ts";

/** A document with each service laid over what it extends. */
export function withExtends(model: ComposeMap, loading: Loading, variables: ComposeVariables): ComposeMap {
  const services = model.entries.get("services");
  if (services?.value.kind !== "map") return model;
  const { value: before } = services;
  const entries = new Map(
    [...before.entries].map(([name, { key, value }]): [string, ComposeEntry] => [
      name,
      { key, value: extended(name, before, { loading, variables, chain: [] }) ?? value },
    ]),
  );
  return {
    ...model,
    entries: new Map([...model.entries, ["services", { ...services, value: { ...before, entries } }]]),
  };
}

/** What laying a service over another takes, in characters read. */
const EXTENDED = 1000;

interface Extending {
  readonly loading: Loading;
  readonly variables: ComposeVariables;
  /** The services that were come through, each with its file. */
  readonly chain: readonly string[];
}

function extended(name: string, services: ComposeMap, extending: Extending): ComposeValue | undefined {
  const service = services.entries.get(name)?.value;
  const said = valueAt(service, "extends");
  if (service?.kind !== "map" || said === undefined || said.tag === "reset") return service;
  const { loading, chain } = extending;
  loading.budget.spend(EXTENDED);
  const step = `${said.at.file.path}\n${name}`;
  const entries = new Map([...service.entries].filter(([key]) => key !== "extends"));
  const alone: ComposeMap = { ...service, entries };
  if (chain.includes(step)) {
    loading.problems.push({ at: said.at, message: `service "${name}" extends itself: compose refuses that` });
    return alone;
  }
  const named = said.kind === "map" ? valueAt(said, "service") : said;
  const ref = named?.kind === "scalar" && isTold(named.text) ? named.text : undefined;
  const from = extendedServices(said, services, extending);
  if (ref === undefined || from === undefined) {
    const why = `what service "${name}" extends cannot be read`;
    const open = unknown({ key: `extends of ${name}`, why }, said.at);
    return { ...alone, open };
  }
  if (!from.entries.has(ref)) {
    const message = `service "${name}" extends "${ref}", which does not exist: compose refuses that`;
    loading.problems.push({ at: said.at, message });
    return alone;
  }
  const base = extended(ref, from, { ...extending, chain: [...chain, step] });
  return base === undefined || base.kind !== "map" ? alone : mergeService(base, alone);
}

function extendedServices(
  said: ComposeValue,
  own: ComposeMap,
  { loading, variables }: Extending,
): ComposeMap | undefined {
  if (valueAt(said, "file") === undefined) return own;
  const [path] = pathsOf(valueAt(said, "file"), said.folder);
  if (path === undefined || !isThere(path, said.at, loading)) return undefined;
  loading.lenders.add(path);
  const documents = documentsOf(path, { folder: folderOfFile(path), variables }, loading);
  const [first, ...others] = documents;
  if (first === undefined) return undefined;
  const services = valueAt(others.reduce(mergeModel, first), "services");
  return services?.kind === "map" ? services : undefined;
}
