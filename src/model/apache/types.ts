/** What rules see of Apache. */
import type { ApacheFile } from "../../parsers/apache/parse.ts";
import type { Pass } from "../servers/passes.ts";
import type { InForce, Server } from "../servers/types.ts";
import type { WrittenPath } from "../servers/written.ts";
import type { InstalledServer } from "../stock/install.ts";

/** Apache as a run starts it. */
export interface Apache extends Server<ApacheFile> {
  readonly kind: "apache";
  /** `User` and `Group` directives in force, variables replaced; the last one wins. */
  readonly userDirectives: readonly InForce<string>[];
  readonly groupDirectives: readonly InForce<string>[];
  /** Ports of sites of the repo that nothing listens on. */
  readonly unreached: readonly InForce<number>[];
  /** What it opens or makes when it starts, as far as it is known. */
  readonly written: readonly WrittenPath[];
  /** Where it passes requests to by FastCGI, on this machine. */
  readonly passes: readonly Pass[];
  /** The folder of DefaultRuntimeDir, which Debian's apachectl makes, and a folder in it. */
  readonly runFolder?: string;
  /** Whether apachectl starts it, which makes the folder for the pid file. */
  readonly byControl: boolean;
  /** How it is installed. */
  readonly installed: InstalledServer;
  /** Why the children stay root, when they do: what is missing, or a number that no user has. */
  readonly rootChildren?: InForce<"no User" | "no Group" | "no such number">;
}
