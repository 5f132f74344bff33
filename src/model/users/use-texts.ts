/** Where scripts, configurations and crontabs of an image name a user so that something runs as it. */
import { type Place, type Span, textOf } from "../../source.ts";
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

/** Places in the RUN lines, scripts and configurations of an image; those of a server that is read exactly left out. */
export function textUses(run: Run, account: UserAccount): readonly Place[] {
  const { image } = run;
  const built = image.stages
    .flatMap((stage) => stage.steps.filter((step) => step.stage === stage))
    .filter(({ commands }) => commands.some((command) => commandRunsAs(command, account)))
    .map(({ before, instruction }): Place => ({ file: before.file, span: instruction.span }));
  const written = image.files.all
    .filter((file) => isOwnText(file) && !isServerConfig(run, file))
    .flatMap((file) => (file.content.known ? usesInText(file.content.value, account) : []));
  return [...built, ...written];
}

/** Whether a command of the build names the user as who something runs as: by its words, or as they are written. */
function commandRunsAs({ name, args, at }: RanCommand, account: UserAccount): boolean {
  if (ONLY_OWNS.test(name)) return false;
  const written = at.span === undefined ? "" : textOf(at.file, at.span);
  const text = [written, name, ...args.map(({ value, raw }) => value ?? raw)].join(" ");
  return speaksOfRunning(text) && names(text, account);
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

function usesInText({ file, place }: FileContent, account: UserAccount): readonly Place[] {
  if (!file.text.includes(account.name) && !file.text.includes(String(account.uid))) return [];
  return linesOf(file.text)
    .filter(({ text }) => runsAs(text, account))
    .map(({ span }) => place(span));
}

/** Whether one of the commands or settings of a text names the user as who something runs as. */
function runsAs(text: string, account: UserAccount): boolean {
  return text
    .split("\n")
    .filter((line) => !COMMENT.test(line))
    .flatMap((line) => line.split(/&&|\|\||[;|]/))
    .some(
      (command) => speaksOfRunning(command) && !ONLY_OWNS.test(command.trim()) && names(command, account),
    );
}

function speaksOfRunning(text: string): boolean {
  return RUNS_AS.test(text) || namesStepDownTool(text);
}

/** Whether a text has the user's name or number as a word of its own: `/home/web` and `web.conf` are others. */
function names(text: string, { name, uid }: UserAccount): boolean {
  const words = [name, ...(uid === undefined ? [] : [String(uid)])].map((word) =>
    word.replace(/\W/g, "\\$&"),
  );
  return new RegExp(`(?<![\\w/.-])(${words.join("|")})(?![\\w/-]|\\.\\w)`).test(text);
}

function linesOf(text: string): readonly { readonly text: string; readonly span: Span }[] {
  return Array.from(text.matchAll(/[^\r\n]+/g), (match) => ({
    text: match[0],
    span: { start: match.index, end: match.index + match[0].length },
  }));
}

/** Crontabs: cron.d and /etc/crontab name the user in each line, a user's own crontab is called like the user. */
export function scheduledUses({ files }: Image, { name }: UserAccount): readonly Place[] {
  return files.all.flatMap((file) => {
    if (/^\/(etc\/crontabs|var\/spool\/cron(\/crontabs|\/tabs)?)$/.test(parentOf(file.path)))
      return baseName(file.path) === name ? [file.at] : [];
    if (file.path !== "/etc/crontab" && parentOf(file.path) !== "/etc/cron.d") return [];
    if (!file.content.known) return [file.at];
    const { file: text, place } = file.content.value;
    return linesOf(text.text)
      .filter((line) => cronUser(line.text) === name)
      .map(({ span }) => place(span));
  });
}

/** The user of a line of a system crontab, crontab(5): the sixth field, or the second behind `@daily`. */
function cronUser(line: string): string | undefined {
  const fields = line.trim().split(/\s+/);
  return fields[fields[0]?.startsWith("@") ? 1 : 5];
}
