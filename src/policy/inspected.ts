/** What `docker image inspect` and its like print of an image, as what is recorded of a base. */
import { ownValue } from "../names.ts";
import { lazily } from "../once.ts";
import type { SourceFile } from "../source.ts";
import { readJson } from "./json.ts";
import type { RecordedBase } from "./policy.ts";
import { type PolicyProblem, schemaProblems } from "./problems.ts";
import { isPort } from "./recorded.ts";
import { isReference } from "./reference.ts";
import { text, z } from "./shapes.ts";

/** An image as it was inspected. */
export interface Inspected {
  readonly base: Omit<RecordedBase, "ref">;
  /** `name:tag` and `name@digest`, as the engine knows the image. */
  readonly names: readonly string[];
  /** Variables whose values are left out, since they may be secrets. */
  readonly withheld: readonly string[];
}

/** The image, or what is wrong: at its place, or of all that came. */
export type Inspection =
  | { readonly ok: true; readonly inspected: Inspected }
  | { readonly ok: false; readonly message: string }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

const words = lazily(() => z.array(z.string("text"), "a list of words").nullish());
const volumes = lazily(() =>
  z.record(text("container paths"), z.unknown(), "a map of container paths").nullish(),
);
const USER = 'a user\'s name or number, with ":group" where it has one';
const PORT = "a port from 1 to 65535, such as 8080/tcp";

// The Docker Engine API's ImageConfig, and OCI's image configuration, have the same keys; all but these are passed over.
const configuration = lazily(() =>
  z.looseObject(
    {
      User: z
        .string(USER)
        .regex(/^([^\s:]+(:[^\s:]+)?)?$/, USER)
        .nullish(),
      ExposedPorts: z
        .record(
          z.string().refine((port) => isPort(withProtocol(port)), PORT),
          z.unknown(),
          "a map of ports",
        )
        .nullish(),
      Volumes: volumes(),
      WorkingDir: z
        .string("a folder")
        .regex(/^(\/|$)/, "a container path that begins with /")
        .nullish(),
      Env: z.array(z.string("NAME=value").regex(/^[^=]+=/, "NAME=value"), "a list of NAME=value").nullish(),
      Entrypoint: words(),
      Cmd: words(),
      OnBuild: words(),
    },
    "an image's configuration",
  ),
);

const image = lazily(() =>
  z.looseObject({
    Os: z.string("a system").nullish(),
    Architecture: z.string("an architecture").nullish(),
    Variant: z.string("a variant").nullish(),
    RepoTags: words(),
    RepoDigests: words(),
    Config: configuration(),
  }),
);

type Image = z.infer<ReturnType<typeof image>>;

// OCI's image configuration has small letters where the engines' answer has capitals.
const OCI_KEYS: Readonly<Record<string, string>> = {
  os: "Os",
  architecture: "Architecture",
  variant: "Variant",
  config: "Config",
};

const COMMANDS =
  "pipe in the output of `docker image inspect REF`, `podman image inspect REF`, `skopeo inspect --config docker://REF` or `crane config REF`";

/** Reads what came on standard input. */
export function readInspected(file: SourceFile): Inspection {
  if (file.text.trim() === "") return { ok: false, message: `nothing came on standard input: ${COMMANDS}` };
  const json = readJson(file);
  if (!json.ok) return json;
  const one = theOne(json.data);
  if ("message" in one) return { ok: false, message: one.message };
  const { data, path } = one;
  const why = notAnImage(data);
  if (why !== undefined) return { ok: false, message: why };
  const read = image().safeParse(capitals(data));
  if (read.success) return recordable(read.data);
  const issues = read.error.issues.map((issue) => ({
    ...issue,
    path: [...path, ...written(data, issue.path)],
  }));
  return { ok: false, problems: schemaProblems(file, json.root, issues) };
}

type Json = Readonly<Record<string, unknown>>;

