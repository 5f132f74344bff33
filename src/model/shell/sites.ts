/** Debian's a2ensite, a2enmod, a2enconf and their opposites, their words read as the script of apache2 2.4.68 reads them. */
import type { ShellCommand } from "../../parsers/shell/parse.ts";

/** Links from `…-available` in `…-enabled` that are made or taken away; what comes of it hangs on the files there. */
export interface SwitchEffect {
  readonly kind: "switch";
  /** The folder of the links. */
  readonly path: string;
  /** The program, as messages call it. */
  readonly program: string;
  readonly of: SwitchKind;
  readonly enables: boolean;
  /** The names and patterns in each word, their ending taken off. */
  readonly words: readonly (readonly string[])[];
  readonly force: boolean;
  readonly purge: boolean;
  /** Something may answer what it asks. */
  readonly answered: boolean;
  /** The option that it does not know, and stops at. */
  readonly unknownOption?: string;
}

export type SwitchKind = "site" | "module" | "conf";

/** The folder that something is enabled from. */
export function availableFolder(of: SwitchKind): string {
  return `/etc/apache2/${folderWord(of)}-available`;
}

/** The folder that Apache reads. */
export function enabledFolder(of: SwitchKind): string {
  return `/etc/apache2/${folderWord(of)}-enabled`;
}

function folderWord(of: SwitchKind): string {
  return of === "site" ? "sites" : of === "module" ? "mods" : "conf";
}

function kindOf(word: string | undefined): SwitchKind | undefined {
  return word === "mod" ? "module" : word === "site" || word === "conf" ? word : undefined;
}

/** How the file's name ends that is asked for. */
export function endingOf(of: SwitchKind): string {
  return of === "module" ? ".load" : ".conf";
}

/** What one of these programs is told to do; `undefined` for every other program, and where it reads the names elsewhere. */
export function switchEffects(
  program: string,
  args: readonly string[],
  command: ShellCommand,
): readonly SwitchEffect[] | undefined {
  const [, verb, word] = /^a2(en|dis)(site|mod|conf)$/.exec(program) ?? [];
  const of = kindOf(word);
  if (of === undefined) return undefined;
  const answered = isFed(command);
  const { names, flags, unknownOption } = readWords(args);
  // It asks for them.
  if (names.length === 0 && answered) return undefined;
  return [
    {
      kind: "switch",
      path: enabledFolder(of),
      program,
      of,
      enables: verb === "en",
      words: names.map((name) => patternsIn(name, endingOf(of))),
      force: flags.has("force"),
      purge: flags.has("purge"),
      answered,
      ...(unknownOption === undefined ? {} : { unknownOption }),
    },
  ];
}

/** Whether something stands on its input: a build has nothing there. */
function isFed({ pipe, redirects, inherited }: ShellCommand): boolean {
  const isRead = pipe !== undefined && pipe.index > 0;
  return isRead || [...redirects, ...inherited].some(({ operator }) => operator.startsWith("<"));
}

const OPTIONS = ["quiet", "force", "maintmode", "purge"];

interface Words {
  readonly names: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly unknownOption?: string;
}

/** Perl's Getopt::Long with bundled letters: options stand anywhere before `--`, and long ones may be cut short. */
function readWords(args: readonly string[]): Words {
  const names: string[] = [];
  const flags = new Set<string>();
  for (const [index, arg] of args.entries()) {
    if (arg === "--") return { names: [...names, ...args.slice(index + 1)], flags };
    if (!arg.startsWith("-") || arg === "-") {
      names.push(arg);
      continue;
    }
    const asked = arg.startsWith("--") ? [arg.slice(2).toLowerCase()] : [...arg.slice(1)];
    for (const one of asked) {
      const option = OPTIONS.find((name) => name.startsWith(one));
      if (option === undefined) return { names, flags, unknownOption: arg };
      flags.add(option);
    }
  }
  return { names, flags };
}

/**
 * The patterns in a word. Its script takes the ending off with any character before it (`a2ensite my-conf` looks for
 * `my`), and hands the rest to Perl's glob, which cuts at blanks.
 */
function patternsIn(word: string, ending: string): readonly string[] {
  const ends = word.length >= ending.length && word.endsWith(ending.slice(1));
  const bare = ends ? word.slice(0, -ending.length) : word;
  return bare.split(/\s+/).filter((part) => part !== "");
}
