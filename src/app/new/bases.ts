/** How a server is put on a base image: installed, configured, started. */
import type { Run } from "../../model/runs/types.ts";
import { ownValue } from "../../names.ts";
import type { ApacheFolders } from "./apache-config.ts";

/** What a new image may serve with. */
export const SERVER_KINDS = ["nginx", "apache", "none"] as const;
export type ServerKind = (typeof SERVER_KINDS)[number];
type Server = Exclude<ServerKind, "none">;

/** Bases that are taken where nobody names one and the repo has none of the kind; names in full, without their registry. */
export const USUAL_BASES: Readonly<Record<ServerKind, string>> = {
  nginx: "library/nginx:1.30-alpine",
  apache: "library/httpd:2.4-alpine",
  none: "library/debian:12-slim",
};

/** Families of the table of bases that hold the server of a kind and nothing else. */
export const FAMILIES: Readonly<Record<ServerKind, readonly string[]>> = {
  nginx: ["nginx", "nginxinc/nginx-unprivileged"],
  apache: ["httpd"],
  none: [],
};

/** How a server lies on a base. */
export interface ServerOnBase {
  /** Container path of its main configuration. */
  readonly config: string;
  /** Who serves. */
  readonly user: string;
  /** The line that installs it, how it is started, and the signal that ends it well; absent where the base has all. */
  readonly added?: { readonly line: string; readonly cmd: readonly string[]; readonly stop: string };
  /** Where Apache has its own files. */
  readonly apache?: ApacheFolders;
}

// Debian 12's nginx and apache2, Alpine 3.20's.
const PACKAGES = {
  nginx: {
    debian: { config: "/etc/nginx/nginx.conf", user: "www-data" },
    alpine: { config: "/etc/nginx/nginx.conf", user: "nginx" },
  },
  apache: {
    debian: { config: "/etc/apache2/apache2.conf", user: "www-data" },
    alpine: { config: "/etc/apache2/httpd.conf", user: "apache" },
  },
};
const CMD = {
  nginx: { debian: ["nginx", "-g", "daemon off;"], alpine: ["nginx", "-g", "daemon off;"] },
  apache: { debian: ["apache2", "-D", "FOREGROUND"], alpine: ["httpd", "-D", "FOREGROUND"] },
};
const PACKAGE = { nginx: "nginx", apache: "apache2" };
// What the official images set as STOPSIGNAL.
const STOP = { nginx: "SIGQUIT", apache: "SIGWINCH" };

// Debian builds log_config and unixd in (`apache2 -l`).
const BUILT_IN = ["unixd", "log_config"];
const MODULES = ["mpm_event", "unixd", "log_config", "authz_core", "dir", "mime"];

const APACHES: Readonly<Record<string, ApacheFolders>> = {
  "/usr/local/apache2/conf/httpd.conf": {
    serverRoot: "/usr/local/apache2",
    modules: "modules",
    loaded: MODULES,
    mimeTypes: "conf/mime.types",
  },
  "/etc/apache2/apache2.conf": {
    serverRoot: "/etc/apache2",
    modules: "/usr/lib/apache2/modules",
    loaded: MODULES.filter((name) => !BUILT_IN.includes(name)),
    mimeTypes: "/etc/mime.types",
  },
  "/etc/apache2/httpd.conf": {
    serverRoot: "/var/www",
    modules: "modules",
    loaded: MODULES,
    mimeTypes: "/etc/apache2/mime.types",
  },
};

/** How a kind of server is put on the base of an image that is nothing but this base; `undefined` where that is unknown. */
export function serverOnBase(kind: Server, bare: Run): ServerOnBase | undefined {
  const install = kind === "nginx" ? bare.nginx?.install : bare.apache?.installed.install;
  const found = install === undefined ? byPackage(kind, bare) : inBase(kind, bare, install.mainConfig);
  if (found === undefined || kind === "nginx") return found;
  const apache = ownValue(APACHES, found.config);
  return apache && { ...found, apache };
}

function inBase(kind: Server, { accounts, image }: Run, config: string): ServerOnBase | undefined {
  const names = image.final.after.base?.names ?? [];
  // An image of something else that brings the server along needs more than its configuration.
  if (!names.some((name) => FAMILIES[kind].includes(name))) return undefined;
  const user = ["nginx", "www-data", "apache"].find((name) =>
    accounts.users.some((one) => one.name === name),
  );
  return user === undefined ? undefined : { config, user };
}

function byPackage(kind: Server, { image }: Run): ServerOnBase | undefined {
  const { system } = image.final.after;
  if (system !== "debian" && system !== "alpine") return undefined;
  const line =
    system === "debian"
      ? `RUN apt-get update && apt-get install -y --no-install-recommends ${PACKAGE[kind]} && rm -rf /var/lib/apt/lists/*`
      : `RUN apk add --no-cache ${PACKAGE[kind]}`;
  return { ...PACKAGES[kind][system], added: { line, cmd: CMD[kind][system], stop: STOP[kind] } };
}

/** The line that creates a user without home and shell; `undefined` where it is unknown how. */
export function userLine(name: string, { image }: Run): string | undefined {
  switch (image.final.after.system) {
    case "debian":
      return `RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin ${name}`;
    case "rhel":
      return `RUN useradd --system --uid 10001 --user-group --no-create-home --shell /sbin/nologin ${name}`;
    case "alpine":
      return `RUN addgroup -S -g 10001 ${name} && adduser -S -D -H -u 10001 -s /sbin/nologin -G ${name} ${name}`;
    default:
      return undefined;
  }
}
