import type { ShellCommand } from "../../parsers/shell/parse.ts";
import { resolvePath } from "../container-path.ts";
import type { Reason, Unknown } from "../fact.ts";
import type { FileContent } from "../files/types.ts";
import { isServer } from "../stock/programs/servers.ts";
import { isInterpreter } from "../stock/programs/shells.ts";
import { isServiceTool } from "../stock/programs/tools.ts";
import type { Effect, FileCommand } from "./effects.ts";
import { operands } from "./options.ts";
import { parseSed } from "./sed.ts";

// Programs that only read, or that write nothing but what they print.
const HARMLESS = new Set(
  `: [ [[ alias apt-cache apt-key apt-mark awk basename break cat cksum cmp command continue cut date debconf-set-selections
df diff dirname dpkg dpkg-query du echo egrep env exit expr export false fc-cache fgrep file getconf getent getopt gpg grep groups head hash hostname
id java jq kill ldconfig ldd less ls lsb_release md5sum node nproc passwd pgrep pidof pkill printenv printf ps pwd read readlink realpath
return seq set sha1sum sha256sum sha512sum shift sleep sort stat stty strings tail tee test tr trap true tty type ulimit umask uname uniq unset
update-ca-certificates wait wc which who whoami xxd yes chpasswd locale-gen setcap sync local return`.split(
    /\s+/,
  ),
);

/** Whether a command changes nothing that the model keeps. */
export function isHarmless(name: string, args: readonly string[] | undefined): boolean {
  if (name === "find")
    return args?.every((arg) => !/^-(delete|exec|execdir|ok|okdir|fprint.*)$/.test(arg)) ?? false;
  // At build time a server is asked something, or prepares itself.
  if (isServer(name) || isServiceTool(name)) return true;
  return HARMLESS.has(name) || name === "cd" || name === "pushd" || name === "popd";
}

