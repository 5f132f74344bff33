import type { Place, Span } from "../../source.ts";
import type { Budget } from "../../work.ts";
import type { Evidence, Fact, Unknown } from "../fact.ts";
import type { Branch } from "../files/layer.ts";
import type { ModeChange } from "../files/modes.ts";
import type { Selection } from "../files/selection.ts";
import type { FileContent } from "../files/types.ts";
import type { CopyEffect } from "./copy-effect.ts";
import type { Rest } from "./rest.ts";
import type { SedScript } from "./sed/command.ts";
import type { SwitchEffect } from "./sites.ts";
import type { UnpackEffect } from "./unpack/effect.ts";

/** Steps of the budget that a command takes: what it does to files and accounts is worked out besides. */
export const COMMAND_STEPS = 200;

/** A program that may render templates, with its words. */
export interface RenderCall {
  readonly name: string;
  readonly args: readonly (string | null)[];
  readonly folder: string | null;
  readonly at: Place;
  /** A variable's value for it: "" is unset, `undefined` cannot be told. */
  readonly lookup: (name: string) => string | undefined;
  /** A text that is not known was read before it, and may have set any variable. */
  readonly isOpen: boolean;
  /** The file that it reads by a redirection or from `cat`. */
  readonly input: string | undefined;
  /** Files that what it prints goes into. */
  readonly outputs: readonly string[];
  /** What was done before it. */
  readonly effects: readonly PlacedEffect[];
}

/** A shell text, and what is known of where it runs. */
export interface ShellInput {
  readonly text: string;
  /** Absent: a build's, which ends where the last command fails. */
  readonly use?: "start";
  /** Where a span of the text stands. */
  readonly place: (span: Span) => Place;
  readonly folder: string | null;
  /** What `~` stands for in the text itself; absent where that cannot be told. */
  readonly home?: string | undefined;
  /** A variable's value in a word as it is written: "" is unset, `undefined` cannot be told. */
  readonly lookup: (name: string, raw?: string) => string | undefined;
  /** Whether nothing sets a variable before the text runs, as the image is; absent where that cannot be told. */
  readonly isUnset?: (name: string) => boolean;
  /** What a program that renders templates does; absent at build time. `undefined` for every other program. */
  readonly render?: (call: RenderCall) => readonly Effect[] | undefined;
  /** The text of a file inside the image, when a script is run. */
  readonly script: (path: string) => FileContent | Unknown | undefined;
  /** What the repo or a line puts at a path, or at those of a glob; absent where that is not asked. */
  readonly brought?: (pattern: string) => readonly (FileContent | Unknown)[];
  /** Whether something may be known to lie in a folder; absent where that is asked of each file. */
  readonly holds?: (folder: string) => boolean;
  /** Whether there is a user or group of a name or number before the text runs; `undefined` where that cannot be told. */
  readonly exists?: (of: "user" | "group", account: string) => boolean | undefined;
  readonly because: readonly Evidence[];
  /** Commands, and characters that variables stand for, are its steps. */
  readonly budget?: Budget;
  /** The umask where something set it before the text; `null` when it cannot be told. */
  readonly umask?: number | null;
  /** What the text is called with; absent where that cannot be told. */
  readonly rest?: Rest;
  /** How many scripts run each other around this one. */
  readonly depth: number;
  /** Texts, and commands of functions, that run each other around this one. */
  readonly running?: readonly unknown[];
}

/** A user or group as a command makes it; numbers are absent where the system picks them. */
export interface MadeAccount {
  readonly name: string;
  readonly id?: number;
  /** Primary group of a user: a name or a number. */
  readonly group?: string;
  /** Its shell is nologin or false. */
  readonly noLogin?: true;
  /** Supplementary groups of a user; absent where the command may add others. */
  readonly groups?: readonly string[];
  /** Whether a group of the user's name is made with it. */
  readonly ownGroup?: boolean;
  /** The number of that group, where it surely is this one. */
  readonly ownGid?: number;
  /** Its number may be another's too. */
  readonly sharesId?: true;
  /** Where its number is taken it gets another one. */
  readonly yieldsId?: true;
  readonly at: Place;
}

