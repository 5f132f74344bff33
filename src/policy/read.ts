/** From the policy's tree, valid by the schema, to the policy with its places. */
import type { YamlMap, YamlNode } from "../parsers/yaml/parse.ts";
import { asString, entriesOf, get, itemsOf, plainData } from "../parsers/yaml/parse.ts";
import type { Place, SourceFile, Span } from "../source.ts";
import { defaultPolicy } from "./defaults.ts";
import type {
  DeclaredBase,
  DeclaredBuild,
  OwnedPaths,
  Policy,
  RequiredByServer,
  RuleSetting,
  Waiver,
} from "./policy.ts";
import type { PolicyData } from "./schema.ts";

/** The waivers of either spelling, as nodes. */
export function waiverNodes(root: YamlNode): readonly YamlNode[] {
  const waivers = get(root, "waivers");
  return itemsOf(waivers?.kind === "map" ? get(waivers, "list") : waivers);
}

/** The policy of a tree that the schema accepts; `data` is the same tree as the schema gave it back. */
export function readPolicy(file: SourceFile, root: YamlMap, data: PolicyData): Policy {
  const base = defaultPolicy;
  const runtime = data.runtime === undefined ? {} : { runtime: data.runtime };
  const builder = data.builder === undefined ? {} : { builder: data.builder };
  const sarif = data.sarif === undefined ? {} : { sarif: data.sarif };
  const waivers = data.waivers !== undefined && !Array.isArray(data.waivers) ? data.waivers : {};
  return {
    file: file.path,
    keys: keyPlaces(file, root),
    ...readImages(file, get(root, "images")),
    builds: itemsOf(get(root, "builds")).map((node) => readBuild(file, node)),
    generated: texts(get(root, "generated")).map(cleanPath),
    ...runtime,
    ...builder,
    ports: readPorts(file, get(root, "ports")),
    ipv6: data.ipv6 ?? base.ipv6,
    nginx: { user: data.nginx?.user ?? base.nginx.user, master: data.nginx?.master ?? base.nginx.master },
    layout: readLayout(data.layout),
    docs: {
      sections: data.docs?.sections ?? base.docs.sections,
      require: data.docs?.require ?? base.docs.require,
    },
    registries: data.registries ?? base.registries,
    baseImages: readBases(file, get(root, "base-images")),
    rules: entriesOf(get(root, "rules")).map(({ key, value }) => readSetting(file, key, value)),
    failOn: data["fail-on"] ?? base.failOn,
    waivers: {
      new: waivers.new ?? base.waivers.new,
      list: waiverNodes(root).map((node) => readWaiver(file, node)),
    },
    owned: readOwned(file, get(root, "owned")),
    scope: data.scope ?? base.scope,
    checkRun: data["check-run"] ?? base.checkRun,
    suggestions: data.suggestions ?? base.suggestions,
    ...sarif,
  };
}

function keyPlaces(file: SourceFile, root: YamlMap): Readonly<Record<string, Place>> {
  const places: (readonly [string, Place])[] = [];
  for (const { key, value } of root.entries) {
    places.push([key.text, { file, span: key.span }]);
    for (const inner of entriesOf(value))
      places.push([`${key.text}.${inner.key.text}`, { file, span: inner.key.span }]);
  }
  return Object.fromEntries(places);
}

function readImages(file: SourceFile, node: YamlNode | undefined): Pick<Policy, "images"> {
  if (node === undefined) return {};
  const items = node.kind === "list" ? node.items : [node];
  const places = items.map((item) => ({ file, span: item.span }));
  return {
    images: {
      globs: items.map((item) => cleanPath(asString(item) ?? "")),
      at: { file, span: node.span },
      places,
    },
  };
}

function readBuild(file: SourceFile, node: YamlNode): DeclaredBuild {
  const dockerfile = get(node, "dockerfile");
  const context = asString(get(node, "context"));
  const args = get(node, "args");
  return {
    dockerfile: cleanPath(asString(dockerfile) ?? ""),
    ...(context === undefined ? {} : { context: cleanPath(context) }),
    ...optional("target", asString(get(node, "target"))),
    ...optional("name", asString(get(node, "name"))),
    ...(args === undefined ? {} : { args: textMap(args) }),
    at: { file, span: (dockerfile ?? node).span },
  };
}

function readPorts(file: SourceFile, node: YamlNode | undefined): Policy["ports"] {
  return Object.fromEntries(
    entriesOf(node).map(({ key, value }) => [
      key.text,
      { port: Number(asString(value)), at: { file, span: value.span } },
    ]),
  );
}