/** The object itself, or the only one of a list. */
function theOne(
  data: unknown,
): { readonly data: Json; readonly path: readonly number[] } | { readonly message: string } {
  if (!Array.isArray(data))
    return isObject(data) ? { data, path: [] } : { message: `standard input holds no image: ${COMMANDS}` };
  const [only, ...more] = data as readonly unknown[];
  if (more.length > 0)
    return { message: `standard input holds ${data.length} images, but only one is recorded at a time` };
  if (isObject(only)) return { data: only, path: [0] };
  return {
    message:
      "standard input holds no image: an engine prints [] for an image that it does not have; pull it first",
  };
}

function notAnImage(data: Json): string | undefined {
  if ("State" in data || "HostConfig" in data)
    return "standard input describes a container, which may differ from its image: use `docker image inspect REF`";
  if (isObject(data["Config"] ?? data["config"])) return undefined;
  if ("Layers" in data && "Digest" in data)
    return "`skopeo inspect` does not say who an image runs as: use `skopeo inspect --config docker://REF`";
  return `standard input holds no image configuration: ${COMMANDS}`;
}

function capitals(data: Json): Json {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [ownValue(OCI_KEYS, key) ?? key, value]),
  );
}

/** The path of a key as it is written in what came. */
function written(data: Json, [first, ...rest]: readonly PropertyKey[]): readonly PropertyKey[] {
  if (first === undefined) return [];
  const small = String(first).toLowerCase();
  return [
    ownValue(OCI_KEYS, small) === first && !Object.hasOwn(data, String(first)) ? small : first,
    ...rest,
  ];
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function recordable({ Config: config, ...image }: Image): Inspection {
  if (image.Os !== "linux") {
    const system = image.Os
      ? `the image is for ${image.Os}`
      : "the image does not say which system it is for";
    return { ok: false, message: `${system}, but Keelcheck reads only images for linux` };
  }
  const [trigger] = config.OnBuild ?? [];
  if (trigger !== undefined) {
    const what = `the image has ONBUILD instructions (${trigger}), which run in every image that starts from it`;
    return { ok: false, message: `${what}: say what it runs as under base-images: in .github/keelcheck.yml` };
  }
  const variables = (config.Env ?? []).map(splitVariable);
  const twice = variables.find(([name], index) => variables.findIndex(([other]) => other === name) < index);
  if (twice !== undefined) return { ok: false, message: `Env sets ${twice[0]} twice` };
  const withheld = variables.filter(mayBeSecret).map(([name]) => name);
  return {
    ok: true,
    inspected: {
      base: {
        digests: (image.RepoDigests ?? []).flatMap((name) => digestOf(name) ?? []),
        platform: [image.Os, image.Architecture, image.Variant].filter((part) => part).join("/"),
        user: config.User ?? "",
        exposes: Object.keys(config.ExposedPorts ?? {}).map(withProtocol),
        volumes: Object.keys(config.Volumes ?? {}),
        workdir: config.WorkingDir || "/",
        environment: Object.fromEntries(
          variables.map(([name, value]) => [name, withheld.includes(name) ? null : value]),
        ),
        entrypoint: config.Entrypoint ?? [],
        cmd: config.Cmd ?? [],
      },
      names: [...(image.RepoTags ?? []), ...(image.RepoDigests ?? [])].filter(isReference),
      withheld: withheld.sort(),
    },
  };
}

// OCI: "port/tcp, port/udp, port, with the default protocol being tcp".
function withProtocol(port: string): string {
  return port.includes("/") ? port : `${port}/tcp`;
}

// An engine shows `<none>@<none>` for an image without a name.
function digestOf(name: string): string | undefined {
  return isReference(name) ? name.split("@")[1] : undefined;
}

function splitVariable(entry: string): readonly [name: string, value: string] {
  const equals = entry.indexOf("=");
  return [entry.slice(0, equals), entry.slice(equals + 1)];
}

// The file is committed, and more people read a repo than pull an image. By name, or an address with a password in it.
function mayBeSecret([name, value]: readonly [name: string, value: string]): boolean {
  return (
    /pass(word|wd|phrase)?(_|$)|_pwd$|secret|token|credential|key|auth/i.test(name) ||
    /:\/\/[^/\s]*:[^/\s]*@/.test(value)
  );
}
