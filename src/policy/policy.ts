import type { Severity } from "../finding.ts";
import type { Place } from "../source.ts";
import type { PlacedEntry } from "./baseline/baseline.ts";

/** The platform that the images run on; it decides about low ports. */
/** What builds images: Docker's builder (BuildKit), or buildah, which podman builds with. */
export type Builder = "docker" | "buildah";

export type Runtime = "docker" | "podman" | "kubernetes";

/** How the policy sets a rule: a severity or off, and the rule's own options as plain data. */
export interface RuleSetting {
  /** A rule id or `group/*`. */
  readonly pattern: string;
  readonly severity?: Severity | "off";
  readonly options?: Readonly<Record<string, unknown>>;
  readonly at: Place;
}

/** What one build makes, said by the policy. Paths from the repo's root. */
export interface DeclaredBuild {
  readonly dockerfile: string;
  readonly context?: string;
  readonly target?: string;
  readonly name?: string;
  readonly args?: Readonly<Record<string, string>>;
  readonly at: Place;
}

/** Container paths that must belong to a user: `paths` may hold globs; `user` is a name or a number as text. */
export interface OwnedPaths {
  readonly paths: readonly string[];
  readonly user: string;
  /** Names or globs of images; absent: every image that has one of the paths. */
  readonly images?: readonly string[];
  readonly at: Place;
}

/** An exception to a rule, with its reason and its last day (`YYYY-MM-DD`). */
export interface Waiver {
  readonly rule: string;
  readonly path?: string;
  readonly reason: string;
  readonly until?: string;
  readonly at: Place;
}

/** What the team says of an in-house base image. */
export interface DeclaredBase {
  /** The reference as a `FROM` names it; without a tag it stands for all tags. */
  readonly ref: string;
  readonly user?: string;
  readonly exposes?: readonly number[];
  /** A public image that this one behaves like (`nginx`, `debian`). */
  readonly like?: string;
  readonly at: Place;
}

/** What `keelcheck bases add` recorded of a base image: its configuration, and nothing of its files or accounts. */
export interface RecordedBase {
  /** The reference as a `FROM` names it; without a tag it is `latest`. */
  readonly ref: string;
  /** Digests under which registries have it (`sha256:...`). */
  readonly digests: readonly string[];
  /** `linux/amd64`. */
  readonly platform: string;
  /** "user[:group]"; empty for root. */
  readonly user: string;
  /** `8080/tcp` */
  readonly exposes: readonly string[];
  readonly volumes: readonly string[];
  readonly workdir: string;
  /** `null` for a value that was left out, since it may be a secret. */
  readonly environment: Readonly<Record<string, string | null>>;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
}

/** A recorded base with its place in `.github/keelcheck-bases.json`. */
export interface PlacedBase extends RecordedBase {
  readonly at: Place;
}

/** Files that the folder of an image needs for what the image serves with; `none` is no server. */
export interface RequiredByServer {
  readonly server: "nginx" | "apache" | "none";
  readonly files: readonly string[];
}

/** What an image folder must look like. */
export interface LayoutPolicy {
  /** Files that every image folder must hold (`layout/required-files`). */
  readonly required: readonly string[];
  /** Files that the folders of images with a server must hold besides. */
  readonly requiredBy: readonly RequiredByServer[];
  /** Globs of what an image folder may hold (`layout/unexpected-file`); absent: anything. */
  readonly allow?: readonly string[];
  /** The folder, relative to the image folder, that configuration files belong into (`layout/config-location`). */
  readonly config?: string;
  /** `kebab-case`, or `docker`: only Docker's own grammar. */
  readonly names: "docker" | "kebab-case";
  /** Path of the README that new ones begin as. */
  readonly readme?: string;
}

export type DocumentedKind = "user" | "ports" | "config files" | "volumes" | "environment";

/** The team's rules, with every default filled in. Plain data. */
export interface Policy {
  /** Where the policy was read from; absent when there is none. */
  readonly file?: string;
  /** Where each key of the first two levels stands (`ipv6`, `layout.required`), for "the policy asks for it here". */
  readonly keys?: Readonly<Record<string, Place>>;
  /** Globs of image folders; absent: the default search. `places` are the globs' own, in their order. */
  readonly images?: {
    readonly globs: readonly string[];
    readonly at: Place;
    readonly places?: readonly Place[];
  };
  readonly builds: readonly DeclaredBuild[];
  /** Globs of files that are built before the image is (`dist/**`). */
  readonly generated: readonly string[];
  readonly runtime?: Runtime;
  /** Absent: what the repo's files build with, else Docker's. */
  readonly builder?: Builder;
  /** Role (`nginx`, `apache`) to port. */
  readonly ports: Readonly<Record<string, { readonly port: number; readonly at: Place }>>;
  readonly ipv6: "optional" | "required";
  readonly nginx: {
    /** `declared`: the main configuration must name a user; `any`; or the user's name. */
    readonly user: string;
    readonly master: "any" | "non-root";
  };
  readonly layout: LayoutPolicy;
  readonly docs: {
    /** Titles of sections that every README must have. */
    readonly sections: readonly string[];
    readonly require: readonly DocumentedKind[];
  };
  /** Registry or prefix to what it mirrors (`docker.io`), or `.` for images of this repo. */
  readonly registries: Readonly<Record<string, string>>;
  readonly baseImages: readonly DeclaredBase[];
  /** From `.github/keelcheck-bases.json`; absent where nothing was recorded. */
  readonly recordedBases?: readonly PlacedBase[];
  /** From `.github/keelcheck-baseline.json`; absent where there is none. */
  readonly baseline?: readonly PlacedEntry[];
  readonly rules: readonly RuleSetting[];
  readonly failOn: Severity | "never";
  readonly waivers: { readonly new: "show" | "forbid"; readonly list: readonly Waiver[] };
  readonly owned: readonly OwnedPaths[];
  readonly scope: "changed" | "all";
  readonly checkRun: boolean;
  readonly suggestions: boolean;
  readonly sarif?: string;
}
