import type { Place } from "../../source.ts";

/** A server as a package or a base image installs it: where its files lie and what is in those that decide. */
export interface ServerInstall {
  readonly kind: "nginx" | "apache";
  /** A fork that goes by a name of its own. */
  readonly product?: "openresty";
  /** Which build it is, for messages: "Debian's package", "the official image". */
  readonly title: string;
  /** Path of the program. */
  readonly program: string;
  /** The main configuration that it reads unless it is told another. */
  readonly mainConfig: string;
  /** The folder that relative includes start from: of the main configuration in nginx, `ServerRoot` in Apache. */
  readonly prefix: string;
  /** Who workers run as when nothing is configured. */
  readonly compiledUser: string;
  /** Text of the stock files that decide about users, listeners and what is loaded; facts only, not the packages' own wording. */
  readonly files: Readonly<Record<string, string>>;
  readonly links: Readonly<Record<string, string>>;
  readonly folders: readonly string[];
  /** Folders of the installation with files that are not listed here, since they decide nothing that is asked. */
  readonly unlisted?: readonly string[];
  /** Paths that are not root's, to the user that owns them and everything that the installation puts below. */
  readonly owners?: Readonly<Record<string, string>>;
  /** Modes of files and folders that are none of the usual (0644, 0755). */
  readonly modes?: Readonly<Record<string, number>>;
  /** Paths that the group root may write too, with everything that the installation puts below. */
  readonly groupWrites?: readonly string[];
  /** Scripts that everybody may run; what they do is told elsewhere. */
  readonly scripts?: readonly string[];
  /** Users and groups that the installation makes, where the base does not have them. */
  readonly users: readonly StockUser[];
  /** Paths of the stock files that are the welcome page. */
  readonly defaultSites: readonly string[];
  /** `envvars` that apachectl reads before it starts the server. */
  readonly envvars?: string;
}

/** A user with its group of the same name, unless another is named. */
export interface StockUser {
  readonly name: string;
  readonly uid?: number;
  readonly group?: string;
  readonly gid?: number;
  /** Its shell is nologin or false. */
  readonly noLogin?: true;
}

/** A server that is installed, by the base or by a package. */
export interface InstalledServer {
  readonly install: ServerInstall;
  readonly at: Place;
  readonly from: "base" | "package";
  /** The public image below it, whose tag tells releases: the base itself, or that which the package is installed on. */
  readonly on?: string;
  /** Packages that it only recommends were left out. */
  readonly bare?: true;
  /** The base's own name, where the policy only says what it is like. */
  readonly like?: string;
}
