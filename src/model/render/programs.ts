/** What programs write that render templates, by the words that they are called with. */
import { baseName, isGlob, resolvePath } from "../container-path.ts";
import { type Unknown, unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile } from "../files/types.ts";
import {
  factOf,
  goTemplate,
  type RenderedFile,
  type RendererCall,
  type Renders,
  unreadGenerator,
} from "./calls.ts";
import { confdRenders } from "./confd.ts";
import { hasReferences, renderEnvplate } from "./envplate.ts";
import { renderEnvsubst } from "./envsubst.ts";

/** What a call writes; `undefined` for a program that is none of these. */
export function rendersOf(call: RendererCall): Renders | undefined {
  switch (call.name) {
    case "confd":
      return confdRenders(call);
    case "ep":
    case "envplate":
      return envplateRenders(call);
    case "dockerize":
      return pairRenders(call, "template");
    case "consul-template":
      return call.args.some((arg) => /^--?config(=|$)/.test(arg ?? ""))
        ? { files: [], rest: unreadGenerator(call) }
        : pairRenders(call, "template");
    case "gomplate":
      return gomplateRenders(call);
    case "envsubst":
      return envsubstRenders(call);
    case "envtpl":
      return envtplRenders(call);
    case "j2":
    case "jinja2":
    case "jinjanate":
    case "minijinja-cli":
      return jinjaRenders(call);
    default:
      return undefined;
  }
}

/** It prints what it reads; `undefined` where that goes to no file, or its words cannot be told. */
function envsubstRenders(call: RendererCall): Renders | undefined {
  const { args, input, outputs = [], files, name } = call;
  const [format, ...more] = args;
  if (input === undefined || outputs.length === 0 || more.length > 0) return undefined;
  if (format === null || format?.startsWith("-")) return undefined;
  const template = files.lookup(input);
  if (!isFile(template) || !template.content.known) return undefined;
  const content = template.content.value;
  const rendered = renderEnvsubst(content, call, format);
  return {
    files: outputs.map((path) => ({ path, content: factOf(rendered, { template: content, path, name }) })),
  };
}

/** Files that a word names, as a shell expands it. */
function filesAt({ files, folder }: RendererCall, word: string): readonly ContainerFile[] | Unknown {
  const path = resolvePath(folder ?? "/", word);
  const { files: found, others } = files.glob(path);
  if (others !== undefined && !isGlob(path)) return others;
  return found.filter(({ kind }) => kind === "file");
}

/** It edits files in place; of one that a word which is not known may name, it is not known whether it does. */
function envplateRenders(call: RendererCall): Renders {
  const words = call.args.filter((arg) => arg?.startsWith("-") !== true);
  const named = new Map<string, boolean>();
  for (const word of words) {
    const found = word === null ? undefined : filesAt(call, word);
    // What is not known of a folder is no text of the repo's.
    if (Array.isArray(found)) for (const { path } of found) named.set(path, false);
    else for (const { path } of call.files.all) if (!named.has(path)) named.set(path, true);
  }
  const rendered: RenderedFile[] = [];
  for (const [path, maybe] of named) {
    const file = call.files.lookup(path);
    if (!isFile(file) || !file.content.known || !hasReferences(file.content.value.file.text)) continue;
    const template = file.content.value;
    const one = renderEnvplate(template, call, maybe);
    rendered.push({
      path: file.path,
      content: factOf(one, { template, path, name: call.name }),
      ...(maybe ? { either: true } : {}),
    });
  }
  return { files: rendered };
}

/** `-template FROM:TO`, as often as there are templates; without a `TO` it is printed. */
function pairRenders(call: RendererCall, option: string): Renders {
  const { args } = call;
  const files: RenderedFile[] = [];
  let rest: Unknown | undefined;
  const begins = new RegExp(`^--?${option}(?:=(.*))?$`, "s");
  for (const [index, arg] of args.entries()) {
    const found = begins.exec(arg ?? "");
    if (found === null) continue;
    const value = found[1] ?? args[index + 1];
    if (typeof value !== "string") rest ??= unreadGenerator(call);
    else {
      const [from = "", to = ""] = value.split(":");
      if (to !== "") files.push(...templates(call, { from, to }));
    }
  }
  // Words that are not known may be more of them, unless they are of the command behind it.
  if (args[0] === null || args.slice(0, Math.max(0, args.indexOf("--"))).includes(null))
    rest ??= unreadGenerator(call);
  const isDelimited = args.some((arg) => /^--?delims/.test(arg ?? ""));
  return {
    files: isDelimited ? files.map(({ path }) => undelimited(call, path)) : files,
    ...(rest === undefined ? {} : { rest }),
  };
}

