/** What Debian's a2ensite and its like do to the links of an image, as the script of apache2 2.4.68 does it. */
import { isGlob, shellGlob } from "../../container-path.ts";
import { known, unknown } from "../../fact.ts";
import { containerFiles, type FileLayer, isFile, putLayer, removeLayer } from "../../files/layers.ts";
import type { ContainerFiles } from "../../files/types.ts";
import { availableFolder, enabledFolder, type SwitchEffect } from "../../shell/sites.ts";
import { isEssentialModule } from "../../stock/apache-modules.ts";
import { linkTo } from "../repo-files.ts";
import type { State } from "../state.ts";
import {
  askedBy,
  availableFile,
  availableNames,
  enabledLink,
  enabledNames,
  hasSettings,
  isAvailable,
  linkState,
  type Switchable,
} from "./available.ts";
import type { Where } from "./folders.ts";
import { runOwner } from "./owners.ts";

/** The links that come and go, and why the program does not end with 0. */
export interface Switched {
  readonly layers: readonly FileLayer[];
  readonly failure?: string;
}

/** Something that it does not do. */
interface Failure {
  readonly why: string;
  /** It does nothing more. */
  readonly stops?: true;
}

interface Switching {
  /** Its layers grow with each link. */
  readonly state: State;
  readonly effect: SwitchEffect;
  readonly where: Where;
  /** What is being turned: a repo's modules may depend on each other in a circle. */
  readonly turning: Set<string>;
}

/** What a call of one of the programs does. */
export function switched(state: State, effect: SwitchEffect, where: Where): Switched {
  const { program, unknownOption } = effect;
  if (unknownOption !== undefined)
    return { layers: [], failure: `${program} does not know the option ${unknownOption}` };
  const own = { ...state, layers: state.layers.copy() };
  const switching: Switching = { state: own, effect, where, turning: new Set() };
  const { names, unmatched } = namedIn(switching);
  let failure = unmatched === undefined ? undefined : `${program} finds nothing that matches ${unmatched}`;
  for (const name of names) {
    const failed = turn(switching, { of: effect.of, name });
    failure ??= failed?.why;
    if (failed?.stops) break;
  }
  const layers = own.layers.slice(state.layers.length);
  return failure === undefined ? { layers } : { layers, failure };
}

/** The names that the words stand for, and the first word that stands for none. */
function namedIn(switching: Switching): { readonly names: readonly string[]; readonly unmatched?: string } {
  const { words } = switching.effect;
  const found = words.map((patterns) => patterns.map((pattern) => matching(switching, pattern)));
  const names = found.flat(2).filter((name) => name !== undefined);
  const empty = found.findIndex((lists) => lists.every((list) => list?.length === 0));
  return empty < 0 ? { names } : { names, unmatched: words[empty]?.join(" ") ?? "" };
}

/** What Perl's glob makes of a pattern: a name without wildcards stands for itself. `undefined` where others may match. */
function matching(switching: Switching, pattern: string): readonly string[] | undefined {
  if (!isGlob(pattern)) return [pattern];
  const { of, enables } = switching.effect;
  const files = filesOf(switching);
  const glob = shellGlob(pattern);
  const names = enables ? availableNames(files, of) : enabledNames(files, of);
  const found = names.filter((name) => glob.test(name));
  const { others } = files.under(enables ? availableFolder(of) : enabledFolder(of));
  // Which of the package's own configurations are enabled is in no excerpt.
  const isAll = others === undefined && (enables || of !== "conf");
  return found.length > 0 || isAll ? found : undefined;
}

function filesOf({ state }: Switching): ContainerFiles {
  return containerFiles(state.layers, state.work.budget);
}

function turn(switching: Switching, asked: Switchable): Failure | undefined {
  const { state, effect, turning } = switching;
  state.work.budget.spend(100);
  const files = filesOf(switching);
  const part = effect.enables && asked.of === "module" ? threaded(files, asked) : asked;
  if (isAvailable(state, files, part) === false) return absent(switching, part);
  if (turning.has(part.name)) return undefined;
  turning.add(part.name);
  const failed = effect.enables ? enable(switching, part) : disable(switching, part);
  turning.delete(part.name);
  return failed;
}

/** With threads it enables cgid in the place of cgi. */
function threaded(files: ContainerFiles, part: Switchable): Switchable {
  if (part.name !== "cgi") return part;
  const hasThreads = ["mpm_event", "mpm_worker"].some((name) =>
    isFile(files.entry(enabledLink({ of: "module", name }))),
  );
  return hasThreads ? { ...part, name: "cgid" } : part;
}

