/** What Keelcheck reads of a set of files, a line a service. */
import { sourceFile } from "../../../src/source.ts";
import { type Told, told } from "./told.ts";

/** The services that compose starts where it is called in the set's own folder, or why it refuses. */
export function says(files: Readonly<Record<string, string>>): readonly string[] {
  const paths = Object.keys(files).filter((path) => /compose[^/]*\.ya?ml$/.test(path));
  const read = (path: string) => (files[path] === undefined ? undefined : sourceFile(path, files[path]));
  const { projects, refusals } = told({ paths, read });
  if (refusals.length > 0) return refusals.map((refusal) => `refused: ${refusal}`);
  const services = started(projects, paths)?.services ?? {};
  return Object.entries(services).map(([name, facts]) => `${name} ${JSON.stringify(withoutEmpty(facts))}`);
}

const DEFAULTS = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

/** The project that compose loads by itself: what COMPOSE_FILE names, the first file with its override, the first file. */
export function started(
  projects: Told["projects"],
  paths: readonly string[],
): Told["projects"][number] | undefined {
  const together = projects.findLast(({ project }) => project.files.length > 1);
  const elsewhere = projects.find(({ project }) => !paths.includes(project.file.path));
  const byName = DEFAULTS.flatMap((file) => projects.find(({ project }) => project.file.path === file) ?? []);
  return together ?? elsewhere ?? byName[0];
}

function withoutEmpty(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, one]) => [key, withoutEmpty(one)] as const)
      .filter(([key, one]) => !isEmpty(one) && !(isEmptyList(one) && /^(?:ports|volumesFrom)$/.test(key))),
  );
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

// An empty command says something: the image's own is started.
function isEmpty(value: unknown): boolean {
  const record = typeof value === "object" && value !== null && !Array.isArray(value);
  return value === null || value === "" || value === false || (record && Object.keys(value).length === 0);
}
