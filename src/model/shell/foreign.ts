import { resolvePath } from "../container-path.ts";
import type { Unknown } from "../fact.ts";
import type { FileContent } from "../files/types.ts";
import type { Effect } from "./effects.ts";

/** Programs that run a script of another language than the shell's. */
export const INTERPRETERS = /^(python[\d.]*|pypy3?|perl|ruby|node|php|lua|tclsh|pwsh)$/;

// These write files from templates of their own, or run whole recipes: where to cannot be told from their arguments.
const GENERATORS =
  /^(confd|remco|consul-template|gomplate|dockerize|envplate|ep|j2|jinja2|jinjanate|minijinja-cli|tiller|ansible-playbook|ansible|chef-client|chef-solo|puppet|salt-call|containerpilot)$/;

/** What a program that generates files may do, and a script in another language that names a server's folders. */
export function foreignEffects(
  name: string,
  {
    args,
    script,
    folder,
    why,
  }: {
    readonly args: readonly string[];
    readonly script: (path: string) => FileContent | Unknown | undefined;
    readonly folder: string | null;
    readonly why: (what: string) => Unknown;
  },
): readonly Effect[] | undefined {
  if (GENERATORS.test(name)) {
    const reason = why(`${name} writes files here, and which and what is not known`);
    return [
      { kind: "opaque", path: "/", why: reason },
      { kind: "opaque-accounts", why: reason },
    ];
  }
  if (!INTERPRETERS.test(name)) return undefined;
  const path = args.find((arg) => !arg.startsWith("-"));
  if (path === undefined || (!path.startsWith("/") && folder === null)) return undefined;
  const content = script(resolvePath(folder ?? "/", path));
  if (content === undefined || !("file" in content)) return undefined;
  const named = content.file.text.match(/\/(etc\/(nginx|apache2|httpd|passwd)|usr\/local\/apache2)\b/g) ?? [];
  return [...new Set(named)].map((slot) => ({
    kind: "opaque",
    path: slot,
    why: why(`${path} names ${slot}, and what it does there is not known`),
  }));
}
