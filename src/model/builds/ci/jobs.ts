/** The jobs of a file of CI, by what stands in them and by the scripts that they call. */
import type { BuildCommandFile } from "../../../parsers/builds/command-tree.ts";
import { beginBefore, type Span } from "../../../source.ts";
import { baseName } from "../../container-path.ts";
import { commandKind, ranByDefault } from "../command-kinds.ts";

/** The jobs of one file; other files of CI than workflows are taken for one job. */
export class FileJobs {
  readonly all: readonly { readonly span: Span }[];

  constructor({ jobs = [], file: { text } }: BuildCommandFile) {
    const spans = jobs.length === 0 ? [{ start: 0, end: text.length }] : jobs;
    this.all = spans.toSorted((a, b) => a.start - b.start).map((span) => ({ span }));
  }

  /** The number of the job that a span lies in. */
  at(span: Span | undefined): number | undefined {
    if (span === undefined) return undefined;
    const job = beginBefore(this.all, span.start + 1) - 1;
    return span.end <= (this.all[job]?.span.end ?? -1) ? job : undefined;
  }

  /** What stands in each job, by its number. */
  split<One>(
    all: readonly One[],
    spanOf: (one: One) => Span | undefined,
  ): ReadonlyMap<number, readonly One[]> {
    const found = new Map<number, One[]>();
    for (const one of all) {
      const job = this.at(spanOf(one));
      if (job === undefined) continue;
      const before = found.get(job);
      if (before === undefined) found.set(job, [one]);
      else before.push(one);
    }
    return found;
  }
}

/** Scripts that are called together: all that a runner of their kind runs, or those of one name. */
export interface ScriptGroup {
  readonly call: RegExp | string;
  readonly scripts: BuildCommandFile[];
}

/** Scripts by what calls them. */
export function scriptGroups(scripts: readonly BuildCommandFile[]): readonly ScriptGroup[] {
  const groups = new Map<RegExp | string, ScriptGroup>();
  for (const script of scripts) {
    const call = commandKind(script.file.path)?.runner ?? baseName(script.file.path);
    const group = groups.get(call) ?? { call, scripts: [] };
    group.scripts.push(script);
    groups.set(call, group);
  }
  return [...groups.values()];
}

/** The groups that each job calls, by its number. */
export function calledGroups<Group extends ScriptGroup>(
  commands: BuildCommandFile,
  { jobs, groups }: { readonly jobs: FileJobs; readonly groups: readonly Group[] },
): ReadonlyMap<number, readonly Group[]> {
  const text = ranByDefault(commands);
  const found = new Map<number, Group[]>();
  for (const group of groups) {
    for (const job of new Set(jobs.split(placesOf(group.call, text), (span) => span).keys())) {
      const before = found.get(job);
      if (before === undefined) found.set(job, [group]);
      else before.push(group);
    }
  }
  return found;
}

function placesOf(call: RegExp | string, text: string): readonly Span[] {
  if (typeof call !== "string")
    return Array.from(text.matchAll(new RegExp(call.source, "g")), ({ index, 0: { length } }) => ({
      start: index,
      end: index + length,
    }));
  const places: Span[] = [];
  for (let start = text.indexOf(call); start >= 0; start = text.indexOf(call, start + call.length))
    places.push({ start, end: start + call.length });
  return places;
}
