/** A new configuration of nginx. The only user of nginx-conf, which composes and writes it. */
import { NginxConfFile } from "nginx-conf";

/** A directive with its arguments as one text, and what stands in its block. */
interface Directive {
  readonly name: string;
  readonly value?: string;
  readonly block?: readonly Directive[];
  /** The line above it. */
  readonly comment?: string;
}

/** What the server does. */
export interface NginxSite {
  readonly port: number;
  /** Container path of the pages. */
  readonly webRoot: string;
  /** Who the workers run as, where the main process is root's; absent where the container is no root. */
  readonly user?: string;
  /** What the port is for, for whoever reads it. */
  readonly purpose: string;
}

// The folders that nginx makes where it is built with all of its own modules; in /tmp everybody may.
const TEMPORARY = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

/** The whole main configuration, `nginx.conf`: one server for both families, with all that it writes in `/tmp`. */
export function nginxConfig({ port, webRoot, user, purpose }: NginxSite): string {
  const top: readonly Directive[] = [
    ...(user === undefined ? [] : [{ name: "user", value: user }]),
    { name: "worker_processes", value: "auto" },
    { name: "pid", value: "/tmp/nginx.pid" },
    { name: "error_log", value: "/dev/stderr warn" },
    { name: "events", block: [] },
    {
      name: "http",
      block: [
        { name: "include", value: "mime.types" },
        { name: "default_type", value: "application/octet-stream" },
        { name: "access_log", value: "/dev/stdout" },
        ...TEMPORARY.map((kind) => ({ name: `${kind}_temp_path`, value: `/tmp/${kind}` })),
        {
          name: "server",
          block: [
            { name: "listen", value: String(port), comment: purpose },
            { name: "listen", value: `[::]:${port}` },
            { name: "root", value: webRoot },
          ],
        },
      ],
    },
  ];
  const tree = nodeOf({ name: "", block: top });
  return spaced(new NginxConfFile(tree).toString());
}

type Node = ConstructorParameters<typeof NginxConfFile>[0];

function nodeOf({ name, value = "", block, comment }: Directive): Node {
  return {
    name,
    value,
    parent: null,
    children: block?.map(nodeOf) ?? null,
    comments: comment === undefined ? [] : [` ${comment}`],
    isVerbatim: false,
    isBlock: block !== undefined,
  };
}

/** The package writes every comment at the start of its line, and no empty lines. */
function spaced(text: string): string {
  const indented = text.replace(
    /^(#.*)\n( *)/gm,
    (_all, comment, indent) => `${indent}${comment}\n${indent}`,
  );
  const empty = indented.replace(/ \{\n *\}$/gm, " {}");
  return empty.replace(/(?<=[;}]\n)(?= *\w[^;\n]*\{)/g, "\n");
}
