/** Texts in other languages than the shell's, and programs that generate files: what they may do to what decides. */
import { resolvePath } from "../../container-path.ts";
import type { Reason, Unknown } from "../../fact.ts";
import type { FileContent } from "../../files/types.ts";
import { isInterpreter } from "../../stock/programs/shells.ts";
import { anything } from "../doubtful.ts";
import type { Effect } from "../effects.ts";
import { namedSlots } from "../unread.ts";
import { awkWritesAny } from "./awk.ts";

// These write files from templates of their own, or run whole recipes: where to cannot be told from their arguments.
const GENERATORS =
  /^(confd|remco|consul-template|gomplate|dockerize|envplate|ep|j2|jinja2|jinjanate|minijinja-cli|tiller|ansible-playbook|ansible|chef-client|chef-solo|puppet|salt-call|containerpilot|augtool)$/;

/** Whether a program writes files that its arguments do not name. */
export function isGenerator(name: string): boolean {
  return GENERATORS.test(name);
}

// Calls that write files or run programs, and ways to put a path together.
const WRITES =
  /\b(open|write\w*|copy\w*|cp|move|mv|rename|replace|unlink|remove|symlink|link|system|popen|exec\w*|spawn\w*|run|subprocess|shutil|eval|file_put_contents|truncate)\b/i;
const BUILDS =
  /\bjoin\b|\bformat\b|\bchr\b|\bfromCharCode\b|decode|\bunhex|\bpack\b|\breverse[d]?\b|\[::-1\]|["'] *[+.] *["']|["'] *\+ *\w|["')] *\/ *["'(]|\\x[0-9a-f]{2}|\\[0-7]{3}/i;
const ASKS = /\b(environ|getenv|process\.env|ENVIRON)\b|\bENV\b|%ENV|\$ENV/;

/** A text of another language that a command is given, where the paths that it writes are put together in it. */
export function givenText(name: string, { args, why }: Given): readonly Effect[] {
  if (name.endsWith("awk")) return args.some(awkWritesAny) ? mayWriteAny(name, why) : [];
  const at = args.findIndex((arg) => /^-\w*[cer]$/.test(arg));
  const text = at < 0 ? undefined : args[at + 1];
  if (text === undefined || !WRITES.test(text) || !(BUILDS.test(text) || ASKS.test(text))) return [];
  return mayWriteAny(name, why);
}

interface Given {
  readonly args: readonly string[];
  readonly why: (reason: Reason) => Unknown;
}

function mayWriteAny(name: string, why: Given["why"]): readonly Effect[] {
  return anything(
    why({ key: `text of ${name}`, why: `what ${name} is given to run here may write any file` }),
  );
}

/** A script in another language: what it may do to the servers' folders that it names, or to any file. */
export function foreignText(text: string, file: string, why: Given["why"]): readonly Effect[] {
  if (WRITES.test(text) && BUILDS.test(text)) return mayWriteAny(file, why);
  return namedSlots(text).map((path) => ({
    kind: "opaque",
    path,
    why: why({
      key: `${file} names ${path}`,
      why: `${file} names ${path}, but what it does there is unknown`,
    }),
  }));
}

/** What a program that generates files may do, and a script in another language. */
export function foreignEffects(
  name: string,
  { args, script, isMade, folder, why }: Given & ForeignCall,
): readonly Effect[] | undefined {
  if (isGenerator(name))
    return anything(
      why({
        key: `generator ${name}`,
        why: `${name} writes files here, but which ones and what they contain is unknown`,
      }),
    );
  const named = scriptOf(name, args);
  if (named === undefined || (!named.startsWith("/") && folder === null)) return undefined;
  const path = resolvePath(folder ?? "/", named);
  const content = script(path);
  if (content === undefined) return undefined;
  if ("file" in content) {
    const { text } = content.file;
    return name.endsWith("awk") && awkWritesAny(text) ? mayWriteAny(path, why) : foreignText(text, path, why);
  }
  return isMade(path) ? mayWriteAny(path, why) : undefined;
}

interface ForeignCall {
  readonly folder: string | null;
  readonly script: (path: string) => FileContent | Unknown | undefined;
  /** Whether the text that is read has put a file there. */
  readonly isMade: (path: string) => boolean;
}

/** The file that a program of another language runs. */
function scriptOf(name: string, args: readonly string[]): string | undefined {
  if (isInterpreter(name)) return args.find((arg) => !arg.startsWith("-"));
  const flag = /^([gmn]?awk|original-awk)$/.test(name) ? args.indexOf("-f") : -1;
  return flag < 0 ? undefined : args[flag + 1];
}
