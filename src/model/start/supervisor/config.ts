/** supervisord's configuration as one: all files read into the same sections, the last value of a key counts. */
import type { SupervisorValue } from "../../../parsers/supervisor.ts";
import type { Place } from "../../../source.ts";
import { parentOf } from "../../container-path.ts";
import type { Unknown } from "../../fact.ts";
import type { ContainerFiles } from "../../files/types.ts";
import { type Expanded, expandedValue } from "./expand.ts";
import { type SupervisorStart, type SupervisorTexts, supervisorTexts, variable } from "./files.ts";
import type { SupervisorOptions } from "./options.ts";

/** A value in force. */
export interface ConfigValue {
  readonly raw: string;
  readonly at: Place;
  /** The folder of its file, for `%(here)s`. */
  readonly here: string;
}

/** A section in force. */
export interface ConfigSection {
  /** The whole head: `supervisord`, `program:web`. */
  readonly name: string;
  /** The name between its brackets, where it stands first. */
  readonly at: Place;
  readonly values: ReadonlyMap<string, ConfigValue>;
}

/** A section that starts programs. */
export interface ProgramSection extends ConfigSection {
  readonly kind: "program" | "fcgi-program" | "eventlistener";
  /** The name behind its colon. */
  readonly program: string;
}

export interface SupervisorConfig {
  readonly options: SupervisorOptions;
  readonly texts: SupervisorTexts["texts"];
  readonly emptyInclude?: Place;
  readonly sections: ReadonlyMap<string, ConfigSection>;
  readonly programs: readonly ProgramSection[];
  /** What a value comes to; `more` are names that its section adds. */
  readonly expand: (value: ConfigValue, more?: ReadonlyMap<string, string | number | null>) => Expanded;
  readonly others?: Unknown;
}

/** Reads the configuration that a supervisord is started with. */
export function supervisorConfig(files: ContainerFiles, start: SupervisorStart): SupervisorConfig {
  const texts = supervisorTexts(files, start);
  const sections = mergedSections(texts);
  const ofAll = environmentNames(sections.get("supervisord")?.values.get("environment")?.raw);
  return {
    ...texts,
    sections,
    programs: [...sections.values()].flatMap(programSection),
    expand: ({ raw, here }, more) =>
      expandedValue(raw, (name) => {
        const own = more?.get(name);
        if (own !== undefined) return own;
        return ofAll.has(name) ? null : variable(name, here, start);
      }),
  };
}

/** The names that an `environment` adds to the expansions, each with its `ENV_`; their values are not read. */
function environmentNames(raw = ""): ReadonlySet<string> {
  return new Set([...raw.matchAll(/([A-Za-z_]\w*)[ \t]*=/g)].map(([, name]) => `ENV_${name}`));
}

/** What a section adds to the expansions of its values. */
export function programNames({
  program,
  values,
}: ProgramSection): ReadonlyMap<string, string | number | null> {
  const numprocs = Number(values.get("numprocs")?.raw ?? 1);
  return new Map<string, string | number | null>([
    ["program_name", program],
    ["group_name", null],
    ["numprocs", Number.isNaN(numprocs) ? null : numprocs],
    ["process_num", Number(values.get("numprocs_start")?.raw ?? 0) || 0],
    ...[...environmentNames(values.get("environment")?.raw)].map((name): [string, null] => [name, null]),
  ]);
}

// RawConfigParser: what stands in [DEFAULT] counts in every section.
const FOR_ALL = "DEFAULT";

function mergedSections({ texts }: SupervisorTexts): ReadonlyMap<string, ConfigSection> {
  const merged = new Map<string, { name: string; at: Place; values: Map<string, ConfigValue> }>();
  const forAll = new Map<string, ConfigValue>();
  for (const { path, content, parsed } of texts) {
    const placed = ({ raw, span }: SupervisorValue): ConfigValue => {
      return { raw, at: content.place(span), here: parentOf(path) };
    };
    for (const { name, span, values } of parsed.sections) {
      const section = merged.get(name) ?? { name, at: content.place(span), values: new Map() };
      const target = name === FOR_ALL ? forAll : section.values;
      for (const [key, value] of values) target.set(key, placed(value));
      if (name !== FOR_ALL) merged.set(name, section);
    }
  }
  if (forAll.size === 0) return merged;
  const whole = [...merged.values()].map((one) => ({ ...one, values: new Map([...forAll, ...one.values]) }));
  return new Map(whole.map((one) => [one.name, one]));
}

function programSection(section: ConfigSection): readonly ProgramSection[] {
  const [, kind, program] = /^(program|fcgi-program|eventlistener):(.*)$/s.exec(section.name) ?? [];
  if (kind === undefined || program === undefined) return [];
  return [{ ...section, kind: kind as ProgramSection["kind"], program: program.trim() }];
}
