/** What a compose service mounts: volumes, tmpfs, configs and secrets, by the path that they are mounted over. */
import { isPathSource, shortMount } from "../../parsers/builds/compose-short.ts";
import type { Place } from "../../source.ts";
import { resolvePath } from "../container-path.ts";
import { joinRepoPath } from "../repo/path.ts";
import type { ComposeEntry, ComposeMap, ComposeValue } from "./value.ts";
import { composeItems, isNothing, valueAt } from "./value.ts";
import { isTold, UNTOLD } from "./variables.ts";

export interface ComposeMount {
  readonly kind: "bind" | "volume" | "tmpfs" | "config" | "secret" | "other";
  /** The path in the container; `null` where it comes from outside. */
  readonly target: string | null;
  /** The repo path of what is mounted; absent where it lies outside of the repo or in a volume. */
  readonly source?: string;
  /** The folder that it lies in, where the rest of its path comes from outside. */
  readonly near?: string;
  /** The text that is mounted, for a config with `content`, and where it stands. */
  readonly content?: string;
  readonly text?: { readonly value: string; readonly at: Place };
  /** How it is shown: the source as written. */
  readonly shown: string;
  readonly readOnly: boolean;
  /** Whether compose makes a folder of a source that is not there: the short spelling. */
  readonly creates: boolean;
  readonly at: Place;
}

/** Everything that a service mounts, the later of two on one path alone. */
export function readMounts(service: ComposeValue, model: ComposeMap): readonly ComposeMount[] {
  const field = (name: string) => valueAt(service, name);
  const found = [
    ...composeItems(field("volumes")).flatMap(volumeMount),
    ...sequence(field("tmpfs")).flatMap(tmpfsMount),
    ...composeItems(field("configs")).flatMap((item) => fileMount(item, "config", model)),
    ...composeItems(field("secrets")).flatMap((item) => fileMount(item, "secret", model)),
  ];
  const byTarget = new Map<string, ComposeMount>();
  for (const mount of found) byTarget.set(mount.target ?? `?${byTarget.size}`, mount);
  return [...byTarget.values()];
}

function sequence(value: ComposeValue | undefined): readonly ComposeValue[] {
  if (value?.kind === "list") return composeItems(value);
  return value === undefined || isNothing(value) ? [] : [value];
}

function volumeMount(item: ComposeValue): readonly ComposeMount[] {
  if (item.kind === "map") return longMount(item);
  if (item.kind !== "scalar") return [];
  const short = shortMount(item.text);
  if (short === undefined) return [];
  const { source, target, options } = short;
  const kind = source !== undefined && (isPathSource(source) || !isTold(source)) ? "bind" : "volume";
  return [
    {
      kind,
      target: containerPath(target),
      ...(kind === "bind" && source !== undefined ? repoSource(source, item.folder) : {}),
      shown: shortMount(item.raw)?.source ?? source ?? "a volume",
      readOnly: options.includes("ro"),
      creates: true,
      at: item.at,
    },
  ];
}

function longMount(item: ComposeMap): readonly ComposeMount[] {
  const target = scalar(item, "target");
  if (target === undefined) return [];
  const type = scalar(item, "type")?.text ?? "volume";
  const kind = type === "bind" || type === "volume" || type === "tmpfs" ? type : "other";
  const source = scalar(item, "source");
  const createsFolder = scalar(item, "bind", "create_host_path");
  return [
    {
      kind,
      target: containerPath(target.text),
      ...(kind === "bind" && source !== undefined ? repoSource(source.text, source.folder) : {}),
      shown: kind === "other" ? `the ${type} ${source?.raw ?? ""}`.trim() : (source?.raw ?? `a ${type}`),
      readOnly: /^(?:true|yes|on|y)$/i.test(scalar(item, "read_only")?.text ?? ""),
      creates: createsFolder?.text !== "false",
      at: item.at,
    },
  ];
}

function tmpfsMount(item: ComposeValue): readonly ComposeMount[] {
  if (item.kind !== "scalar") return [];
  const [target = "", options = ""] = item.text.split(":");
  const readOnly = options.split(",").includes("ro");
  return [
    { kind: "tmpfs", target: containerPath(target), shown: "a tmpfs", readOnly, creates: true, at: item.at },
  ];
}

const MOUNT_FOLDERS = { config: "/", secret: "/run/secrets" } as const;

/** A config or secret of the top level, mounted as a file. */
function fileMount(
  item: ComposeValue,
  kind: "config" | "secret",
  model: ComposeMap,
): readonly ComposeMount[] {
  const source = item.kind === "map" ? scalar(item, "source") : item.kind === "scalar" ? item : undefined;
  if (source === undefined) return [];
  const target = (item.kind === "map" ? scalar(item, "target")?.text : undefined) ?? source.text;
  const definition = valueAt(model, `${kind}s`, source.text);
  const file = scalar(definition, "file");
  const text = scalar(definition, "content");
  const content = text?.text;
  return [
    {
      kind,
      target: isTold(target) ? resolvePath(MOUNT_FOLDERS[kind], target) : null,
      ...(file === undefined ? {} : repoSource(file.text, file.folder)),
      ...(content !== undefined && text !== undefined && isTold(content)
        ? { content, text: { value: content, at: text.at } }
        : {}),
      shown: `the ${kind} ${source.raw}`,
      readOnly: true,
      creates: false,
      at: item.at,
    },
  ];
}

function containerPath(target: string): string | null {
  return isTold(target) && target.startsWith("/") ? resolvePath("/", target) : null;
}

function repoSource(source: string, folder: string | undefined): Pick<ComposeMount, "source" | "near"> {
  if (folder === undefined || /^(?:[/~\\]|[a-zA-Z]:)/.test(source)) return {};
  if (isTold(source)) {
    const path = joinRepoPath(folder, source);
    return path === undefined ? {} : { source: path };
  }
  const cut = source.lastIndexOf("/", source.indexOf(UNTOLD));
  const near = cut < 0 ? undefined : joinRepoPath(folder, source.slice(0, cut));
  return near === undefined ? {} : { near };
}

function scalar(
  value: ComposeValue | ComposeEntry["value"] | undefined,
  ...path: readonly string[]
): Extract<ComposeValue, { kind: "scalar" }> | undefined {
  const found = valueAt(value, ...path);
  return found?.kind === "scalar" && !isNothing(found) ? found : undefined;
}
