import { debianModule } from "../stock/apache-modules.ts";
import { BY_MODULE, CORE, WITHOUT_DIRECTIVES } from "./modules-table.ts";

const core: ReadonlySet<string> = new Set(CORE.trim().split(/\s+/));
const byModule = listsOf(BY_MODULE);
const without: ReadonlySet<string> = new Set(WITHOUT_DIRECTIVES.trim().split(/\s+/));

/** `name: words` until the next name. */
function listsOf(text: string): ReadonlyMap<string, readonly string[]> {
  const parts = text.trim().split(/\s*(\w+):\s+/);
  const lists = new Map<string, readonly string[]>();
  for (let i = 1; i + 1 < parts.length; i += 2) lists.set(parts[i] ?? "", (parts[i + 1] ?? "").split(/\s+/));
  return lists;
}

/** Modules that have a directive or section of a name in lower case, without `_module`; "core" is always there; `undefined` for a name that httpd does not have. */
export function modulesOf(directive: string): readonly string[] | "core" | undefined {
  if (core.has(directive)) return "core";
  const found = [...byModule].filter(([, names]) => names.includes(directive)).map(([module]) => module);
  return found.length === 0 ? undefined : found;
}

// Undefined symbols of the .so files of Debian 12's apache2 2.4.71: without the other LoadModule fails.
const BUILT_ON = /^(proxy|session|dav|cache)_(?!html_)\w+_module$/;

/** The module (`proxy_module`) that has to be loaded before another, which uses what is in it. */
export function builtOn(name: string): string | undefined {
  const [, base] = BUILT_ON.exec(name) ?? [];
  return base === undefined ? undefined : `${base}_module`;
}

/** Whether a module (`ssl_module`) is one of httpd's own, whose directives are all known. */
export function isOwnModule(name: string): boolean {
  const stem = name.replace(/_module$/, "");
  return byModule.has(stem) || without.has(stem) || debianModule(stem) !== undefined;
}