/** What a command that is not known may do: every path that it names becomes "cannot tell". */
export function mentionEffects(
  command: ShellCommand,
  folder: string | null,
  why: (reason: Reason) => Unknown,
): readonly Effect[] {
  const [program] = command.words;
  const name = program?.text ?? program?.raw ?? "this command";
  const paths = new Set<string>();
  for (const word of command.words.slice(1)) {
    for (const [, path] of word.raw.matchAll(/(?:^|[=:"'\s,@])(\/[\w.@%+/-]*[\w@%+-])/g))
      paths.add(resolvePath("/", path ?? ""));
    if (
      word.text !== null &&
      /^\.{0,2}[\w.-]*\/[\w./-]*$/.test(word.text) &&
      !word.text.startsWith("/") &&
      folder !== null
    ) {
      paths.add(resolvePath(folder, word.text));
    }
  }
  const reason = (path: string) =>
    why({ key: `${name} ${path}`, why: `what ${name} does to ${path} is unknown` });
  if (name === "find") {
    // `find … -exec chown` changes owners and modes, which is told of the folder that it starts from.
    if (/-exec\s+ch(own|mod|grp)\b/.test(command.words.map(({ raw }) => raw).join(" "))) {
      const starts = startsOfFind(command, folder);
      return [...new Set([...starts, ...paths])].flatMap((path) => [
        { kind: "owner", path, deep: true, owner: reason(path) } satisfies Effect,
        { kind: "mode", path, deep: true, mode: reason(path) } satisfies Effect,
      ]);
    }
  }
  // /dev, /proc and /tmp hold nothing that an image is judged by.
  return [...paths]
    .filter((path) => !/^\/(dev|proc|sys|tmp)(\/|$)/.test(path))
    .map((path) => ({ kind: "opaque", path, why: reason(path) }));
}

/** The folders that find starts from; without a folder that is known, any. */
function startsOfFind({ words }: ShellCommand, folder: string | null): readonly string[] {
  const texts = words.slice(1).map(({ text }) => text);
  const end = texts.findIndex((text) => text !== null && /^[-(!]/.test(text));
  const starts = end === 0 ? ["."] : texts.slice(0, end < 0 ? texts.length : end);
  return starts.map((text) => {
    if (text === null || (folder === null && !text.startsWith("/"))) return "/";
    return resolvePath(folder ?? "/", text);
  });
}

/** `sed -i` and other editors in place: the file stays, its text cannot be told. */
export function editEffects(name: string, { args, folder, why }: FileCommand): readonly Effect[] | undefined {
  if (name !== "sed" && name !== "perl") return undefined;
  const inPlace = args.some((arg) => /^-[a-zA-Z]*i/.test(arg) || arg.startsWith("--in-place"));
  if (!inPlace) return name === "sed" ? [] : undefined;
  const read = sedArguments(args);
  const { files } = read;
  const commands =
    name === "sed" && read.script !== undefined ? parseSed(read.script, read.extended) : undefined;
  const reason = (path: string) =>
    why({ key: `${name} edits ${path}`, why: `${name} edits ${path}, but the result is unknown` });
  return files.flatMap((file): Effect[] => {
    if (!file.startsWith("/") && folder === null) return [{ kind: "opaque", path: "/", why: reason(file) }];
    const path = resolvePath(folder ?? "/", file);
    return [{ kind: "edit", path, why: reason(path), ...(commands === undefined ? {} : { sed: commands }) }];
  });
}

/** The script of a sed command, all its `-e` joined, and the files it edits; `-f` is not read. */
function sedArguments(args: readonly string[]): {
  script?: string;
  extended: boolean;
  files: readonly string[];
} {
  const scripts: string[] = [];
  const rest: string[] = [];
  let extended = false;
  let unread = false;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (arg === "-e" || arg === "--expression") scripts.push(args[++i] ?? "");
    else if (arg.startsWith("--expression=")) scripts.push(arg.slice("--expression=".length));
    else if (arg === "-f" || arg === "--file" || arg === "-n" || arg === "--quiet" || arg === "-z")
      unread = true;
    else if (/^-[a-zA-Z]*e$/.test(arg)) scripts.push(args[++i] ?? "");
    else if (/^-./.test(arg) && arg !== "--") {
      extended ||= /^-[a-hj-z]*[Er]/.test(arg) || arg === "--regexp-extended";
      unread ||= /^-[a-zA-Z]*n/.test(arg);
    } else if (arg !== "--") rest.push(arg);
  }
  const [first, ...others] = rest;
  if (scripts.length === 0 && first !== undefined) scripts.push(first);
  const files = scripts.length > 0 && scripts[0] === first ? others : rest;
  return { ...(unread ? {} : { script: scripts.join("\n") }), extended, files };
}

/** Debian's a2ensite family: links from `…-available` into `…-enabled`. */
export function siteEffects(name: string, args: readonly string[]): readonly Effect[] | undefined {
  const [, verb, kind] = /^a2(en|dis)(site|mod|conf)$/.exec(name) ?? [];
  if (verb === undefined) return undefined;
  const folder = `/etc/apache2/${kind === "site" ? "sites" : kind === "mod" ? "mods" : "conf"}`;
  const names = operands(args, { short: "", long: [] }).names.map((text) =>
    text.replace(/\.(conf|load)$/, ""),
  );
  const endings = kind === "mod" ? ["load", "conf"] : ["conf"];
  return names.flatMap((site) =>
    endings.map((ending): Effect => {
      const file = `${site}.${ending}`;
      if (verb === "dis") return { kind: "remove", path: `${folder}-enabled/${file}` };
      return {
        kind: "link",
        path: `${folder}-enabled/${file}`,
        target: `../${folder.slice("/etc/apache2/".length)}-available/${file}`,
      };
    }),
  );
}

// These write files from templates of their own, or run whole recipes: where to cannot be told from their arguments.
const GENERATORS =
  /^(confd|remco|consul-template|gomplate|dockerize|envplate|ep|j2|jinja2|jinjanate|minijinja-cli|tiller|ansible-playbook|ansible|chef-client|chef-solo|puppet|salt-call|containerpilot)$/;

/** What a program that generates files may do, and a script in another language that names a server's folders. */
export function foreignEffects(
  name: string,
  {
    args,
    script,
    folder,
    why,
  }: {
    readonly args: readonly string[];
    readonly script: (path: string) => FileContent | Unknown | undefined;
    readonly folder: string | null;
    readonly why: (reason: Reason) => Unknown;
  },
): readonly Effect[] | undefined {
  if (GENERATORS.test(name)) {
    const reason = why({
      key: `generator ${name}`,
      why: `${name} writes files here, but which ones and what they contain is unknown`,
    });
    return [
      { kind: "opaque", path: "/", why: reason },
      { kind: "opaque-accounts", why: reason },
    ];
  }
  if (!isInterpreter(name)) return undefined;
  const path = args.find((arg) => !arg.startsWith("-"));
  if (path === undefined || (!path.startsWith("/") && folder === null)) return undefined;
  const content = script(resolvePath(folder ?? "/", path));
  if (content === undefined || !("file" in content)) return undefined;
  return namedSlots(content.file.text).map((slot) => ({
    kind: "opaque",
    path: slot,
    why: why({
      key: `${path} names ${slot}`,
      why: `${path} names ${slot}, but what it does there is unknown`,
    }),
  }));
}

/** The servers' folders, and the list of users, that a text names. */
export function namedSlots(text: string): readonly string[] {
  return [...new Set(text.match(/\/(etc\/(nginx|apache2|httpd|passwd)|usr\/local\/apache2)\b/g) ?? [])];
}
