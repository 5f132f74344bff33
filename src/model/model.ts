/** What rules see: the linked fleet. Plain data, made by the other files of this folder. */
import type { ApacheFile } from "../parsers/apache.ts";
import type { Dockerfile, DockerStage, Instruction } from "../parsers/dockerfile.ts";
import type { NginxDirective, NginxFile } from "../parsers/nginx.ts";
import type { Place, SourceFile, Span } from "../source.ts";
import type { Entry } from "../workspace/workspace.ts";
import type { ComposeRun } from "./builds.ts";
import type { Documentation } from "./documentation.ts";
import type { Evidence, Fact, Unknown } from "./fact.ts";

/** All images of the repo, and what is known of the repo as a whole. */
export interface Fleet {
  /** The images root: the static part of the globs in force, "" for the repo itself. */
  readonly root: string;
  /** How the root was found, for the line that says so. */
  readonly rootFrom: "policy" | "default";
  readonly entries: readonly Entry[];
  readonly folders: readonly ImageFolder[];
  readonly images: readonly Image[];
  readonly runs: readonly Run[];
  /** Files that could not be parsed, and names that could not be read: each becomes an error finding. */
  readonly problems: readonly FileProblem[];
  /** Compose services that start an image of the fleet. */
  readonly composeServices: readonly ComposeRun[];
  /** Whether any bake, compose, workflow or policy build was read. */
  readonly declaresBuilds: boolean;
  /** Problems of the policy that only the repo shows: a glob that matches nothing. */
  readonly policyProblems: readonly FileProblem[];
  /** The text of a repo file, or why there is none. */
  readonly read: (path: string) => SourceFile | { readonly unreadable: string } | undefined;
  /** Whether git would ignore a path if it existed. */
  readonly ignored: (path: string) => boolean;
  /** Whether a path is mentioned by a file of the repo outside of its own text (Dockerfile, script, README, workflow). */
  readonly mentioned: (path: string) => boolean;
}

/** A file that could not be read or parsed. */
export interface FileProblem {
  readonly at: Place;
  readonly message: string;
}

/** A folder under the images root. */
export interface ImageFolder {
  readonly path: string;
  /** The folder's name; the repo's own folder is ".". */
  readonly name: string;
  readonly images: readonly Image[];
  /** Entries below the folder, sorted by path. */
  readonly entries: readonly Entry[];
  /** READMEs of the folder and of its version sub-folders. */
  readonly readmes: readonly Documentation[];
  /** A place for what the folder as a whole lacks: the final `FROM` of its first image. */
  readonly at: Place;
}

/** Where an image was found to be built. */
export interface Build {
  readonly from: "policy" | "bake" | "compose" | "workflow" | "default";
  /** What the source calls it: a bake target, a compose service, the policy's name. */
  readonly name?: string;
  readonly dockerfile: string;
  readonly target?: string;
  /** Folder from the repo's root, "" for the root itself. */
  readonly context: Fact<string>;
  /** Build arguments; a value of `null` is set by something that cannot be read. */
  readonly args: Readonly<Record<string, string | null>>;
  /** Named contexts: name to `target:x`, a folder, or an image reference. */
  readonly contexts: Readonly<Record<string, string>>;
  readonly at: Place;
}

/** What one build makes. */
export interface Image {
  readonly name: string;
  readonly folder: ImageFolder;
  readonly build: Build;
  readonly file: SourceFile;
  readonly dockerfile: Dockerfile;
  /** The stages that the target needs, in order; the last one is the final stage. */
  readonly stages: readonly Stage[];
  readonly final: Stage;
  /** The nearest README from the Dockerfile's folder up to the image folder. */
  readonly readme?: Documentation;
  /** Every COPY and ADD of the stages above, with what it brings. */
  readonly copies: readonly Copy[];
  readonly files: ContainerFiles;
  readonly accounts: Accounts;
  /** Ports of the image's own EXPOSE lines and of the images it inherits from. */
  readonly exposes: readonly ExposedPort[];
  readonly environment: readonly EnvironmentVariable[];
  readonly volumes: readonly Located<string>[];
  /** Scripts of the repo that this image runs at build or start, as container files. */
  readonly unknowns: readonly UnknownFact[];
}

