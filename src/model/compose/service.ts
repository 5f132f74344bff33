/** A compose service as it is once everything is merged: what it builds, starts, mounts and publishes. */
import { portRange, shortPort } from "../../parsers/builds/compose-short.ts";
import type { Place, SourceFile } from "../../source.ts";
import { type Unknown, unknown } from "../fact.ts";
import { startHook } from "./hooks.ts";
import { buildMap, pairsMap } from "./merge.ts";
import { type ComposeMount, readMounts } from "./mounts.ts";
import {
  type ComposeCommand,
  type ComposeText,
  composeCommand,
  given,
  scalarText,
  textThatSays,
} from "./texts.ts";
import type { ComposeEntry, ComposeMap, ComposeValue } from "./value.ts";
import { composeEntries, composeItems, isNothing, valueAt } from "./value.ts";
import { isTold } from "./variables.ts";

/** A name with its value; without a value it is taken from where compose is started. */
export interface ComposePair {
  readonly name: string;
  readonly value?: ComposeText;
  readonly at: Place;
}

export interface ComposeBuild {
  readonly context?: ComposeText;
  /** From the context. */
  readonly dockerfile?: ComposeText;
  /** The Dockerfile stands in the compose file itself: no file of the repo is built. */
  readonly inline?: ComposeText;
  readonly target?: ComposeText;
  readonly args: readonly ComposePair[];
  readonly contexts: readonly ComposePair[];
  readonly at: Place;
}

export interface ComposePort {
  /** Port of the container, or the first and last of a range. */
  readonly container: { readonly first: number; readonly last: number };
  /** A port, a range, or nothing for one that Docker chooses; `null` where it comes from outside. */
  readonly published?: string | null;
  readonly address?: string;
  readonly protocol: string;
  readonly at: Place;
}

export interface ComposeService {
  readonly name: string;
  /** The service's name. */
  readonly at: Place;
  readonly build?: ComposeBuild;
  readonly image?: ComposeText;
  readonly user?: ComposeText;
  readonly workingDir?: ComposeText;
  readonly command?: ComposeCommand;
  readonly entrypoint?: ComposeCommand;
  readonly mounts: readonly ComposeMount[];
  readonly ports: readonly ComposePort[];
  readonly environment: readonly ComposePair[];
  readonly envFiles: readonly ComposeEnvFile[];
  readonly readOnly?: Place;
  readonly networkMode?: ComposeText;
  readonly healthcheck?: ComposeHealthcheck;
  /** Services whose mounts it takes over. */
  readonly volumesFrom: readonly ComposeText[];
  /** Why there may be more of it: what it extends cannot be read. */
  readonly open?: Unknown;
  /** Why nobody can tell what its container is behind what runs in it at once (`post_start`). */
  readonly hook?: Unknown;
}

export interface ComposeEnvFile {
  readonly path: ComposeText;
  /** `format: raw`: no variable is put in. */
  readonly raw: boolean;
}

export interface ComposeHealthcheck {
  readonly test?: ComposeCommand;
  /** `disable: true`, or `test: NONE`. */
  readonly disabled: boolean;
  readonly at: Place;
}

/** A service of a merged model. */
export function readService(name: string, { key, value }: ComposeEntry, model: ComposeMap): ComposeService {
  const text = (field: string) => given(textThatSays(valueAt(value, field)));
  const build = valueAt(value, "build");
  const open = (value.kind === "map" ? value.open : undefined) ?? pulledFirst(name, value);
  const readOnly = valueAt(value, "read_only");
  return {
    name,
    at: key,
    ...(isNothing(build) || build === undefined ? {} : { build: readBuild(buildMap(build)) }),
    ...named("image", text("image")),
    ...named("user", text("user")),
    ...named("workingDir", text("working_dir")),
    ...named("command", composeCommand(valueAt(value, "command"))),
    ...named("entrypoint", composeCommand(valueAt(value, "entrypoint"))),
    mounts: readMounts(value, model),
    ports: readPorts(valueAt(value, "ports")),
    environment: readPairs(valueAt(value, "environment")),
    envFiles: readEnvFiles(valueAt(value, "env_file")),
    ...(isTrue(readOnly) && readOnly !== undefined ? { readOnly: readOnly.at } : {}),
    ...named("networkMode", text("network_mode")),
    ...named("healthcheck", readHealthcheck(valueAt(value, "healthcheck"))),
    volumesFrom: composeItems(valueAt(value, "volumes_from")).flatMap((item) => textThatSays(item) ?? []),
    ...named("open", open),
    ...named("hook", startHook(name, valueAt(value, "post_start"))),
  };
}

