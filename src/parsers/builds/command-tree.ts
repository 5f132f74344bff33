/** What commands and steps say of builds, whichever file they stand in. */
import type { SourceFile, Span } from "../../source.ts";
import type { Comment, SyntaxProblem } from "../syntax.ts";

/** A value and where it stands; `text` is null when it holds an expression or a variable that has no value in the file. */
export interface BuildText {
  readonly text: string | null;
  /** What is known of a text that is null, with `*` for what is not. */
  readonly like?: string;
  readonly span: Span;
}

/** One build of one command or step. */
export interface CommandBuild {
  readonly by: "action" | "command";
  /** It is built by buildah, or by podman, which is buildah inside; else by Docker's builder or one that follows it. */
  readonly buildah?: true;
  /** Absent: the repo at the commit (`build-push-action`). */
  readonly context?: BuildText;
  /** From the working folder, not from the context. Absent: `Dockerfile` in the context. */
  readonly file?: BuildText;
  /** The file is looked for in the context, too. */
  readonly fileInContext?: true;
  readonly target?: BuildText;
  readonly args: Readonly<Record<string, string | null>>;
  /** Named contexts, as written. */
  readonly contexts: Readonly<Record<string, string | null>>;
  /** `*` stands for a part that cannot be told. */
  readonly tags: readonly string[];
  /** Options that cannot be read: a variable stands where any of them may, or as `openBy` says. */
  readonly open?: Span;
  readonly openBy?: string;
  /** Folder that a command runs in, from where its script starts; null when it cannot be told. */
  readonly folder: string | null;
  readonly span: Span;
}

/** `TARGET.KEY=VALUE` of `--set`. */
export interface BakeSetting {
  readonly target: string;
  readonly key: string;
  readonly value: string | null;
}

/** One call of bake. */
export interface BakeCall {
  /** What `-f` names, those that can be told; none: what bake finds by itself. */
  readonly files: readonly string[];
  /** Whether there are files that cannot be told. */
  readonly moreFiles: boolean;
  /** Targets and groups that can be told; none: `default`. */
  readonly targets: readonly string[];
  readonly settings: readonly BakeSetting[];
  readonly folder: string | null;
  readonly span: Span;
}

/** One call of compose that names its files, by `-f` or by COMPOSE_FILE, or says what its variables are. */
export interface ComposeCall {
  /** None: those that compose finds by itself. */
  readonly files: readonly string[];
  /** Whether there are files, or options that decide where they are, that cannot be told. */
  readonly moreFiles: boolean;
  /** `--project-directory` */
  readonly projectFolder?: string;
  /** `--env-file`, instead of `.env`. */
  readonly envFiles: readonly string[];
  /** What is set for it; null cannot be told. */
  readonly variables: Readonly<Record<string, string | null>>;
  readonly folder: string | null;
  readonly span: Span;
}

/** One call of make. */
export interface MakeCall {
  /** What `-f` names; null when it cannot be told, absent for the Makefile of the folder. */
  readonly file?: string | null;
  /** What `-C` names. */
  readonly directory?: string | null;
  /** What it is asked to make, null for what cannot be told; none: its first target. */
  readonly goals: readonly (string | null)[];
  /** `NAME=value`; null cannot be told. */
  readonly variables: ReadonlyMap<string, string | null>;
  /** What its caller exports. */
  readonly environment: ReadonlyMap<string, string | null>;
  readonly folder: string | null;
  readonly span: Span;
}

/** Names that a command gives to images that are there already; `*` stands for a part that cannot be told. */
export interface Retag {
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** What has the name then is another image: a container that was changed, an archive, a Dockerfile of standard input. */
  readonly made?: true;
  readonly span: Span;
}

/** A file of the repo that a command runs, from where its script starts. */
export interface FileCall {
  /** With `/*.go` at the end: all of them in the folder. */
  readonly path: string;
  /** What runs it: a shell, a program of its language or what its first line says, GitHub for an action. */
  readonly by: "shell" | "program" | "action";
  readonly span: Span;
}

/** What a command writes, moves or removes, from where its script starts. */
export interface FileEdit {
  /** `*` stands for a part that cannot be told, `**` for any folders. */
  readonly path: string;
  /** What is copied to it, into it where it is a folder; those that end with `/.` are folders whose files are. */
  readonly sources?: readonly string[];
  /** Nobody can tell which files below it are written. */
  readonly below?: true;
  /** It is made where it is not there, and else stays as it is. */
  readonly made?: true;
  readonly span: Span;
}

/** The builds that a file's commands and steps make. */
export interface BuildCommands {
  readonly builds: readonly CommandBuild[];
  readonly bakes: readonly BakeCall[];
  readonly composes: readonly ComposeCall[];
  readonly edits: readonly FileEdit[];
  readonly calls: readonly FileCall[];
  readonly retags: readonly Retag[];
  readonly makes: readonly MakeCall[];
}

/** What is known of a Makefile when it is read. */
export interface ReadMakefile {
  /** The names that it sets. */
  readonly sets: ReadonlySet<string>;
  /** Those that something asked for. */
  readonly used: ReadonlySet<string>;
  /** The rules that were read, by their index. */
  readonly reached: ReadonlySet<number>;
}

/** A workflow, another CI's file, a Makefile or a shell script. */
export interface BuildCommandFile extends BuildCommands {
  readonly file: SourceFile;
  /** The folder that it runs in, from the repo's root, where something calls it from another than its own. */
  readonly start?: string;
  /** Of a Makefile. */
  readonly makefile?: ReadMakefile;
  /** Of a workflow: its jobs, each of which has a checkout of its own. */
  readonly jobs?: readonly Span[];
  /** Of a workflow: its steps that are run only where somebody asks for them. */
  readonly off?: readonly Span[];
  readonly comments: readonly Comment[];
  readonly problems: readonly SyntaxProblem[];
}

/** All that several commands or scripts build, in their order. */
export function joinedCommands(all: readonly BuildCommands[]): BuildCommands {
  return {
    builds: all.flatMap(({ builds }) => builds),
    bakes: all.flatMap(({ bakes }) => bakes),
    composes: all.flatMap(({ composes }) => composes),
    edits: all.flatMap(({ edits }) => edits),
    calls: all.flatMap(({ calls }) => calls),
    retags: all.flatMap(({ retags }) => retags),
    makes: all.flatMap(({ makes }) => makes),
  };
}

/** Builds of which something that is not read may change anything; `by` says what, as the end of a sentence. */
export function openBuilds(commands: BuildCommands, open: Span, openBy: string): BuildCommands {
  const builds = commands.builds.map((build) => (build.open ? build : { ...build, open, openBy }));
  return { ...commands, builds };
}
