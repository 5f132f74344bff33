import type { ShellCommand } from "../../parsers/shell/parse.ts";
import { resolvePath } from "../container-path.ts";
import type { Reason, Unknown } from "../fact.ts";
import { isServer } from "../stock/programs/servers.ts";
import { isServiceTool, namesRenumbering } from "../stock/programs/tools.ts";
import type { Effect } from "./effects.ts";
import { awkWrites } from "./programs/awk.ts";

// Programs that only read, or that write nothing but what they print.
const HARMLESS = new Set(
  `: [ [[ alias apt-cache apt-key apt-mark basename break cat cksum cmp command continue cut date debconf-set-selections
df diff dirname dpkg dpkg-query du echo egrep env exit expr export false fc-cache fgrep file getconf getent getopt grep groups head hash hostname
id jq kill ldd less ls lsb_release md5sum nproc passwd pgrep pidof pkill printenv printf ps pwd read readlink realpath
return seq set sha1sum sha256sum sha512sum shift sleep stat stty strings tail tee test tr trap true tty type ulimit umask uname unset
update-ca-certificates wait wc which who whoami yes chpasswd locale-gen setcap sync local return`.split(
    /\s+/,
  ),
);

// They print what they make, unless they are told where to write it.
const MAY_WRITE = /^([gmn]?awk|original-awk|gpg|sort|uniq|xxd|ldconfig)$/;

function isWriting(name: string, args: readonly string[]): boolean {
  if (name === "ldconfig") return args.some((arg) => /^-[Cfr]/.test(arg));
  if (!name.endsWith("awk"))
    return args.some((arg) => /^(-o|--output)/.test(arg)) || /^(uniq|xxd)$/.test(name);
  // gawk has its own way to edit.
  return args.some((arg) => awkWrites(arg) || arg === "inplace" || arg === "-f");
}

/** Whether a command changes nothing that the model keeps. */
export function isHarmless(name: string, args: readonly string[] | undefined): boolean {
  if (name === "find")
    return args?.every((arg) => !/^-(delete|exec|execdir|ok|okdir|fls|fprint.*)$/.test(arg)) ?? false;
  if (MAY_WRITE.test(name)) return args !== undefined && !isWriting(name, args);
  // At build time a server is asked something, or prepares itself.
  if (isServer(name) || isServiceTool(name)) return true;
  return HARMLESS.has(name) || name === "cd" || name === "pushd" || name === "popd";
}

// A path from the folder of the command, by itself or behind `of=`.
const RELATIVE = /^(?:[\w-]+=)?(?!-)(\.{0,2}[\w@%+-][\w.@%+-]*(?:\/[\w.@%+/-]*)?|\.{1,2}\/[\w.@%+/-]*)$/;

interface Mention {
  /** The words as far as they are known. */
  readonly values?: readonly (string | null)[];
  readonly folder: string | null;
  /** What it may be about besides: what commands name whose output it reads, too. */
  readonly slots?: readonly string[];
  readonly why: (reason: Reason) => Unknown;
}

/** What a command that is not known may do: every path that it names becomes "cannot tell". */
export function mentionEffects(
  command: ShellCommand,
  { values = [], folder, slots = [], why }: Mention,
): readonly Effect[] {
  const [program] = command.words;
  const name = program?.text ?? program?.raw ?? "this command";
  const paths = new Set<string>();
  const texts = [...command.words.slice(1).map(({ raw }) => raw), ...values.slice(1)];
  for (const text of texts)
    for (const [, path] of (text ?? "").matchAll(/(?:^|[=:"'\s,@])(\/[\w.@%+/-]*[\w@%+-])/g))
      paths.add(resolvePath("/", path ?? ""));
  for (const word of command.words.slice(1)) {
    // In the root folder plain words are names of its folders too often.
    const isBehind = /^~[^/]+\//.test(word.raw);
    const name = RELATIVE.exec(isBehind ? word.raw.replace(/^[^/]*\//, "") : (word.text ?? ""))?.[1];
    if (name === undefined) continue;
    if (folder === null || isBehind) for (const path of anyFolder(name)) paths.add(path);
    else if (folder !== "/" || name.includes("/")) paths.add(resolvePath(folder, name));
  }
  // What it reads may tell it what to do.
  const { heredoc } = command.redirects.findLast((redirect) => redirect.heredoc !== undefined) ?? {};
  const given = command.redirects
    .filter(({ operator }) => operator === "<<<")
    .map(({ target }) => target.raw);
  const words = command.words.slice(1).map(({ text, raw }) => text ?? raw);
  const told = [
    ...slots,
    ...namedSlots([heredoc?.raw ?? "", ...given].join(" ")),
    ...renumberedBy(words.join(" ")),
  ];
  for (const path of told) paths.add(path);
  const reason = (path: string) =>
    why({ key: `${name} ${path}`, why: `what ${name} does to ${path} is unknown` });
  // /dev, /proc and /tmp hold nothing that an image is judged by.
  return [...paths]
    .filter((path) => !/^\/(dev|proc|sys|tmp)(\/|$)/.test(path))
    .map((path) => ({ kind: "opaque", path, why: reason(path) }));
}

// Where servers keep their configuration: a write to a place that cannot be told may be one to these.
export const SERVER_FOLDERS = ["/etc/nginx", "/etc/apache2", "/etc/httpd", "/usr/local/apache2/conf"];

const SLOT =
  /\/(etc\/(nginx|apache2|httpd|passwd|group|supervisor|supervisord\.conf|supervisord\.d|ld\.so\.preload)|usr\/local\/(apache2|openresty)|docker-entrypoint\.(d|sh)|usr\/s?bin\/(nginx|apache2|httpd))\b/g;

/** What a path from a folder that cannot be told may be of what decides. */
function anyFolder(name: string): readonly string[] {
  const below = [...SERVER_FOLDERS, "/etc/supervisor", "/docker-entrypoint.d"].map((folder) =>
    resolvePath(folder, name),
  );
  return /^(\.\/)?(passwd|group|supervisord\.conf|ld\.so\.preload)$/.test(name)
    ? [...below, resolvePath("/etc", name)]
    : below;
}

/** What decides about servers and users that a text names: their folders, programs and hooks, the list of users. */
export function namedSlots(text: string): readonly string[] {
  return [...new Set([...(text.match(SLOT) ?? []), ...renumberedBy(text)])];
}

/** The list of users, where a text names a program that gives them any number, or lets several share one. */
function renumberedBy(text: string): readonly string[] {
  return namesRenumbering(text) ? ["/etc/passwd"] : [];
}
