/** What rules see of Apache. */
import type { ApacheFile } from "../../parsers/apache/parse.ts";
import type { InForce, Server } from "../servers/types.ts";

/** Apache as a run starts it. */
export interface Apache extends Server<ApacheFile> {
  readonly kind: "apache";
  /** `User` and `Group` directives in force, variables replaced; the last one wins. */
  readonly userDirectives: readonly InForce<string>[];
  readonly groupDirectives: readonly InForce<string>[];
  /** Why the children stay root, when they do: what is missing, or a number that no user has. */
  readonly rootChildren?: InForce<"no User" | "no Group" | "no such number">;
}