function undelimited(call: RendererCall, path: string): RenderedFile {
  const why = `${call.name} renders ${path} with other delimiters than {{ and }}`;
  return { path, content: unknown({ key: `delimiters ${path}`, why }, call.at) };
}

interface Pair {
  readonly from: string;
  readonly to: string;
}

/** A template, or all those of a folder. */
function templates(call: RendererCall, { from, to }: Pair): readonly RenderedFile[] {
  const folder = call.folder ?? "/";
  const [source, target] = [resolvePath(folder, from), resolvePath(folder, to)];
  const found = call.files.lookup(source);
  if (isFile(found) && found.kind === "directory") {
    const { files } = call.files.under(found.path);
    return files
      .filter(({ kind }) => kind === "file")
      .map((file) => rendered(call, file, `${target}${file.path.slice(found.path.length)}`));
  }
  const into = call.files.lookup(target);
  const path = isFile(into) && into.kind === "directory" ? resolvePath(target, baseName(source)) : target;
  return [rendered(call, found, path)];
}

function rendered(
  call: RendererCall,
  template: ContainerFile | Unknown | undefined,
  path: string,
): RenderedFile {
  const { name, at } = call;
  if (isFile(template) && template.content.known)
    return goTemplate(call, { template: template.content.value, path, program: name });
  const why = isFile(template) ? template.content : template;
  const clause = why !== undefined && "why" in why ? why.why : "its template is not in the image";
  return {
    path,
    content: unknown({ key: `template of ${path}`, why: `${name} writes ${path}, but ${clause}` }, at),
  };
}

/** The value behind one of some options. */
function givenTo(args: RendererCall["args"], options: RegExp): string | null | undefined {
  for (const [index, arg] of args.entries()) {
    if (arg === null) continue;
    const [option = "", value] = arg.split(/=(.*)/s, 2);
    if (options.test(option)) return value ?? args[index + 1] ?? null;
  }
  return undefined;
}

function gomplateRenders(call: RendererCall): Renders {
  const { args } = call;
  const [file, out] = [givenTo(args, /^(-f|--file)$/), givenTo(args, /^(-o|--out)$/)];
  const [folder, into] = [givenTo(args, /^--input-dir$/), givenTo(args, /^--output-dir$/)];
  const isUnclear = [file, out, folder, into].includes(null) || args[0] === null;
  if (isUnclear || args.some((arg) => /^(--config|--output-map|--(left|right)-delim)/.test(arg ?? "")))
    return { files: [], rest: unreadGenerator(call) };
  if (typeof folder === "string") return { files: templates(call, { from: folder, to: into ?? "." }) };
  if (typeof out !== "string" || out === "-") return { files: [] };
  return { files: templates(call, { from: file ?? "/dev/stdin", to: out }) };
}

/** Two programs have this name: Go's takes `-o`, Python's (with Jinja) writes beside the template. */
function envtplRenders(call: RendererCall): Renders {
  const out = givenTo(call.args, /^(-o|--output(-file)?)$/);
  const named = call.args.filter(
    (arg, index) => arg?.startsWith("-") !== true && !/^-/.test(call.args[index - 1] ?? ""),
  );
  if (named.includes(null) || out === null) return { files: [], rest: unreadGenerator(call) };
  const [from] = named as readonly string[];
  if (from === undefined) return { files: [] };
  if (out !== undefined) return { files: templates(call, { from, to: out }) };
  const path = resolvePath(call.folder ?? "/", from.replace(/\.(tpl|j2)$/, ""));
  return { files: [jinja(call, path)] };
}

function jinjaRenders(call: RendererCall): Renders {
  const out = givenTo(call.args, /^(-o|--out(file|put)?|--outfile)$/);
  if (out === null) return { files: [], rest: unreadGenerator(call) };
  return { files: out === undefined ? [] : [jinja(call, resolvePath(call.folder ?? "/", out))] };
}

function jinja({ name, at }: RendererCall, path: string): RenderedFile {
  const why = `${name} renders ${path} when the container starts, and templates of Jinja are not evaluated`;
  return { path, content: unknown({ key: `jinja ${path}`, why }, at) };
}