function readLayout(data: PolicyData["layout"]): Policy["layout"] {
  const { config, allow, readme, required = [], names = defaultPolicy.layout.names } = data ?? {};
  return {
    required: required.flatMap((one) => (typeof one === "string" ? one : [])),
    requiredBy: required.flatMap((one) => (typeof one === "string" ? [] : serverFiles(one))),
    ...(allow === undefined ? {} : { allow: allow.map(cleanGlob) }),
    ...(config === undefined ? {} : { config: cleanPath(config) }),
    names,
    ...(readme === undefined ? {} : { readme: cleanPath(readme) }),
  };
}

function serverFiles({
  server,
  files,
}: {
  readonly server: RequiredByServer["server"];
  readonly files: string | readonly string[];
}): RequiredByServer {
  return { server, files: typeof files === "string" ? [files] : files };
}

/** As a path, but for a `!` in front, which leaves out. */
function cleanGlob(glob: string): string {
  return glob.startsWith("!") ? `!${cleanPath(glob.slice(1))}` : cleanPath(glob);
}

function readBases(file: SourceFile, node: YamlNode | undefined): readonly DeclaredBase[] {
  if (node?.kind === "map") {
    return node.entries.map(({ key, value }) => readBase(value, key.text, { file, span: key.span }));
  }
  return itemsOf(node).map((item) => {
    const ref = get(item, "ref");
    return readBase(item, asString(ref) ?? "", { file, span: (ref ?? item).span });
  });
}

function readBase(node: YamlNode, ref: string, at: Place): DeclaredBase {
  const exposes = get(node, "exposes");
  return {
    ref,
    ...optional("user", asString(get(node, "user"))),
    ...(exposes === undefined ? {} : { exposes: texts(exposes).map(Number) }),
    ...optional("like", asString(get(node, "like"))),
    at,
  };
}

function readSetting(file: SourceFile, key: { text: string; span: Span }, value: YamlNode): RuleSetting {
  const at = { file, span: key.span };
  if (value.kind !== "map") return { pattern: key.text, severity: severityWord(value), at };
  const severity = get(value, "severity");
  const entries = value.entries.filter((entry) => entry.key.text !== "severity");
  const options = Object.fromEntries(entries.map((entry) => [entry.key.text, plainData(entry.value)]));
  return {
    pattern: key.text,
    ...(severity === undefined ? {} : { severity: severityWord(severity) }),
    ...(entries.length === 0 ? {} : { options }),
    at,
  };
}

function severityWord(node: YamlNode): NonNullable<RuleSetting["severity"]> {
  const word = asString(node);
  return word === "error" || word === "warning" || word === "notice" ? word : "off";
}

function readWaiver(file: SourceFile, node: YamlNode): Waiver {
  const rule = get(node, "rule");
  const path = asString(get(node, "path"));
  return {
    rule: asString(rule) ?? "",
    ...(path === undefined ? {} : { path: cleanPath(path) }),
    reason: asString(get(node, "reason")) ?? "",
    ...optional("until", asString(get(node, "until"))),
    at: { file, span: (rule ?? node).span },
  };
}

function readOwned(file: SourceFile, node: YamlNode | undefined): readonly OwnedPaths[] {
  if (node?.kind === "map") {
    return node.entries.map(({ key, value }) => ({
      paths: [key.text],
      user: asString(value) ?? "",
      at: { file, span: key.span },
    }));
  }
  return itemsOf(node).map((item) => {
    const images = get(item, "images");
    const paths = get(item, "paths");
    return {
      paths: texts(paths),
      user: asString(get(item, "user")) ?? "",
      ...(images === undefined ? {} : { images: texts(images) }),
      at: { file, span: (paths ?? item).span },
    };
  });
}

function texts(node: YamlNode | undefined): readonly string[] {
  const items = node?.kind === "list" ? node.items : node === undefined ? [] : [node];
  return items.map((item) => asString(item) ?? "");
}

function textMap(node: YamlNode): Readonly<Record<string, string>> {
  return Object.fromEntries(entriesOf(node).map(({ key, value }) => [key.text, asString(value) ?? ""]));
}

function optional<Key extends string>(key: Key, value: string | undefined): { readonly [K in Key]?: string } {
  // A computed key makes TypeScript forget which one it is.
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: string };
}

/** Without `./` in front and `/` behind; the repo's root is "". */
function cleanPath(path: string): string {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return parts.join("/");
}
