/** What rules see of nginx. */
import type { NginxDirective, NginxFile } from "../../parsers/nginx/parse.ts";
import type { Place } from "../../source.ts";
import type { Evidence } from "../fact.ts";
import type { InForce, Listener, Server, ServerProblem } from "../servers/types.ts";
import type { ServerInstall } from "../stock/install.ts";
import type { NginxCommand } from "./command.ts";
import type { DirectiveStep } from "./steps.ts";

/** A word of a `user` line that nginx refuses: no name at all, or a name that does not exist. */
export interface RefusedUser {
  readonly why: "number" | "variable" | "no-user" | "no-group";
  readonly name: string;
  readonly at: Place;
  readonly note: string;
  readonly because: readonly Evidence[];
}

/** Nginx as a run starts it. */
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
  /** Its build: what is compiled in, and where its files lie. */
  readonly install: ServerInstall;
  readonly command: NginxCommand;
  /** The directives of `-g`, the main configuration and all that is included, as nginx reads them. */
  readonly steps: readonly DirectiveStep[];
  readonly masterProcess: boolean;
  /** Where it takes datagrams: `udp` of stream, `quic`. */
  readonly datagrams: readonly Listener[];
  /** Why the official entrypoint ends before it starts nginx. */
  readonly entrypointEnds?: ServerProblem;
}