/** Nothing of the name is there: a link that leads nowhere goes. */
function absent(switching: Switching, part: Switchable): Failure | undefined {
  const { program, enables, of, purge } = switching.effect;
  const files = filesOf(switching);
  const link = enabledLink(part);
  const standing = files.entry(link);
  if (!enables && isFile(standing) && standing.kind === "link" && files.lookup(link) === undefined) {
    remove(switching, link);
    return undefined;
  }
  return purge ? undefined : { why: `${program} finds no ${of} "${part.name}" in ${availableFolder(of)}` };
}

function enable(switching: Switching, part: Switchable): Failure | undefined {
  const failed = part.of === "module" ? enableNeeded(switching, part) : lacksModule(switching, part);
  if (failed !== undefined) return failed;
  const files = filesOf(switching);
  const isModule = part.of === "module";
  const settings = isModule && hasSettings(files, part.name) ? [settingsOf(part)] : [];
  const links = [...settings, { link: enabledLink(part), source: availableFile(part) }];
  for (const { link, source } of links) {
    const standing = linkState(files, link, source);
    if (standing === "file" || standing === "other") {
      const what = standing === "file" ? "which is no link" : "which is linked to another file";
      return { why: `${switching.effect.program} does not replace ${link}, ${what}` };
    }
    if (standing !== "ok") put(switching, link, source);
  }
  return undefined;
}

function settingsOf({ name }: Switchable): { readonly link: string; readonly source: string } {
  const file = (folder: string) => `${folder}/${name}.conf`;
  return { link: file(enabledFolder("module")), source: file(availableFolder("module")) };
}

/** Enables what a module depends on, and looks for what it cannot stand next to. */
function enableNeeded(switching: Switching, part: Switchable): Failure | undefined {
  for (const name of askedBy(filesOf(switching), part)) {
    const failed = turn(switching, { of: "module", name });
    if (failed !== undefined) return failed;
  }
  const files = filesOf(switching);
  const other = askedBy(files, part, "Conflicts").find((name) => {
    const module: Switchable = { of: "module", name };
    return linkState(files, enabledLink(module), availableFile(module)) === "ok";
  });
  if (other === undefined) return undefined;
  return { why: `${switching.effect.program} refuses ${part.name} while ${other} is enabled` };
}

/** A site or configuration that says what it depends on is enabled only where that is. */
function lacksModule(switching: Switching, part: Switchable): Failure | undefined {
  const files = filesOf(switching);
  const lacks = askedBy(files, part).find(
    (name) => files.entry(enabledLink({ of: "module", name })) === undefined,
  );
  if (lacks === undefined) return undefined;
  return { why: `${switching.effect.program} refuses ${part.name} without module ${lacks}` };
}

function disable(switching: Switching, part: Switchable): Failure | undefined {
  const { program, force } = switching.effect;
  const isModule = part.of === "module";
  const dependent = isModule ? dependentOf(switching, part) : [];
  if (dependent.length > 0 && !force) {
    return { why: `${program} keeps ${part.name} for ${dependent.join(", ")}: add -f` };
  }
  for (const name of dependent) {
    const failed = turn(switching, { of: "module", name });
    if (failed !== undefined) return failed;
  }
  return disableLinks(switching, part);
}

function disableLinks(switching: Switching, part: Switchable): Failure | undefined {
  const { program, force, answered } = switching.effect;
  const isModule = part.of === "module";
  const standing = filesOf(switching).entry(enabledLink(part));
  if (standing !== undefined) {
    if (isModule && isEssentialModule(part.name) && !force && !answered)
      return {
        why: `${program} asks before it disables ${part.name}, but nothing answers here: add -f`,
        stops: true,
      };
    removeLink(switching, enabledLink(part));
  }
  if (isModule) removeLink(switching, settingsOf(part).link);
  return undefined;
}

/** The enabled modules that ask for one. */
function dependentOf(switching: Switching, { name }: Switchable): readonly string[] {
  const files = filesOf(switching);
  return enabledNames(files, "module").filter((other) =>
    askedBy(files, { of: "module", name: other }).includes(name),
  );
}

/** A file that is no link stays, and that is no failure. */
function removeLink(switching: Switching, link: string): void {
  const standing = filesOf(switching).entry(link);
  if (isFile(standing) && standing.kind !== "link") return;
  remove(switching, link);
}

function remove({ state }: Switching, path: string): void {
  state.layers.push(removeLayer(state.layers.real(path, false)));
}

function put({ state, where: { at, because } }: Switching, path: string, source: string): void {
  state.layers.push(
    putLayer([
      {
        path,
        kind: "link",
        ...linkTo(path, source.replace("/etc/apache2", "..")),
        content: unknown({ key: "link", why: "it is a link" }, at),
        owner: runOwner(state, at, path),
        mode: known(0o777, at),
        at,
        from: "run",
        because: [...because, { at, note: `${path} is linked to ${source} here` }],
      },
    ]),
  );
}
