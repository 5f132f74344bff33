/** Which server a program is, by the name of its file: the one answer for everybody who asks. */
import { baseName } from "../../container-path.ts";

/** A program that serves as nginx or Apache does. */
export interface ServerProgram {
  readonly kind: "nginx" | "apache";
  /** Nginx, Apache, or a fork that reads a configuration of its own. */
  readonly product: string;
  /** A script of an image that starts the server and keeps it in front. */
  readonly inFront?: true;
  /** It reads `envvars` before it starts the server. */
  readonly readsEnvvars?: true;
  /** It is apachectl, which puts together what it starts of variables. */
  readonly isControl?: true;
}

// The names of the programs in the packages and images of nginx.org, Debian, Alpine, RHEL, openresty.org and angie.software;
// Tengine and freenginx install theirs as `nginx`, and go by their own names where both are there.
const NGINX = /^(nginx|openresty|angie|tengine|freenginx)(-debug)?$/;
// httpd of Apache, of Debian, and of RHEL 6 with its process model in the name; scripts of the official images.
const APACHE =
  /^(apache2|httpd)(-foreground)?$|^run-httpd$|^httpd\.(worker|event|prefork)$|^(apachectl|apache2ctl)$/;

/** The server that a program is, by its name or path; `undefined` for every other program. */
export function serverProgram(program: string): ServerProgram | undefined {
  const name = baseName(program);
  const [, product] = NGINX.exec(name) ?? [];
  if (product !== undefined) return { kind: "nginx", product };
  if (!APACHE.test(name)) return undefined;
  return {
    kind: "apache",
    product: "apache",
    ...(/-foreground$|^run-httpd$/.test(name) ? { inFront: true } : {}),
    // httpd-foreground of the official image starts httpd itself.
    ...(/ctl$|^apache2-foreground$/.test(name) ? { readsEnvvars: true } : {}),
    ...(/ctl$/.test(name) ? { isControl: true } : {}),
  };
}

/** Whether a program is a server, of one kind or of any. */
export function isServer(program: string, kind?: ServerProgram["kind"]): boolean {
  const server = serverProgram(program);
  return server !== undefined && (kind === undefined || server.kind === kind);
}

/** Whether a program is the one that an installation brings. */
export function isProgramOf(
  program: string,
  { kind, product = kind }: { readonly kind: ServerProgram["kind"]; readonly product?: string },
): boolean {
  const started = serverProgram(program)?.product;
  // OpenResty has its nginx by that name too.
  return started === product || (product === "openresty" && started === "nginx");
}

/** Whether a program is nginx or Apache itself, whose installations are known, and no fork with a configuration of its own. */
export function isServerItself(program: string, kind: ServerProgram["kind"]): boolean {
  return serverProgram(program)?.product === kind;
}

/** The server's name that a text speaks of, wherever it stands in it. */
export function serverNamedIn(text: string): string | undefined {
  return /(?<![A-Za-z])(nginx|openresty|angie|apache2ctl|apachectl|apache2?|httpd)/.exec(text)?.[1];
}

/**
 * Whether the entrypoint of nginx's official images runs its scripts for the first word of a command. It compares words:
 * `/usr/sbin/nginx` is none of these (docker-entrypoint.sh of github.com/nginx/docker-nginx).
 */
export function runsOfficialScripts(word: string | null | undefined): boolean {
  return word === "nginx" || word === "nginx-debug";
}

/** Whether arguments only ask a server something, or tell one that runs: `nginx -t`, `apachectl configtest`. */
export function onlyAsks({ kind }: ServerProgram, args: readonly string[]): boolean {
  return kind === "nginx" ? asksNginx(args) : args.some((arg) => APACHE_ASKS.test(arg));
}

const APACHE_ASKS = /^(-[tvVlLSMh]|configtest|stop|graceful-stop|status|fullstatus)$/;

// ngx_get_options of nginx (src/core/nginx.c): letters may stand together, and one with a value takes the rest of the word or the next.
function asksNginx(args: readonly string[]): boolean {
  for (let index = 0; index < args.length; index++) {
    const letters = /^-(.*)$/.exec(args[index] ?? "")?.[1] ?? "";
    const asks = letters.search(/[tTvVh?s]/);
    const valued = letters.search(/[cpge]/);
    if (asks >= 0 && (valued < 0 || asks < valued)) return true;
    if (valued >= 0 && valued === letters.length - 1) index++;
  }
  return false;
}

/** Whether a path lies in a folder that is called after a server: `/etc/nginx/nginx.conf`, `/usr/local/apache2/conf`. */
export function isServerFolder(path: string): boolean {
  return /\/(nginx|openresty|angie|tengine|freenginx|apache2|httpd)(\/|$)/.test(path);
}

/** Whether a word names the package of a server, with its version or without: `nginx`, `nginx-full`, `httpd=2.4*`. */
export function isServerPackage(word: string): boolean {
  return /^(nginx|openresty|angie|tengine|apache2|httpd)([-=~:@][\w.*+~:-]*)?$/.test(word);
}

/** The server that a text of several words runs as a command would: `exec nginx -c …`, `system("nginx …")`. */
export function serverRunIn(text: string): string | undefined {
  if (!/\s/.test(text)) return undefined;
  return /(?:^|[\s;&|("',])(?:\/[\w./]*\/)?(nginx|openresty|apachectl|apache2ctl|apache2|httpd)(?=[\s"';&|)]|$)/.exec(
    text,
  )?.[1];
}
