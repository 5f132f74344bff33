/** `sed -i` and `perl -i`: files that are edited in place. */
import { resolvePath } from "../container-path.ts";
import { anything } from "./doubtful.ts";
import type { Effect } from "./effects.ts";
import type { FileCommand } from "./options.ts";
import { parseSed } from "./sed/parse.ts";

/** The edits of a command; `undefined` where its program is no editor, or prints what it makes. */
export function editEffects(name: string, command: FileCommand): readonly Effect[] | undefined {
  if (name !== "sed" && name !== "perl") return undefined;
  const { args, folder, why } = command;
  const read = name === "sed" ? sedArguments(args) : perlArguments(args);
  if (!read.inPlace && name !== "sed") return undefined;
  const commands = read.script === undefined ? undefined : parseSed(read.script, read.extended);
  const more = name === "sed" && commands === undefined ? besides(read.script ?? "", command) : [];
  if (!read.inPlace) return more;
  const sed = commands === undefined ? {} : { sed: { commands, quiet: read.quiet } };
  const backup = {
    ...(read.backup === undefined ? {} : { backup: read.backup }),
    ...(read.follows ? { follows: true as const } : {}),
  };
  const reason = (path: string) =>
    why({ key: `${name} edits ${path}`, why: `${name} edits ${path}, but the result is unknown` });
  const edits = read.files.map((file): Effect => {
    if (!file.startsWith("/") && folder === null) return { kind: "opaque", path: "/", why: reason(file) };
    const path = resolvePath(folder ?? "/", file);
    return { kind: "edit", path, why: reason(path), ...sed, ...backup };
  });
  return [...edits, ...more];
}

// `w FILE`, by itself or as a flag of `s`, and `e`, which runs what stands behind it or in the line (GNU sed 4.9).
const WRITES = /(?:^|[^\w\\])[gpiIMme\d]*[wW][ \t]+([^\n]+)/g;
const EXECUTES = /(?:^|[;\n{}])[\s\d,$!]*e(?=[\s;}]|$)|[^\w\s;{}\\][gpiIMm\d]*e[gpiIMm\d]*\s*(?=[;\n}]|$)/;

/** What a script of sed that is not read may do to other files than those that it is given. */
function besides(script: string, { folder, why }: FileCommand): readonly Effect[] {
  const written = [...script.matchAll(WRITES)].flatMap(([, file = ""]): readonly Effect[] => {
    if (!file.startsWith("/") && folder === null) return [];
    const path = resolvePath(folder ?? "/", file.trim());
    return [
      {
        kind: "opaque",
        path,
        why: why({ key: `sed writes ${path}`, why: `sed writes ${path}, but what is unknown` }),
      },
    ];
  });
  if (!EXECUTES.test(script)) return written;
  return [...written, ...anything(why({ key: "sed runs", why: "what sed runs here is unknown" }))];
}

interface EditArguments {
  readonly inPlace: boolean;
  /** All its scripts; absent where one is not read. */
  readonly script?: string;
  readonly extended: boolean;
  readonly quiet: boolean;
  readonly backup?: string;
  /** It writes into what a link leads to. */
  readonly follows: boolean;
  readonly files: readonly string[];
}

/** perl's own scripts are not read: its files are those behind the options and `-e`. */
function perlArguments(args: readonly string[]): EditArguments {
  const inPlace = args.some((arg) => /^-[a-zA-Z0]*i/.test(arg));
  const byText = args.findLastIndex((arg) => /^-\w*e$/.test(arg));
  const files = args.slice(byText + 2).filter((arg) => !arg.startsWith("-"));
  return { inPlace, extended: false, quiet: false, follows: false, files: byText < 0 ? [] : files };
}

/** The arguments of GNU sed: what stands behind the letter i is the suffix of a backup, whatever it looks like. */
function sedArguments(args: readonly string[]): EditArguments {
  const found = {
    inPlace: false,
    extended: false,
    quiet: false,
    follows: false,
    unread: false,
    backup: "",
  };
  const scripts: string[] = [];
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (arg === "--") {
      for (const file of args.slice(i + 1)) rest.push(file);
      break;
    }
    if (arg.startsWith("--")) i += readLong(arg, args[i + 1], { found, scripts });
    else if (/^-./.test(arg)) i += readLetters(arg.slice(1), args[i + 1], { found, scripts });
    else rest.push(arg);
  }
  const { unread, backup, ...read } = found;
  const files = scripts.length === 0 && !unread ? rest.slice(1) : rest;
  const script = scripts.length === 0 ? (rest[0] ?? "") : scripts.join("\n");
  return { ...read, files, ...(unread ? {} : { script }), ...(backup === "" ? {} : { backup }) };
}

interface Found {
  readonly found: {
    inPlace: boolean;
    extended: boolean;
    quiet: boolean;
    follows: boolean;
    unread: boolean;
    backup: string;
  };
  readonly scripts: string[];
}

/** Reads `--name=value`; gives how many further words it took. */
function readLong(arg: string, next: string | undefined, { found, scripts }: Found): number {
  const [, name = "", value] = /^--([\w-]+)(?:=(.*))?$/s.exec(arg) ?? [];
  if (name === "expression") {
    scripts.push(value ?? next ?? "");
    return value === undefined ? 1 : 0;
  }
  if (name === "in-place") Object.assign(found, { inPlace: true, backup: value ?? "" });
  else if (name === "regexp-extended") found.extended = true;
  else if (name === "quiet" || name === "silent") found.quiet = true;
  else if (name === "follow-symlinks") found.follows = true;
  else if (!/^(separate|posix|debug|unbuffered)$/.test(name)) found.unread = true;
  return name === "file" && value === undefined ? 1 : 0;
}

function readLetters(letters: string, next: string | undefined, { found, scripts }: Found): number {
  for (let i = 0; i < letters.length; i++) {
    const rest = letters.slice(i + 1);
    switch (letters[i]) {
      case "i":
        Object.assign(found, { inPlace: true, backup: rest });
        return 0;
      case "e":
        scripts.push(rest === "" ? (next ?? "") : rest);
        return rest === "" ? 1 : 0;
      case "f":
        found.unread = true;
        scripts.push("");
        return rest === "" ? 1 : 0;
      case "E":
      case "r":
        found.extended = true;
        break;
      case "n":
        found.quiet = true;
        break;
      case "s":
      case "u":
        break;
      default:
        found.unread = true;
    }
  }
  return 0;
}
