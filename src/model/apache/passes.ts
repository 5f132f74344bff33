import { localTarget, type Pass } from "../servers/passes.ts";
import type { ApacheStep } from "./reading.ts";

// mod_proxy and mod_proxy_fcgi: a handler, or a rule for paths.
const NAMING = /^(sethandler|proxypass|proxypassmatch)$/;
// "unix:/path|fcgi://name" and "fcgi://host:port/path", behind "proxy:" in a handler.
const ADDRESS = /^(?:proxy:)?(?:(unix:[^|]+)\|fcgi:\/\/|fcgi:\/\/([^/]+))/;

/** Where Apache passes requests to by FastCGI, as far as it is on this machine. */
export function apachePasses(steps: readonly ApacheStep[]): readonly Pass[] {
  return steps.flatMap(({ name, args, directive, loaded, maybe, missing, open }): readonly Pass[] => {
    if (!NAMING.test(name) || [maybe, missing, open].some((doubt) => doubt !== undefined)) return [];
    const index = args.findIndex((arg) => ADDRESS.test(arg));
    const text = args[index] ?? "";
    const [, socket, host = ""] = ADDRESS.exec(text) ?? [];
    const target = localTarget(socket ?? host);
    if (target === undefined) return [];
    return [{ at: loaded.content.place(directive.args[index]?.span), text, targets: [target] }];
  });
}
