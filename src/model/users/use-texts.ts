/** Where scripts, configurations and crontabs of an image name a user so that something runs as it. */
import { lazily, once } from "../../once.ts";
import { type Place, type SourceFile, type Span, textOf } from "../../source.ts";
import type { UserAccount } from "../accounts.ts";
import { baseName, isWithin, parentOf } from "../container-path.ts";
import type { ContainerFile, FileContent } from "../files/types.ts";
import type { Run } from "../runs/types.ts";
import type { RanCommand } from "../shell/ran.ts";
import type { Image } from "../stages/image.ts";
import { namesStepDownTool } from "../stock/programs/tools.ts";

// A word that says that something is to run as somebody, in daemons' own settings.
const RUNS_AS = /user|\buid\b|setuid|getpwnam|run_?as|become|priv_?drop|(^|\s)-u[\s=]|--(chuid|reuid|uid)\b/i;
// These make users and give them files: that is not use.
const ONLY_OWNS =
  /^(RUN\s+)?(sudo\s+)?(\S*\/)?(user(add|mod|del)|add(user|group)|group(add|mod|del)|del(user|group)|chown|chgrp|chmod|chpasswd|passwd|install|mkdir|usermod|id|getent|grep)\b/;
const PROSE = /\.(md|markdown|html?|css|svg|rst|map)$/i;
const COMMENT = /^\s*(#|;|\/\/)/;

/** Commands and settings that say whom something is to run as. */
interface RunAs {
  readonly commands: readonly string[];
  readonly at: Place;
}

/** Uses by name or number. */
export type UsesOf = (account: UserAccount) => readonly Place[];

/**
 * Places in the RUN lines, scripts and configurations of an image; those of a server that is read exactly left out.
 * All texts are gone through once, whatever number of users is asked for.
 */
export function textUses(run: Run): UsesOf {
  const { image } = run;
  const built = image.stages
    .flatMap(({ own }) => own)
    .map(({ commands, before, instruction }) => ({
      commands: commands.flatMap(runAsCommand),
      at: { file: before.file, span: instruction.span },
    }));
  const written = image.files.all
    .filter((file) => isOwnText(file) && !isServerConfig(run, file))
    .flatMap((file) => (file.content.known ? runAsLines(file.content.value) : []));
  const all: readonly RunAs[] = [...built, ...written].filter(({ commands }) => commands.length > 0);
  const named = lazily(() => byWord(all));
  return ({ name, uid }) => {
    const names = [name, ...(uid === undefined ? [] : [String(uid)])];
    const found = new Set(names.flatMap((word) => [...(named().get(word) ?? [])]));
    return [...found].sort((a, b) => a - b).flatMap((number) => all[number]?.at ?? []);
  };
}

/** The numbers of those whose commands have a word. */
function byWord(all: readonly RunAs[]): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  for (const [number, { commands }] of all.entries())
    for (const word of commands.flatMap(wordsOf)) found.set(word, (found.get(word) ?? new Set()).add(number));
  return found;
}

/** A command of the build that says whom something is to run as: its words, and as they are written. */
function runAsCommand({ name, args, at }: RanCommand): readonly string[] {
  if (ONLY_OWNS.test(name)) return [];
  const written = at.span === undefined ? "" : textOf(at.file, at.span);
  const text = [written, name, ...args.map(({ value, raw }) => value ?? raw)].join(" ");
  return speaksOfRunning(text) ? [text] : [];
}

function isOwnText({ path, kind, from, source }: ContainerFile): boolean {
  return kind === "file" && (source !== undefined || from === "run") && !PROSE.test(path);
}

/** Files of nginx and Apache say what they say only when they are loaded, which the model tells by itself. */
function isServerConfig({ nginx, apache }: Run, { path }: ContainerFile): boolean {
  return [nginx, apache].some((server) => {
    if (server === undefined) return false;
    const { mainConfig, loaded, unloaded } = server;
    return (
      (mainConfig.known && isWithin(path, parentOf(mainConfig.value.path))) ||
      [...loaded, ...unloaded].some(({ container }) => container.path === path)
    );
  });
}

function runAsLines({ file, place }: FileContent): readonly RunAs[] {
  return linesOfRunning(file).map(({ commands, span }) => ({ commands, at: place(span) }));
}

/** The lines of a file that say whom something runs as: many images have the same file. */
const linesOfRunning = once(({ text }: SourceFile) =>
  speaksOfRunning(text)
    ? linesOf(text)
        .filter((line) => speaksOfRunning(line.text))
        .map((line) => ({ commands: runAsCommands(line.text), span: line.span }))
        .filter(({ commands }) => commands.length > 0)
    : [],
);

/** The commands or settings of a line that say whom something runs as. */
function runAsCommands(line: string): readonly string[] {
  if (COMMENT.test(line)) return [];
  return line
    .split(/&&|\|\||[;|]/)
    .filter((command) => speaksOfRunning(command) && !ONLY_OWNS.test(command.trim()));
}

function speaksOfRunning(text: string): boolean {
  return RUNS_AS.test(text) || namesStepDownTool(text);
}

/** The words of a text that may be a user's name or number: `/home/web` and `web.conf` are others than web, `web.` is none. */
function wordsOf(text: string): readonly string[] {
  return Array.from(text.matchAll(/[\w/.-]+\$?/g), ([word]) => word).flatMap((word) => {
    const ends = Array.from(word.matchAll(/\.(?!\w)|\$$/g), ({ index }) => word.slice(0, index));
    return [word, ...ends];
  });
}

function linesOf(text: string): readonly { readonly text: string; readonly span: Span }[] {
  return Array.from(text.matchAll(/[^\r\n]+/g), (match) => ({
    text: match[0],
    span: { start: match.index, end: match.index + match[0].length },
  }));
}

/** Crontabs: cron.d and /etc/crontab name the user in each line, a user's own crontab is called like the user. */
export function scheduledUses({ files }: Image): UsesOf {
  const uses = files.all.flatMap(
    (file): readonly { readonly user?: string | undefined; readonly at: Place }[] => {
      if (/^\/(etc\/crontabs|var\/spool\/cron(\/crontabs|\/tabs)?)$/.test(parentOf(file.path)))
        return [{ user: baseName(file.path), at: file.at }];
      if (file.path !== "/etc/crontab" && parentOf(file.path) !== "/etc/cron.d") return [];
      // It may name anybody.
      if (!file.content.known) return [{ at: file.at }];
      const { file: text, place } = file.content.value;
      return linesOf(text.text).map((line) => ({ user: cronUser(line.text) ?? "", at: place(line.span) }));
    },
  );
  return ({ name }) => uses.filter(({ user }) => user === undefined || user === name).map(({ at }) => at);
}

/** The user of a line of a system crontab, crontab(5): the sixth field, or the second behind `@daily`. */
function cronUser(line: string): string | undefined {
  const fields = line.trim().split(/\s+/);
  return fields[fields[0]?.startsWith("@") ? 1 : 5];
}
