/** What confd renders: the template resources of its folder (github.com/kelseyhightower/confd, docs/). */
import { resolvePath } from "../container-path.ts";
import { type Unknown, unknown } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { FileContent } from "../files/types.ts";
import { goTemplate, type RenderedFile, type RendererCall, type Renders, unreadGenerator } from "./calls.ts";

/** The settings of a call, by its words and by confd.toml. */
interface Settings {
  readonly folder: string;
  readonly backend: string | undefined;
}

/** The files that a call of confd writes. */
export function confdRenders(call: RendererCall): Renders {
  const settings = settingsOf(call);
  if ("known" in settings) return { files: [], rest: settings };
  const folder = resolvePath(settings.folder, "conf.d");
  const { files, others } = call.files.under(folder);
  const rendered: RenderedFile[] = [];
  let rest = others;
  for (const { path } of files.filter(({ path }) => path.endsWith(".toml"))) {
    const resource = contentAt(call, path);
    if (resource === undefined) continue;
    const file = "file" in resource ? resourceOf(call, resource, settings) : resource;
    if ("known" in file) rest ??= file;
    else rendered.push(file);
  }
  if (rendered.length === 0) rest ??= unreadGenerator(call);
  return { files: rendered, ...(rest === undefined ? {} : { rest }) };
}

function contentAt({ files }: RendererCall, path: string): FileContent | Unknown | undefined {
  const found = files.lookup(path);
  if (found === undefined || !isFile(found)) return found;
  if (found.kind === "directory") return undefined;
  return found.content.known ? found.content.value : found.content;
}

function settingsOf(call: RendererCall): Settings | Unknown {
  const { args, texts, at } = call;
  const given = (name: string) => optionOf(args, name);
  const confdir = given("confdir");
  const file = given("config-file") ?? "/etc/confd/confd.toml";
  const elsewhere = confdir === undefined && args.includes(null) ? otherFolder(texts) : undefined;
  if (confdir === null || file === null || elsewhere !== undefined) {
    const why = `confd reads the folder ${elsewhere ?? "that it is given"}, and what it writes by that is unknown`;
    return unknown({ key: "folder of confd", why }, at);
  }
  const config = contentAt(call, resolvePath(call.folder ?? "/", file));
  if (config !== undefined && !("file" in config)) return config;
  const own = config === undefined ? new Map<string, string>() : tomlTexts(config.file.text);
  const backend = given("backend") ?? own.get("backend");
  return {
    folder: confdir ?? own.get("confdir") ?? "/etc/confd",
    backend: args.includes(null) && given("backend") === undefined ? undefined : (backend ?? "etcd"),
  };
}

/** The value of `-name`, `--name` or `-name=`; `null` where it cannot be told, `undefined` where it is not given. */
function optionOf(args: RendererCall["args"], name: string): string | null | undefined {
  for (const [index, arg] of args.entries()) {
    if (arg === null) continue;
    const [option, value] = arg.replace(/^--?/, "").split(/=(.*)/s, 2);
    if (arg.startsWith("-") && option === name) return value ?? args[index + 1] ?? null;
  }
  return undefined;
}

/** A folder or file that a script of the start hands to confd by words which are not known; a temporary one is the script's own matter. */
function otherFolder(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    for (const [, value = ""] of text.matchAll(/-(?:confdir|config-file)[=\s]+["']?([^\s"']+)/g)) {
      if (/^\/etc\/confd(\/confd\.toml)?\/?$/.test(value)) continue;
      const [, name] = /^\$\{?(\w+)\}?/.exec(value) ?? [];
      const isTemporary = name !== undefined && new RegExp(`\\b${name}=.*\\bmktemp\\b`).test(text);
      const targets = [...text.matchAll(/^\s*dest\s*=\s*["'](.*)["']/gm)].map(([, target = ""]) => target);
      if (!isTemporary || targets.some((target) => !/^\$\{?/.test(target) || !target.includes(name)))
        return value;
    }
  }
  return undefined;
}

/** `name = "text"` of a TOML file, whatever its table. */
function tomlTexts(text: string): ReadonlyMap<string, string> {
  return new Map(
    Array.from(
      text.matchAll(/^[ \t]*([\w-]+)[ \t]*=[ \t]*(?:"([^"\\\n]*)"|'([^'\n]*)')[ \t]*(?:#.*)?$/gm),
      (match) => [match[1] ?? "", match[2] ?? match[3] ?? ""],
    ),
  );
}

function resourceOf(
  call: RendererCall,
  resource: FileContent,
  { folder, backend }: Settings,
): RenderedFile | Unknown {
  const texts = tomlTexts(resource.file.text);
  const [src, dest] = [texts.get("src"), texts.get("dest")];
  const at = resource.place();
  if (src === undefined || !dest?.startsWith("/"))
    return unknown({ key: `confd ${at.file.path}`, why: "which file this template becomes is unknown" }, at);
  const template = contentAt(call, resolvePath(resolvePath(folder, "templates"), src));
  const path = resolvePath("/", dest);
  const mode = texts.get("mode");
  const octal = mode !== undefined && /^0?[0-7]{3}$/.test(mode) ? { mode: Number.parseInt(mode, 8) } : {};
  if (template === undefined || !("file" in template)) {
    const why = template?.why ?? `its template ${src} is not in the image`;
    return {
      path,
      content: unknown({ key: `template ${src}`, why: `confd writes ${path}, but ${why}` }, at),
    };
  }
  const program = backend === "env" ? "confd env" : "confd";
  return { ...goTemplate(call, { template, path, program }), ...octal };
}
