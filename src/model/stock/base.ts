import type { ServerInstall, StockUser } from "./install.ts";

/** The distribution that a base is made from; `none` has no package manager that we know. */
export type BaseSystem = "debian" | "alpine" | "rhel" | "photon" | "none";

/** What is known of a public base image, read from its Dockerfile and entrypoint. */
export interface BaseImage {
  /** Names without tag: Docker Hub's without `library/`, others with their registry. */
  readonly names: readonly string[];
  /** Tags that the entry is about; absent: all. Of several entries with a name the first that fits counts. */
  readonly tags?: RegExp;
  /** Releases that the entry is about, by the version that a tag begins with; absent: all. */
  readonly releases?: Releases;
  /** The distribution that a tag stands for; `undefined` when the tag cannot be told. */
  readonly systemOf: (tag: string) => BaseSystem | undefined;
  /** `USER` as the image sets it; absent: root. */
  readonly user?: { readonly name?: string; readonly uid?: number };
  readonly users: readonly StockUser[];
  /** Users that some of its tags have and others have not. */
  readonly usersOfSomeTags?: readonly string[];
  readonly exposes: readonly number[];
  readonly volumes?: readonly string[];
  readonly workdir?: string;
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  /** What the entrypoint puts before a command that begins with an option. */
  readonly beforeOptions?: readonly string[];
  /**
   * Commands that do not stay root when the container is: the entrypoint starts them as another user, or they fork
   * workers as another user by themselves. The first word of the command (its file name) to the user.
   */
  readonly stepsDown?: Readonly<Record<string, string>>;
  /** Servers that are installed. */
  readonly servers: readonly ServerInstall[];
  /** Environment variables that decide something. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** From which version on, and before which. `1.27` is the newest of its kind, and a tag without a version the newest of all. */
export interface Releases {
  readonly from?: string;
  readonly before?: string;
}

/** Whether a tag is of one of the releases. */
export function isOfReleases(tag: string, { from, before }: Releases): boolean {
  const version = versionOf(tag);
  return (
    (from === undefined || !isOlder(version, versionOf(from))) &&
    (before === undefined || isOlder(version, versionOf(before)))
  );
}

function versionOf(tag: string): readonly number[] {
  const [version] = /^v?\d+(\.\d+)*/.exec(tag) ?? [];
  return version === undefined ? [] : version.replace("v", "").split(".").map(Number);
}

/** What a version leaves open is the newest that there is. */
function isOlder(one: readonly number[], other: readonly number[]): boolean {
  for (const [index, part] of other.entries()) {
    const own = one[index] ?? Number.POSITIVE_INFINITY;
    if (own !== part) return own < part;
  }
  return false;
}

const DEBIAN = /bookworm|bullseye|buster|trixie|stretch|jessie|slim|debian|jammy|focal|bionic|noble|ubuntu/;
const RHEL = /alma|amzn|ubi|oracle|centos|fedora|rocky|amazonlinux|corretto|al2023|azurelinux|mariner/;

/** The distribution that a tag names, or else the image's usual one; Windows cannot be told. */
export const byTag =
  (usual: BaseSystem) =>
  (tag: string): BaseSystem | undefined => {
    if (/windows|nanoserver/.test(tag)) return undefined;
    if (/alpine/.test(tag)) return "alpine";
    if (DEBIAN.test(tag)) return "debian";
    return RHEL.test(tag) ? "rhel" : usual;
  };

/** The same distribution for every tag. */
export const always = (system: BaseSystem) => (): BaseSystem => system;

/** An image whose tags stand on Ubuntu, which has the user of its name from 23.04 on, or on something else. */
export const SOME_ON_UBUNTU = { usersOfSomeTags: ["ubuntu"] };

/** An entry of the table; what is not said is nothing. */
export function base(
  names: string | readonly string[],
  systemOf: BaseImage["systemOf"],
  rest: Partial<Omit<BaseImage, "names" | "systemOf">> = {},
): BaseImage {
  return {
    users: [],
    exposes: [],
    servers: [],
    ...rest,
    names: typeof names === "string" ? [names] : names,
    systemOf,
  };
}

/** A user with a group of its own name and number. */
export function own(name: string, uid: number): readonly StockUser[] {
  return [{ name, uid, gid: uid }];
}

/** A user whose primary group is root's, as OpenShift wants it. */
export function inRootGroup(name: string, uid: number): readonly StockUser[] {
  return [{ name, uid, group: "root", gid: 0 }];
}
