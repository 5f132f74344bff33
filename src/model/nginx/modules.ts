/** Modules that nginx is told to load and the image does not have: dlopen fails, and nginx ends (ngx_load_module). */
import { baseName, isWithin, resolvePath } from "../container-path.ts";
import { isFile } from "../files/layers.ts";
import { isStock, type ServerFiles } from "../servers/files.ts";
import type { ServerInput } from "../servers/input.ts";
import type { ServerProblem } from "../servers/types.ts";
import { compiledInto } from "../stock/nginx-compiled.ts";
import { parseReference } from "../stock/references.ts";
import { blamed, type Configuration } from "./refused/types.ts";

// Those that the official image has, but for its slim flavour, and those of two other flavours.
const OFFICIAL = /^ngx_(http_(xslt_filter|image_filter)|(http|stream)_(geoip|js))_module(-debug)?\.so$/;
const OF_FLAVOURS = { perl: /^ngx_http_perl_module/, otel: /^ngx_otel_module/ };

/** Whether the flavour of the official image that a reference names has a module; without a tag it may have any. */
function hasModule(on: string | undefined, name: string): boolean {
  const tag = parseReference(on ?? "").tag ?? "";
  const isOpen = on === undefined || parseReference(on).digest !== undefined;
  const has = (flavour: keyof typeof OF_FLAVOURS) =>
    (isOpen || tag.includes(flavour)) && OF_FLAVOURS[flavour].test(name);
  return (OFFICIAL.test(name) && !tag.includes("slim")) || has("perl") || has("otel");
}
// Where builds look for modules by a relative path, and what leads there.
const FOLDERS = [
  "/usr/lib/nginx/modules",
  "/usr/share/nginx/modules",
  "/var/lib/nginx/modules",
  "/etc/nginx/modules",
];

/** What is surely not there, or no library, in a build that has no modules of packages. */
export function absentModules(
  { steps, build }: Configuration,
  { files, makes, installed, command }: ModulesInput,
): readonly ServerProblem[] {
  if (!build.closed || build.withModules || command.prefix !== undefined) return [];
  const prefix = compiledInto(installed.install.title)?.prefix;
  return steps.flatMap((step) => {
    const [word] = step.directive.args;
    if (step.context !== "main" || step.directive.name.value !== "load_module" || word === undefined)
      return [];
    if (word.value.includes("$") || (prefix === undefined && !word.value.startsWith("/"))) return [];
    const path = resolvePath(prefix ?? "/", word.value);
    const why = lack(path, { files, makes, installed, command });
    if (why === undefined) return [];
    return blamed(step, word, {
      key: `module ${path}`,
      message: `${path} is loaded as a module, but ${why}`,
    });
  });
}

interface ModulesInput extends Pick<ServerInput, "makes" | "installed"> {
  readonly files: ServerFiles;
  readonly command: { readonly prefix?: string | null };
}

function lack(path: string, { files, makes, installed }: ModulesInput): string | undefined {
  const found = files.find(path);
  if (isFile(found)) {
    const isText = found.kind === "file" && found.content.known && !isStock(found);
    return isText ? "it is a text" : undefined;
  }
  const isModules = FOLDERS.some((folder) => isWithin(path, folder));
  // What the base has in the folder of modules comes with its nginx; elsewhere it may have anything.
  if (found !== undefined && !(found.ofBase && isModules)) return undefined;
  const isOfBase = installed.from === "base" && hasModule(installed.on, baseName(path));
  if (isOfBase || makes(baseName(path))) return undefined;
  return "the image does not have it";
}