export interface Located<T> {
  readonly value: T;
  readonly at: Place;
}

/** A stage as it was evaluated for one image. */
export interface Stage {
  readonly index: number;
  readonly alias?: string;
  readonly source: DockerStage;
  readonly base: StageBase;
  /** The `FROM` line's reference. */
  readonly at: Place;
}

/** What a stage starts from. */
export type StageBase =
  | { readonly kind: "scratch" }
  | { readonly kind: "stage"; readonly stage: Stage }
  | { readonly kind: "image"; readonly image: Image }
  /** An image of a registry; `family` is the entry of our own table that describes it, absent when nothing is known of it. */
  | { readonly kind: "registry"; readonly ref: string; readonly family?: string }
  | { readonly kind: "unknown"; readonly why: string; readonly settle?: string };

export interface ExposedPort {
  readonly port: number;
  readonly protocol: "tcp" | "udp";
  readonly at: Place;
  /** Whether a line of the image's own final chain says it (and not a base of a registry). */
  readonly own: boolean;
}

export interface EnvironmentVariable {
  readonly name: string;
  /** The default as the image sets it; absent when it cannot be told. */
  readonly value?: string;
  readonly at: Place;
  /** Whether the image's own final chain declares it. */
  readonly own: boolean;
  /** Places in scripts, templates and configurations of the image that read it. */
  readonly readAt: readonly Place[];
}

/** One COPY or ADD, with the repo files that it brings. */
export interface Copy {
  readonly instruction: Instruction;
  readonly at: Place;
  readonly stage: Stage;
  /** Whether the files end up in the final stage's file system by inheritance (not by `--from`). */
  readonly inFinalChain: boolean;
  /** The stage or image that `--from` names; absent for the build context. */
  readonly from?: string;
  /** The container path it names, resolved by WORKDIR; a trailing `/` is kept. */
  readonly target: Fact<string>;
  readonly targetPlace: Place;
  readonly sources: readonly CopySource[];
  readonly owner: Fact<Owner>;
}

export interface CopySource {
  /** As written. */
  readonly pattern: string;
  readonly at: Place;
  /** Repo path the pattern stands for (context joined), unless the context or a variable cannot be told. */
  readonly path: Fact<string>;
  /** Files of the repo it brings with the container path of each; empty for `--from`, heredocs and URLs. */
  readonly files: readonly { readonly path: string; readonly container: string }[];
  readonly kind: "context" | "stage" | "image" | "url" | "heredoc";
  /** Whether `.dockerignore` leaves out what the pattern names. */
  readonly dockerignored: boolean;
}

/** Who owns a file. A number without a name stays a number. */
export interface Owner {
  readonly user: string;
  readonly group?: string;
}

/** A file inside the image. */
export interface ContainerFile {
  readonly path: string;
  readonly kind: "file" | "directory" | "link";
  /** What a link points to, as an absolute container path. */
  readonly target?: string;
  readonly content: Fact<FileContent>;
  readonly owner: Fact<Owner>;
  readonly mode: Fact<number>;
  /** The instruction that put it there: a COPY, a RUN, or the `FROM` whose base has it. */
  readonly at: Place;
  /** The repo file that it is a copy of. */
  readonly source?: string;
  readonly from: "repo" | "run" | "base" | "package";
  /** The chain: copied here, moved here, loaded here. */
  readonly because: readonly Evidence[];
}

/** The text of a container file, and how places in it are shown. */
export interface FileContent {
  readonly file: SourceFile;
  /** Where a span of the text stands in the repo: the file's own line, a heredoc's, or the instruction's for texts of a base. */
  readonly place: (span?: Span) => Place;
}

