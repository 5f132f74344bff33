/** What the builder refuses of `--mount` (BuildKit v0.34: instructions/commands_runmount.go, dockerfile2llb/convert_runmount.go). */
import type { Mount, MountField } from "../../../parsers/dockerfile/mounts.ts";
import { resolvePath } from "../../container-path.ts";
import type { State } from "../state.ts";
import { isRefused, type Refused, readWord } from "./expanded.ts";

/** Why the build stops at a mount. */
export function refusedMount(state: State, mount: Mount): Refused | undefined {
  const values = new Map<string, string | undefined>();
  for (const field of mount.fields ?? []) {
    const found = readField(state, field, values);
    if (typeof found !== "string") return found;
    if (found !== "") return { why: found, span: field.span };
  }
  const why = wrongTogether(values) ?? wrongTarget(state, values);
  return why === undefined ? undefined : { why, span: mount.span };
}

/** Takes a field up into the values; why the builder refuses it, `""` where it does not. */
function readField(
  state: State,
  field: MountField,
  values: Map<string, string | undefined>,
): string | Refused {
  const { key } = field;
  if (field.value === undefined) return wordAlone(key, values);
  const read = readWord(state, { raw: field.value, span: field.span });
  if (isRefused(read)) return read;
  const name = NAMES.get(key);
  if (name === undefined) return `unknown mount option "${key}"`;
  const value = read?.value;
  values.set(name, value);
  return value === undefined ? "" : (wrongValue({ key, name, value }, values) ?? "");
}

const NAMES: ReadonlyMap<string, string> = new Map(
  `type from source target readonly id sharing required size mode uid gid env readwrite`
    .split(" ")
    .map((name): [string, string] => [name, name])
    .concat([
      ["src", "source"],
      ["dst", "target"],
      ["destination", "target"],
      ["ro", "readonly"],
      ["rw", "readwrite"],
    ]),
);

function wordAlone(key: string, values: ReadonlyMap<string, string | undefined>): string {
  if (/^(?:readonly|ro|readwrite|rw)$/.test(key)) return "";
  if (key !== "required")
    return key === "" ? "the mount has an empty option" : `mount option "${key}" needs a value: ${key}=…`;
  return isOf(values, ["secret", "ssh"]) ? "" : '"required" is only for secret and ssh mounts';
}

/** Whether the type that stands so far is one of some; also where it cannot be told. */
function isOf(values: ReadonlyMap<string, string | undefined>, types: readonly string[]): boolean {
  if (values.has("type") && values.get("type") === undefined) return true;
  return types.includes(typeOf(values));
}

function typeOf(values: ReadonlyMap<string, string | undefined>): string {
  return (values.get("type") ?? "bind").toLowerCase();
}

interface Value {
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

// Go's strconv.ParseBool.
const BOOLEAN = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

function wrongValue(
  { key, name, value }: Value,
  values: ReadonlyMap<string, string | undefined>,
): string | undefined {
  const wrong = (wanted: string) => `${key} of a mount must be ${wanted}, not "${value}"`;
  switch (name) {
    case "type":
      return /^(?:bind|cache|tmpfs|secret|ssh)$/i.test(value) ? undefined : `unknown mount type "${value}"`;
    case "readonly":
    case "readwrite":
      return BOOLEAN.test(value) ? undefined : wrong("true or false");
    case "required":
      if (!isOf(values, ["secret", "ssh"])) return '"required" is only for secret and ssh mounts';
      return BOOLEAN.test(value) ? undefined : wrong("true or false");
    case "size":
      if (!isOf(values, ["tmpfs"])) return "only a tmpfs mount has a size";
      // github.com/docker/go-units, RAMInBytes.
      return /^(?:\d+(?:\.\d*)?|\.\d+)\s?(?:[kmgtpe]?i?b?)?$/i.test(value)
        ? undefined
        : wrong("a size such as 64m");
    case "sharing":
      return /^(?:shared|private|locked)$/i.test(value) ? undefined : wrong("shared, private or locked");
    case "mode":
      return /^[0-7]+$/.test(value) && Number.parseInt(value, 8) < 2 ** 32 ? undefined : wrong("octal");
    case "uid":
    case "gid":
      return /^\d+$/.test(value) && Number(value) < 2 ** 32 ? undefined : wrong("a number");
    default:
      return undefined;
  }
}

function wrongTogether(values: ReadonlyMap<string, string | undefined>): string | undefined {
  if (values.has("type") && values.get("type") === undefined) return undefined;
  const type = typeOf(values);
  // An option whose value cannot be told may be empty.
  const has = (name: string) => (values.get(name) ?? "") !== "";
  const none = (name: string) => !values.has(name) || values.get(name) === "";
  const owned = ["mode", "uid", "gid"].find((name) => values.has(name));
  if (owned !== undefined && (type === "bind" || type === "tmpfs")) return `a ${type} mount has no ${owned}`;
  if (type === "secret" && has("from")) return 'a secret mount has no "from"';
  if (type === "secret" && none("source") && none("target") && none("id"))
    return "a secret mount needs an id";
  if (type === "secret" && has("source") && has("id")) return "a secret mount takes source or id, not both";
  if (type === "ssh" && has("source")) return "an ssh mount has no source";
  return has("sharing") && type !== "cache" ? "only a cache mount has sharing" : undefined;
}

function wrongTarget(state: State, values: ReadonlyMap<string, string | undefined>): string | undefined {
  const type = typeOf(values);
  if (type === "secret" || type === "ssh" || (values.has("type") && values.get("type") === undefined))
    return undefined;
  const target = values.has("target") ? values.get("target") : "";
  if (target === undefined || (!target.startsWith("/") && state.workdir === null)) return undefined;
  return resolvePath(state.workdir ?? "/", target) === "/"
    ? "the mount needs a target other than /"
    : undefined;
}
