import { literally, slipOf } from "../../names.ts";
import { knownDirective, moduleOf, namesIn } from "../../parsers/nginx/entries.ts";
import type { NginxReleases } from "../../parsers/nginx/releases.ts";
import { resolvePath } from "../container-path.ts";
import { type Reason, type Unknown, unknown } from "../fact.ts";
import { isStock, type ServerFiles } from "../servers/files.ts";
import { ownLibrary } from "../servers/own-library.ts";
import type { Configuration } from "./refused/types.ts";
import { isLacking } from "./refused/unknown.ts";
import { replacedWord } from "./replaced.ts";
import type { DirectiveStep } from "./steps.ts";
import type { UserDirective } from "./users.ts";

/** Why it cannot be told whether nginx takes its configuration, where nothing is known to be wrong with it. */
export function doubtOf(
  configuration: Configuration,
  users: readonly UserDirective[],
  files: ServerFiles,
): Unknown | undefined {
  const user = users.find(({ value }) => value.user.includes("${"));
  if (user !== undefined) {
    return replacedWord(user.value.user, user.value.userAt);
  }
  const { steps } = configuration;
  return listenDoubt(steps) ?? moduleDoubt(steps, configuration) ?? moduleOfRepo(steps, files);
}

function listenDoubt(steps: readonly DirectiveStep[]): Unknown | undefined {
  for (const { directive, loaded, children } of steps) {
    const word = directive.args[0];
    if (directive.name.value === "listen" && /\$\{\w+\}/.test(word?.value ?? "") && word !== undefined) {
      return replacedWord(word.value, loaded.content.place(word.span));
    }
    const inner = listenDoubt(children);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** A directive that only a module has, where it is not known which are loaded. */
function moduleDoubt(steps: readonly DirectiveStep[], configuration: Configuration): Unknown | undefined {
  for (const step of steps) {
    const { directive, context, loaded, children } = step;
    if (isStock(loaded.container)) continue;
    if (context !== undefined && !isLacking(step, configuration) && isApart(step, configuration)) {
      return unknown(
        moduleReason(step, configuration.build.releases),
        loaded.content.place(directive.name.span),
      );
    }
    const inner = moduleDoubt(children, configuration);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** Why it is not known what a directive does that only a module has. */
export function moduleReason({ directive, context }: DirectiveStep, releases?: NginxReleases): Reason {
  const name = directive.name.value;
  const key = `module of ${name}`;
  if (knownDirective(name))
    return { key, why: `"${name}" belongs to a module, but whether that is loaded is unknown` };
  const clause = `"${name}" is not one of nginx's own directives, and whether a loaded module has it is unknown`;
  const like = slipOf(name, namesIn(context ?? "main", releases));
  return { key, why: like === undefined ? clause : `${clause}: did you mean "${like}"?`, clause };
}

// The modules that some build has only when they are loaded.
const OFTEN_APART = new Set(["stream_core", "mail_core"]);

function isApart({ directive, context }: DirectiveStep, { build, steps }: Configuration): boolean {
  const name = directive.name.value;
  if (!knownDirective(name)) return build.bundled?.test(name) !== true && !isOfLoadedModule(name, steps);
  const module = moduleOf(directive, context ?? "");
  return module !== undefined && (build.apart ?? OFTEN_APART).has(module);
}

/** Whether a `load_module` names the module of a directive: `ngx_http_brotli_filter_module.so` has those of `brotli`. */
function isOfLoadedModule(directive: string, steps: readonly DirectiveStep[]): boolean {
  return steps.some(({ directive: { name, args } }) => {
    if (name.value !== "load_module") return false;
    const [, own] = /\bngx_(?:http_|stream_|mail_)?([a-z0-9]+)\w*\.so$/.exec(args[0]?.value ?? "") ?? [];
    return own !== undefined && new RegExp(`^${literally(own)}(_|$)`).test(directive);
  });
}

/** A module that is a file of the repo. */
function moduleOfRepo(steps: readonly DirectiveStep[], files: ServerFiles): Unknown | undefined {
  for (const { context, directive } of steps) {
    const path = directive.name.value === "load_module" ? directive.args[0]?.value : undefined;
    if (context !== "main" || path === undefined) continue;
    const found = MODULE_FOLDERS.map((folder) => ownLibrary(resolvePath(folder, path), files));
    const doubt = found.find((one) => one !== undefined);
    if (doubt !== undefined) return doubt;
  }
  return undefined;
}

// What a relative path of load_module counts from in the builds of nginx.org and of distributions.
const MODULE_FOLDERS = ["/etc/nginx", "/usr/share/nginx", "/usr/lib/nginx", "/var/lib/nginx"];
