import { copy } from "./dockerfile-steps.ts";
import {
  brings,
  copySpot,
  type Fault,
  INSTALL,
  spotOf,
  withFile,
  withoutCommands,
  withSteps,
  withText,
} from "./fault.ts";
import { textOf, type Variant } from "./variant.ts";

const WITH_USER = ["official-main", "packaged-main"];
const WITH_SITE = [
  "official-conf-d",
  "debian-sites",
  "alpine-http-d",
  "front-end",
  "packaged-main",
  "supervised",
];
const USER_LINE = /^([ \t]*)user[ \t]+[^;\r\n]+;/m;
const LISTEN = /^([ \t]*)listen[ \t]/m;

const inMain = (pattern: RegExp) => (broken: Variant) => spotOf(broken, broken.main ?? "", pattern);
const inSite = (pattern: RegExp) => (broken: Variant) => spotOf(broken, broken.site ?? "", pattern);

/** A fault of the `user` line of a main configuration. */
function userFault(name: string, rule: string, to: string, at = /^[ \t]*user\b/m): Fault {
  return {
    name,
    rule,
    families: WITH_USER,
    edit: (variant) => withText(variant, variant.main, USER_LINE, to),
    at: inMain(at),
  };
}

/** What can be wrong with who nginx works as. */
export const nginxUserFaults: readonly Fault[] = [
  userFault("the user line says root", "nginx/user-root", "$1user root;"),
  userFault("the user line has no semicolon", "nginx/syntax", "$1user www-data"),
  userFault("the user line names nobody that exists", "nginx/user-undefined", "$1user nosuchuser;"),
  userFault("the user line has a number", "nginx/user-numeric", "$1user 1777;"),
  userFault("the user line is a comment", "nginx/user-missing", "$1# user web;", /^[ \t]*[a-z]/m),
  userFault("there are two user lines", "nginx/user-duplicate", "$&\n$1user nobody;", /^[ \t]*user nobody;/m),
  {
    name: "the user line stands in http",
    rule: "nginx/syntax",
    families: WITH_USER,
    edit: (variant) => withText(variant, variant.main, /^[ \t]*http\s*\{/m, "$&\nuser nobody;"),
    at: inMain(/^user nobody;/m),
  },
  {
    name: "there is one process for everything",
    rule: "nginx/master-process-off",
    families: WITH_USER,
    edit: (variant) => withText(variant, variant.main, USER_LINE, "$&\nmaster_process off;"),
    at: inMain(/^master_process off/m),
  },
  {
    name: "the pid file is out of the user's reach",
    rule: "nginx/pid-unwritable",
    families: ["official-non-root"],
    edit: (variant) => withText(variant, variant.main, /^([ \t]*pid\b)[^;]*;/m, "$1 /run/nginx/nginx.pid;"),
    at: inMain(/^[ \t]*pid\b/m),
  },
];

/** What can be wrong with which files nginx loads. */
export const nginxFileFaults: readonly Fault[] = [
  {
    name: "a file is included that nobody copies",
    rule: "nginx/include-missing",
    families: WITH_SITE,
    edit: (variant) => withText(variant, variant.site, /^/, "include /etc/nginx/nowhere.conf;\n"),
    at: inSite(/^include \/etc\/nginx\/nowhere/m),
  },
  {
    name: "the default site stays",
    rule: "nginx/default-site",
    families: ["debian-sites", "supervised"],
    change: (parts) =>
      parts.system === "debian" ? withoutCommands(parts, /^(rm|unlink) .*sites-enabled/) : undefined,
    at: (broken) => spotOf(broken, broken.dockerfile, INSTALL),
  },
  {
    name: "nothing links the site",
    rule: "nginx/not-loaded",
    families: ["debian-sites"],
    change: (parts) => withoutCommands(parts, /\bln -/),
    at: (broken) => copySpot(broken, withinFolder(broken, broken.site)),
  },
  {
    name: "a fragment lies over the main configuration",
    rule: "nginx/wrong-slot",
    families: ["official-conf-d", "front-end", "alpine-http-d"],
    change: (parts) => movedCopy(parts, parts.site, "/etc/nginx/nginx.conf"),
    at: (broken) => copySpot(broken, withinFolder(broken, broken.site)),
  },
  {
    name: "a main configuration lies in conf.d",
    rule: "nginx/wrong-slot",
    families: ["official-main"],
    change: (parts) => movedCopy(parts, parts.main, "/etc/nginx/conf.d/nginx.conf"),
    at: (broken) => copySpot(broken, withinFolder(broken, broken.main)),
  },
  {
    name: "a file in conf.d does not end in .conf",
    rule: "nginx/not-loaded",
    families: ["official-conf-d", "front-end", "supervised", "alpine-http-d"],
    change: (parts) =>
      movedCopy(
        parts,
        parts.site,
        parts.system === "alpine" && parts.made ? "/etc/nginx/http.d/shop" : "/etc/nginx/conf.d/shop",
      ),
    at: (broken) => copySpot(broken, withinFolder(broken, broken.site)),
  },
  {
    name: "a folder of another distribution is used",
    rule: "nginx/not-loaded",
    families: ["official-conf-d", "alpine-http-d", "front-end"],
    change: (parts) => movedCopy(parts, parts.site, "/etc/nginx/sites-enabled/shop.conf"),
    at: (broken) => copySpot(broken, withinFolder(broken, broken.site)),
  },
  {
    name: "a block is not closed",
    rule: "nginx/syntax",
    families: WITH_SITE,
    edit: (variant) =>
      variant.site === undefined
        ? undefined
        : withFile(variant, variant.site, textOf(variant.files, variant.site).replace(/\}\s*$/, "\n")),
    at: (broken) => lastLine(broken, broken.site ?? ""),
  },
  {
    name: "a directive does not exist where it stands",
    rule: "nginx/syntax",
    families: WITH_SITE,
    edit: (variant) => withText(variant, variant.site, LISTEN, "$1worker_connections 10;\n$&"),
    at: inSite(/worker_connections 10/),
  },
];

function movedCopy(
  parts: Parameters<NonNullable<Fault["change"]>>[0],
  source: string | undefined,
  to: string,
) {
  if (source === undefined) return undefined;
  return withSteps(parts, (step) => (brings(step, source) ? [copy(source, to)] : [step]));
}

/** A repo path as the image folder calls it. */
function withinFolder({ folder }: Variant, path: string | undefined): string {
  return (path ?? "").slice(folder.length + 1);
}

function lastLine({ files }: Variant, path: string) {
  const lines = textOf(files, path).split("\n");
  return { path, line: lines.length };
}
