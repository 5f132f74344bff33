import { FACTS_VERSION } from "../../facts.ts";
import { type Schema, schemaText } from "./schema.ts";

const text: Schema = { type: "string" };
const portNumber: Schema = { type: "integer", minimum: 1, maximum: 65535 };
const list = (items: Schema, description?: string): Schema => ({
  type: "array",
  items,
  ...(description !== undefined && { description }),
});
const part = (name: string): Schema => ({ $ref: `#/definitions/${name}` });
const orUnknown = (known: Schema, description?: string): Schema => ({
  anyOf: [known, part("unknown")],
  ...(description !== undefined && { description }),
});
const object = (
  properties: Readonly<Record<string, Schema>>,
  optional: readonly string[] = [],
  description?: string,
): Schema => ({
  type: "object",
  ...(description !== undefined && { description }),
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
  properties,
});

const at = object(
  {
    file: text,
    line: { type: "integer", minimum: 1 },
    column: { type: "integer", minimum: 1, description: "Counted in UTF-16 units." },
  },
  [],
  "A place in the repo; a file as a whole is its line 1, column 1.",
);

const because = object(
  { file: text, line: { type: "integer", minimum: 1 }, column: { type: "integer", minimum: 1 }, note: text },
  [],
  "A place that helps to prove a fact, and what it shows.",
);

const unknown = object(
  {
    known: { const: false },
    why: text,
    settle: { type: "string", description: "A command or a policy line that settles it." },
    at: part("at"),
  },
  ["settle"],
  "An unknown fact; it may appear wherever a fact may.",
);

const user = object(
  {
    known: { const: true },
    name: { type: "string", description: "Absent for a bare number." },
    uid: { type: "integer", minimum: 0, description: "Absent when only the name is known." },
    root: { type: "boolean" },
    at: part("at"),
    because: list(part("because")),
  },
  ["name", "uid"],
);

const listener = object(
  {
    address: {
      type: "string",
      description: "As the kernel shows it: 0.0.0.0, ::, an address, or * for one socket of both families.",
    },
    port: portNumber,
    at: part("at"),
    because: list(part("because")),
  },
  ["because"],
);

const server = object(
  {
    kind: { enum: ["nginx", "apache"] },
    starts: orUnknown(
      { type: "boolean" },
      "true: nothing is known to prevent it; false: it would not start, and `because` says why.",
    ),
    because: list(part("because")),
    mainConfig: orUnknown(text, "Container path of the main configuration."),
    files: list(text, "Container paths of the files it loads, in the order of loading."),
    master: orUnknown(part("user"), "Who its first process runs as."),
    workers: orUnknown(part("user"), "Who answers requests."),
    listeners: list(part("listener"), "The known ones."),
    listenersComplete: { const: false, description: "Present where there may be more listeners." },
    udpListeners: list(part("listener"), "Where nginx takes UDP: `udp` of stream, `quic`."),
  },
  ["because", "listenersComplete", "udpListeners"],
);

const pool = object(
  {
    name: text,
    listen: { type: "string", description: "A port, an address or a path; absent where no line says it." },
    user: orUnknown(part("user"), "Who its processes run as."),
    socket: object(
      { owner: text, group: text, mode: { type: "string", pattern: "^[0-7]{4}$" } },
      ["group"],
      "Whom its socket is given to; absent for a port.",
    ),
    at: part("at"),
  },
  ["listen", "socket"],
  "A pool of which all files are the repo's.",
);

const phpFpm = object(
  {
    program: text,
    master: orUnknown(part("user"), "Who its first process runs as."),
    refused: list(part("because"), "Why it ends before it serves."),
    pools: list(part("pool"), "Those of the repo."),
  },
  ["refused"],
  "A php-fpm that starts with the container.",
);

const run = object(
  {
    service: text,
    containerUser: orUnknown(part("user")),
    servers: list(part("server")),
    phpFpm: list(part("phpFpm")),
  },
  ["phpFpm"],
  "A compose service, as it starts the image.",
);

const image = object(
  {
    name: text,
    path: { type: "string", description: "The image folder; . is the repo itself." },
    dockerfile: text,
    target: { type: ["string", "null"] },
    context: orUnknown(text, "The build context's folder; . is the repo itself."),
    args: {
      type: "object",
      additionalProperties: { type: ["string", "null"] },
      description: "Build arguments; null for a value that cannot be read.",
    },
    base: { type: "string", description: "What the final stage starts from, outside its Dockerfile." },
    containerUser: orUnknown(part("user"), "Who the entry process runs as when the image starts by itself."),
    servers: list(part("server")),
    phpFpm: list(part("phpFpm")),
    exposes: list(portNumber),
    environment: list(
      object({
        name: text,
        default: { type: ["string", "null"], description: "null when it is unknown." },
        at: part("at"),
      }),
    ),
    unknown: list(
      object(
        { fact: text, why: text, settle: text, at: part("at") },
        ["settle"],
        "What cannot be determined.",
      ),
    ),
    runs: list(part("run")),
  },
  ["phpFpm"],
);

const definitions = { at, because, unknown, user, listener, server, pool, phpFpm, run, image };

/** The JSON Schema of `keelcheck inspect --format json`, as docs/inspect.schema.json holds it. */
export function inspectSchemaText(): string {
  return schemaText("Keelcheck: inspect --format json", {
    required: ["version", "images"],
    properties: { version: { const: FACTS_VERSION }, images: list(part("image")) },
    definitions,
  });
}

/** The JSON Schema of `keelcheck inspect --since --format json`, as docs/inspect-change.schema.json holds it. */
export function inspectChangeSchemaText(): string {
  const orNull = (description: string): Schema => ({ anyOf: [part("image"), { type: "null" }], description });
  const change = object(
    {
      before: orNull("null for an image that the change adds."),
      after: orNull("null for an image that the change removes."),
      inherits: {
        type: "string",
        description: "The changed image that it is built on, where none of its files changed.",
      },
    },
    ["inherits"],
  );
  return schemaText("Keelcheck: inspect --since --format json", {
    required: ["version", "base", "images"],
    properties: {
      version: { const: FACTS_VERSION },
      base: { type: "string", description: "The revision that was compared with." },
      images: list(change, "The images that the change touches, those that stay the same included."),
    },
    definitions,
  });
}