// compose-spec, pull_policy: these take the image of a registry, though it could be built.
const PULLS = /^(?:always|refresh|daily|weekly|every_\w+)$/;

/** Why it is not the image that is built which is started. */
function pulledFirst(name: string, value: ComposeValue): Unknown | undefined {
  const policy = valueAt(value, "pull_policy");
  const image = textThatSays(valueAt(value, "image"));
  if (policy === undefined || image === undefined || isNothing(valueAt(value, "build"))) return undefined;
  if (!PULLS.test(scalarText(policy) ?? "")) return undefined;
  const what = image.value ?? "its image";
  const why = `the compose service ${name} pulls ${what} before it would build it, and what a registry holds is unknown`;
  return unknown({ key: `pulled ${what}`, why }, policy.at);
}

function readBuild(build: ComposeMap): ComposeBuild {
  const text = (field: string) => given(textThatSays(valueAt(build, field)));
  return {
    ...named("context", text("context")),
    ...named("dockerfile", text("dockerfile")),
    ...named("inline", text("dockerfile_inline")),
    ...named("target", text("target")),
    args: readPairs(valueAt(build, "args")),
    contexts: readPairs(valueAt(build, "additional_contexts")),
    at: build.at,
  };
}

function readPairs(value: ComposeValue | undefined): readonly ComposePair[] {
  if (value === undefined) return [];
  return composeEntries(pairsMap(value)).map(([name, { key, value: said }]) => ({
    name,
    ...named("value", textThatSays(said)),
    at: pairPlace(key, said),
  }));
}

function pairPlace(key: Place, { at }: ComposeValue): Place {
  if (key.span === undefined || at.span === undefined || key.file !== at.file) return key;
  return { file: key.file, span: { start: key.span.start, end: Math.max(key.span.end, at.span.end) } };
}

function readEnvFiles(value: ComposeValue | undefined): readonly ComposeEnvFile[] {
  const items = value?.kind === "list" ? composeItems(value) : value === undefined ? [] : [value];
  return items.flatMap((item) => {
    const path = textThatSays(item.kind === "map" ? valueAt(item, "path") : item);
    return path === undefined ? [] : [{ path, raw: textThatSays(valueAt(item, "format"))?.value === "raw" }];
  });
}

function readHealthcheck(value: ComposeValue | undefined): ComposeHealthcheck | undefined {
  if (value?.kind !== "map") return undefined;
  const test = composeCommand(valueAt(value, "test"));
  const none = test?.kind === "words" && test.words[0]?.value === "NONE";
  return { ...named("test", test), disabled: none || isTrue(valueAt(value, "disable")), at: value.at };
}

/** Ports, each once; one whose container port comes from outside is left out. */
function readPorts(value: ComposeValue | undefined): readonly ComposePort[] {
  const seen = new Set<string>();
  return composeItems(value)
    .flatMap((item) => (item.kind === "map" ? longPort(item) : portOf(item)))
    .filter(({ at: _, ...port }) => {
      const key = JSON.stringify(port);
      return !seen.has(key) && seen.add(key);
    });
}

function portOf(item: ComposeValue): readonly ComposePort[] {
  const text = item.kind === "scalar" && item.type !== "null" ? item.text : undefined;
  if (text === undefined) return [];
  const { container, published, address, protocol } = shortPort(text.replace(/(?<![\d.])0+(?=\d)/g, ""));
  const range = portRange(container);
  if (range === undefined || !isTold(protocol)) return [];
  return [
    { container: range, ...published_(published), ...named("address", address), protocol, at: item.at },
  ];
}

function longPort(item: ComposeMap): readonly ComposePort[] {
  const target = valueAt(item, "target");
  const range = target?.kind === "scalar" ? portRange(target.text) : undefined;
  if (range === undefined || target === undefined) return [];
  const published = scalarText(valueAt(item, "published"));
  const protocol = scalarText(valueAt(item, "protocol")) ?? "tcp";
  const address = scalarText(valueAt(item, "host_ip"));
  return [
    { container: range, ...published_(published), ...named("address", address), protocol, at: target.at },
  ];
}

function published_(text: string | undefined): Pick<ComposePort, "published"> {
  return text === undefined ? {} : { published: isTold(text) ? text : null };
}

function isTrue(value: ComposeValue | undefined): boolean {
  return /^(?:true|y|yes|on)$/i.test(scalarText(value) ?? "");
}

/** `{ key: value }`, or nothing without a value. */
function named<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  // A computed key makes TypeScript forget which one it is.
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
}

export type { ComposeMount } from "./mounts.ts";
export type { ComposeCommand, ComposeText } from "./texts.ts";

/** The file that a value of a service stands in. */
export function fileOf({ at }: ComposeService): SourceFile {
  return at.file;
}