/** The file system of an image. */
export interface ContainerFiles {
  /** What stands at a path: a file, nothing (`undefined`), or cannot be told. Links are followed. */
  lookup(path: string): ContainerFile | Unknown | undefined;
  /** The same, without following a link in the last part. */
  entry(path: string): ContainerFile | Unknown | undefined;
  /** Files that a glob matches, sorted by path; `others` when there may be more, with the reason. */
  glob(pattern: string): { readonly files: readonly ContainerFile[]; readonly others?: Unknown };
  /** Everything below a folder (the folder itself left out), sorted by path. */
  under(folder: string): { readonly files: readonly ContainerFile[]; readonly others?: Unknown };
  /** Every file that is known, sorted by path. */
  readonly all: readonly ContainerFile[];
}

/** The users and groups that exist in an image. */
export interface Accounts {
  readonly users: readonly UserAccount[];
  readonly groups: readonly GroupAccount[];
  /** Set when there may be others, with the reason (an unknown base, a RUN that cannot be read). */
  readonly others?: Unknown;
}

export interface UserAccount {
  readonly name: string;
  readonly uid?: number;
  /** Name or number of the primary group. */
  readonly group?: string;
  /** Its shell is nologin or false: su runs nothing as it, unless it is told another shell. */
  readonly noLogin?: true;
  readonly from: "base" | "package" | "run";
  readonly at: Place;
}

export interface GroupAccount {
  readonly name: string;
  readonly gid?: number;
  readonly from: "base" | "package" | "run";
  readonly at: Place;
}

/** Who a process runs as. `name` is absent for a bare number that no account has. */
export interface ContainerUser {
  readonly name?: string;
  readonly uid?: number;
  readonly group?: string;
  readonly root: boolean;
}

/** An image as something starts it. */
export interface Run {
  readonly name: string;
  readonly image: Image;
  /** The compose service, absent for the image by itself. */
  readonly service?: string;
  /** Who the entry process starts as; `at` is the USER, or the FROM that it is inherited from. */
  readonly containerUser: Fact<ContainerUser>;
  /** Whether a USER line of this repo (the image's own chain) says so; false when it is only inherited from a registry's base. */
  readonly userIsSet: boolean;
  readonly processes: Processes;
  readonly nginx?: Nginx;
  readonly apache?: Apache;
  /** All listeners of the servers that start or may start. */
  readonly listeners: readonly Listener[];
}

/** What starts when the container does. */
export interface Processes {
  readonly list: readonly Process[];
  /** Set when there may be others, with the reason. */
  readonly others?: Unknown;
  /** Whether the entry process gives up root by itself before it does its work (gosu, a server that forks workers). */
  readonly stepsDown: Fact<boolean>;
}

/** One command that is started. */
export interface Process {
  /** The program's file name (`nginx`, `node`). */
  readonly program: string;
  readonly args: readonly string[];
  /** Whether it goes on while the container runs; else it only prepares the way for what does. */
  readonly stays: boolean;
  readonly user: Fact<ContainerUser>;
  readonly at: Place;
  readonly because: readonly Evidence[];
}

export interface Listener {
  readonly server: "nginx" | "apache";
  /** As the kernel shows it: `0.0.0.0`, `::`, an address, or `*` for one socket of both families. */
  readonly address: string;
  readonly port: number;
  readonly at: Place;
  /** Nothing says it: a server block without `listen`. */
  readonly implicit: boolean;
  /** Only the base's or package's own configuration asks for it (nginx's default site). */
  readonly stock?: true;
  readonly because: readonly Evidence[];
}

/** A configuration file that a server loads. */
export interface Loaded<T> {
  readonly container: ContainerFile;
  readonly content: FileContent;
  readonly parsed: T;
  /** The directive that includes it, in its file; absent for the main configuration. */
  readonly includedAt?: Place;
  readonly because: readonly Evidence[];
}