/** What a command does to the image. Paths are absolute and may hold globs where a shell would expand them. */
export type Effect =
  | {
      readonly kind: "write";
      readonly path: string;
      readonly content: Fact<FileContent>;
      readonly append: boolean;
      /**
       * A program renders it from a template: what is there at the start is what its defaults make of it. `either`: the
       * text leaves open whatever that decides about, so that it holds also where the program is not run.
       */
      readonly rendered?: "surely" | "either";
      readonly mode?: number;
      /** Why it may not be written after all, of one that is rendered. */
      readonly maybe?: Unknown;
    }
  /** An edit in place: by commands that are read, or (`why`) in a way that cannot be told. */
  | {
      readonly kind: "edit";
      readonly path: string;
      readonly why: Unknown;
      readonly sed?: SedScript;
      /** The files below that path that it is for. */
      readonly only?: Selection;
      /** A link is followed, and not replaced by a file. */
      readonly follows?: true;
      /** What the name of each file's old version ends with. */
      readonly backup?: string;
    }
  /** The file, made empty where there is none. */
  | { readonly kind: "touch"; readonly path: string }
  /** A folder with those above it; the owner is for itself alone. `unmasked`: all have the mode 755, whatever the umask is. */
  | {
      readonly kind: "folder";
      readonly path: string;
      readonly mode?: number | Unknown;
      readonly owner?: string;
      readonly group?: string;
      readonly unmasked?: true;
      /** The folder whose mode it takes with GNU's `cp --parents`. */
      readonly like?: string;
    }
  /** `over`: it takes the place of a link to a folder (`ln -n`), or of whatever is no folder (`ln -T`). */
  | {
      readonly kind: "link";
      readonly path: string;
      readonly target: string;
      readonly over?: "link" | "anything";
    }
  /** `slash`: it is written with one at its end; `plain`: folders are left, or those of them that something is in. */
  | {
      readonly kind: "remove";
      readonly path: string;
      readonly only?: Selection;
      readonly slash?: true;
      readonly plain?: "files" | "empty";
    }
  | CopyEffect
  | SwitchEffect
  | {
      readonly kind: "owner";
      readonly path: string;
      readonly deep: boolean;
      readonly owner: string | Unknown;
      readonly group?: string;
      /** Which links lead on to what they point to: the one that is named, or those below it as well (with `all` below these). */
      readonly follows?: "named" | "targets" | "all";
      /** It is for files of this owner alone. */
      readonly from?: { readonly user?: string; readonly group?: string };
      readonly only?: Selection;
    }
  | {
      readonly kind: "mode";
      readonly path: string;
      readonly deep: boolean;
      readonly mode: ModeChange | Unknown;
      readonly only?: Selection;
      /** It is written with a slash at its end. */
      readonly slash?: true;
    }
  | { readonly kind: "user"; readonly user: MadeAccount }
  | { readonly kind: "group"; readonly group: MadeAccount }
  /** A user with its own group, where that is nobody else's; or a group. */
  | { readonly kind: "no-account"; readonly of: "user" | "group"; readonly name: string }
  /** usermod and groupmod: what is absent stays as it was. */
  | {
      readonly kind: "change-account";
      readonly of: "user" | "group";
      readonly name: string;
      readonly id?: number;
      readonly newName?: string;
      readonly group?: string;
      readonly noLogin?: boolean;
    }
  /** Supplementary groups that a user gets, in place of those it has or besides them. */
  | {
      readonly kind: "join";
      readonly user: string;
      readonly groups: readonly string[];
      readonly instead: boolean;
      /** It leaves them. */
      readonly leaves?: true;
      /** It may not be run. */
      readonly maybe?: true;
    }
  | UnpackEffect
  /** `bare`: without packages that these only recommend. */
  | { readonly kind: "install"; readonly packages: readonly string[]; readonly bare?: true }
  | { readonly kind: "uninstall"; readonly packages: readonly string[] }
  | {
      readonly kind: "opaque";
      readonly path: string;
      readonly why: Unknown;
      /** What is done where conditions lead to it; otherwise nothing is. */
      readonly instead?: Alternative;
      /** What stands there stays; something may be added. */
      readonly appends?: true;
    }
  /**
   * `removes`: it takes a user away, and which is not known. `renumbers`: any user may have another number, root's too.
   * `of` and `name`: the account that may be another, or gone.
   */
  | {
      readonly kind: "opaque-accounts";
      readonly why: Unknown;
      readonly removes?: boolean;
      readonly renumbers?: boolean;
      readonly of?: "user" | "group";
      readonly name?: string;
    };

/** An effect on one file, and the conditions that it is behind. */
export interface Alternative {
  readonly effect: Extract<Effect, { kind: "write" | "touch" | "edit" | "link" | "remove" | "copy" }>;
  readonly branches: readonly Branch[];
}

const ACCOUNT_KINDS = ["user", "group", "join", "no-account", "change-account", "opaque-accounts"] as const;

/** An effect on users and groups. */
export type AccountEffect = Extract<Effect, { kind: (typeof ACCOUNT_KINDS)[number] }>;

/** Whether an effect is one on users and groups. */
export function isAccountEffect(effect: Effect): effect is AccountEffect {
  return ACCOUNT_KINDS.some((kind) => kind === effect.kind);
}

/** An effect with where it stands and why it is told so. */
export interface PlacedEffect {
  readonly effect: Effect;
  readonly at: Place;
  /** The umask where a text sets one; `null` when it cannot be told. */
  readonly umask?: number | null;
  readonly because: readonly Evidence[];
}
