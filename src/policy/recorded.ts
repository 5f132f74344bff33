/** `.github/keelcheck-bases.json`: what was recorded of base images, from text and to text. */
import { lazily } from "../once.ts";
import { entryOf, get, itemsOf, type YamlNode } from "../parsers/yaml/parse.ts";
import type { Place, SourceFile } from "../source.ts";
import { readJson } from "./json.ts";
import type { PlacedBase, RecordedBase } from "./policy.ts";
import { type PolicyProblem, schemaProblems } from "./problems.ts";
import { isReference } from "./reference.ts";
import { list, map, text, z } from "./shapes.ts";

/** Where a repo keeps what was recorded of its base images, from its root. */
export const RECORDED_PATH = ".github/keelcheck-bases.json";

/** Version of the file's format; raised when a reader of the old one would go wrong. */
export const RECORDED_VERSION = 1;

/** The recorded bases, and what is wrong in their file; with a problem there are none. */
export interface LoadedBases {
  readonly bases: readonly PlacedBase[];
  readonly problems: readonly PolicyProblem[];
}

const REFERENCE = "an image reference as FROM names it";
const USER = 'a user\'s name or number, with ":group" where it has one, or "" for root';
const PORT = "a port and its protocol, such as 8080/tcp";
const FOLDER = "a container path that begins with /";

const recordedBase = lazily(() =>
  map(
    {
      ref: text(REFERENCE)
        .refine(isReference, REFERENCE)
        .describe("The image as FROM names it; without a tag it is latest"),
      digests: list(
        z.string("a digest").regex(/^[\w+.-]+:[0-9a-f]{32,}$/i, "a digest"),
        "a list of digests",
      ).describe("Digests under which registries have it"),
      platform: text("a platform, such as linux/amd64")
        .regex(/^linux\b/, "a platform of Linux, such as linux/amd64")
        .describe("The platform that was looked at"),
      user: z
        .string(USER)
        .regex(/^([^\s:]+(:[^\s:]+)?)?$/, USER)
        .describe("USER as the image has it; empty for root"),
      exposes: list(z.string(PORT).refine(isPort, PORT), "a list of ports").describe("Its EXPOSE lines"),
      volumes: list(text("a container path"), "a list of container paths").describe("Its VOLUME lines"),
      workdir: text(FOLDER).regex(/^\//, FOLDER).describe("WORKDIR as the image has it"),
      environment: z
        .record(
          text("a variable's name"),
          z.union([z.string("text"), z.null()], "text, or null"),
          "a map of variables",
        )
        .describe("Its ENV lines; null for a value that was left out, since it may be a secret"),
      entrypoint: list(z.string("text"), "a list of words").describe("ENTRYPOINT; empty for none"),
      cmd: list(z.string("text"), "a list of words").describe("CMD; empty for none"),
    },
    "a recorded base: a map with ref, user and the rest of its configuration",
  ),
);

const VERSION = `${RECORDED_VERSION}, the version that this Keelcheck reads`;
const recordedSchema = lazily(() =>
  map(
    {
      version: z.int(VERSION).min(RECORDED_VERSION, VERSION).max(RECORDED_VERSION, VERSION),
      bases: list(recordedBase(), "a list of recorded bases"),
    },
    "a map with version, bases",
  ),
);

/** Whether a text is a port with its protocol (`8080/tcp`). */
export function isPort(port: string): boolean {
  const [, number] = /^(\d{1,5})\/(?:tcp|udp|sctp)$/.exec(port) ?? [];
  return number !== undefined && Number(number) >= 1 && Number(number) <= 65535;
}

/** Reads the file of recorded bases. */
export function loadRecorded(file: SourceFile): LoadedBases {
  const json = readJson(file);
  if (!json.ok) return { bases: [], problems: json.problems };
  const { root, data } = json;
  if (root.kind !== "map") {
    const message = `${RECORDED_PATH} must be a map with version, bases, not a ${root.kind}`;
    return { bases: [], problems: [{ at: { file, span: root.span }, message }] };
  }
  const read = recordedSchema().safeParse(data);
  const problems = read.success ? doubled(file, root) : schemaProblems(file, root, read.error.issues);
  if (!read.success || problems.length > 0) return { bases: [], problems };
  const nodes = itemsOf(get(root, "bases"));
  return {
    bases: read.data.bases.map((base, index) => ({ ...base, at: refPlace(file, nodes[index]) })),
    problems,
  };
}

function refPlace(file: SourceFile, node: YamlNode | undefined): Place {
  const span = entryOf(node, "ref")?.value.span;
  return span === undefined ? { file } : { file, span };
}

function doubled(file: SourceFile, root: YamlNode): readonly PolicyProblem[] {
  const seen = new Set<string>();
  return itemsOf(get(root, "bases")).flatMap((node) => {
    const ref = entryOf(node, "ref")?.value;
    if (ref?.kind !== "scalar") return [];
    const again = seen.has(ref.text);
    seen.add(ref.text);
    return again ? [{ at: { file, span: ref.span }, message: `${ref.text} is recorded twice` }] : [];
  });
}

/** The content of the file for these bases: the same whatever order they come in. */
export function recordedData(bases: readonly RecordedBase[]): z.input<ReturnType<typeof recordedSchema>> {
  const sorted = bases.map(orderedBase).sort((a, b) => (a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : 0));
  return { version: RECORDED_VERSION, bases: sorted };
}

/** A base with its keys, and all that has no order of its own, in the order of the file. */
export function orderedBase(base: RecordedBase): z.input<ReturnType<typeof recordedBase>> {
  const { ref, digests, platform, user, exposes, volumes, workdir, environment, entrypoint, cmd } = base;
  return {
    ref,
    digests: [...new Set(digests)].sort(),
    platform,
    user,
    exposes: [...new Set(exposes)].sort(
      (a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1),
    ),
    volumes: [...new Set(volumes)].sort(),
    workdir,
    environment: Object.fromEntries(Object.entries(environment).sort(([a], [b]) => (a < b ? -1 : 1))),
    entrypoint: [...entrypoint],
    cmd: [...cmd],
  };
}

/** The text of `docs/keelcheck-bases.schema.json`, for editors. */
export function recordedSchemaText(): string {
  const schema = z.toJSONSchema(recordedSchema(), { target: "draft-7", io: "input" });
  return `${JSON.stringify({ title: "keelcheck-bases.json", ...schema }, undefined, 2)}\n`;
}