/** Something that is wrong in a server's configuration, where the server itself would complain. */
export interface ServerProblem {
  readonly at: Place;
  readonly message: string;
  readonly related: readonly Evidence[];
  /** What it is about, where that is more than syntax and has a rule of its own. */
  readonly about?: "user-duplicate" | "user-root" | "user-undefined";
}

/** A directive in force, with its file. */
export interface InForce<T> {
  readonly value: T;
  readonly at: Place;
  readonly because: readonly Evidence[];
}

/** A configuration file of the repo that lies in the image and is not loaded. */
export interface UnloadedFile {
  readonly container: ContainerFile;
  readonly source: string;
  /** The COPY that brings it. */
  readonly at: Place;
  /** `not-loaded`: no include reaches it; `wrong-slot`: it is loaded, or replaces a file, where its kind cannot stand. */
  readonly why: "not-loaded" | "wrong-slot";
  /** Where it would be loaded from (`/etc/nginx/conf.d/*.conf`), or what the slot wants. */
  readonly wanted: string;
  readonly related: readonly Evidence[];
}

/** What nginx and Apache have in common. */
interface Server<T> {
  /** Whether something starts it with the container, whatever its configuration says. */
  readonly started: Fact<boolean>;
  /** Whether it starts with the container: true means that no reason against it is known. */
  readonly starts: Fact<boolean>;
  readonly mainConfig: Fact<ContainerFile>;
  /** Files in the order in which they are read; the main configuration first. */
  readonly loaded: readonly Loaded<T>[];
  /** Set when not all of the configuration could be read, with the reason. */
  readonly incomplete?: Unknown;
  /** Errors that keep the server from starting, or that are plainly wrong. */
  readonly problems: readonly ServerProblem[];
  /** Plain includes whose file does not exist. */
  readonly missingIncludes: readonly InForce<string>[];
  readonly unloaded: readonly UnloadedFile[];
  /** Who the first process runs as. */
  readonly master: Fact<ContainerUser>;
  readonly workers: Fact<ContainerUser>;
  readonly listeners: readonly Listener[];
  /** Set when there may be more listeners, with the reason. */
  readonly listenersIncomplete?: Unknown;
  /** Sites of the base or package (the welcome page) that are loaded. */
  readonly defaultSites: readonly Loaded<T>[];
  /** Sites of the repo's own that are loaded. */
  readonly ownSites: readonly Loaded<T>[];
}

/** A word of a `user` line that nginx refuses: no name at all, or a name that does not exist. */
export interface RefusedUser {
  readonly why: "number" | "variable" | "no-user" | "no-group";
  readonly name: string;
  readonly at: Place;
  readonly note: string;
  readonly because: readonly Evidence[];
}

export interface Nginx extends Server<NginxFile> {
  readonly kind: "nginx";
  /** `user` directives in force, in order; more than one is fatal. From `-g` too. */
  readonly userDirectives: readonly InForce<{
    readonly user: string;
    readonly group?: string;
    /** The argument's own place. */
    readonly userAt: Place;
    readonly directive?: NginxDirective;
  }>[];
  /** Users and groups of `user` lines that keep nginx, started as root, from starting. */
  readonly refusedUsers: readonly RefusedUser[];
  /** The user compiled in: who the workers run as without a `user` line. */
  readonly compiledUser?: string;
  readonly masterProcess: boolean;
}

export interface Apache extends Server<ApacheFile> {
  readonly kind: "apache";
  /** `User` and `Group` directives in force, variables replaced; the last one wins. */
  readonly userDirectives: readonly InForce<string>[];
  readonly groupDirectives: readonly InForce<string>[];
  /** Why the children stay root, when they do: what is missing, or a number that no user has. */
  readonly rootChildren?: InForce<"no User" | "no Group" | "no such number">;
}

/** Something about an image that cannot be told, for `fact/unknown` and `inspect`. */
export interface UnknownFact {
  /** What is asked: "container user", "files under /etc/nginx". */
  readonly fact: string;
  readonly reason: Unknown;
}
