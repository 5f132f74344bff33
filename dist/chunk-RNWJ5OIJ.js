import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  ownValue
} from "./chunk-M3MVB6O3.js";

// src/app/new/bases.ts
var SERVER_KINDS = ["nginx", "apache", "none"];
var USUAL_BASES = {
  nginx: "library/nginx:1.30-alpine",
  apache: "library/httpd:2.4-alpine",
  none: "library/debian:12-slim"
};
var FAMILIES = {
  nginx: ["nginx", "nginxinc/nginx-unprivileged"],
  apache: ["httpd"],
  none: []
};
var PACKAGES = {
  nginx: {
    debian: { config: "/etc/nginx/nginx.conf", user: "www-data" },
    alpine: { config: "/etc/nginx/nginx.conf", user: "nginx" }
  },
  apache: {
    debian: { config: "/etc/apache2/apache2.conf", user: "www-data" },
    alpine: { config: "/etc/apache2/httpd.conf", user: "apache" }
  }
};
var CMD = {
  nginx: { debian: ["nginx", "-g", "daemon off;"], alpine: ["nginx", "-g", "daemon off;"] },
  apache: { debian: ["apache2", "-D", "FOREGROUND"], alpine: ["httpd", "-D", "FOREGROUND"] }
};
var PACKAGE = { nginx: "nginx", apache: "apache2" };
var STOP = { nginx: "SIGQUIT", apache: "SIGWINCH" };
var BUILT_IN = ["unixd", "log_config"];
var MODULES = ["mpm_event", "unixd", "log_config", "authz_core", "dir", "mime"];
var APACHES = {
  "/usr/local/apache2/conf/httpd.conf": {
    serverRoot: "/usr/local/apache2",
    modules: "modules",
    loaded: MODULES,
    mimeTypes: "conf/mime.types"
  },
  "/etc/apache2/apache2.conf": {
    serverRoot: "/etc/apache2",
    modules: "/usr/lib/apache2/modules",
    loaded: MODULES.filter((name) => !BUILT_IN.includes(name)),
    mimeTypes: "/etc/mime.types"
  },
  "/etc/apache2/httpd.conf": {
    serverRoot: "/var/www",
    modules: "modules",
    loaded: MODULES,
    mimeTypes: "/etc/apache2/mime.types"
  }
};
function serverOnBase(kind, bare) {
  const install = kind === "nginx" ? bare.nginx?.install : bare.apache?.installed.install;
  const found = install === void 0 ? byPackage(kind, bare) : inBase(kind, bare, install.mainConfig);
  if (found === void 0 || kind === "nginx") return found;
  const apache = ownValue(APACHES, found.config);
  return apache && { ...found, apache };
}
function inBase(kind, { accounts, image }, config) {
  const names = image.final.after.base?.names ?? [];
  if (!names.some((name) => FAMILIES[kind].includes(name))) return void 0;
  const user = ["nginx", "www-data", "apache"].find(
    (name) => accounts.users.some((one) => one.name === name)
  );
  return user === void 0 ? void 0 : { config, user };
}
function byPackage(kind, { image }) {
  const { system } = image.final.after;
  if (system !== "debian" && system !== "alpine") return void 0;
  const line = system === "debian" ? `RUN apt-get update && apt-get install -y --no-install-recommends ${PACKAGE[kind]} && rm -rf /var/lib/apt/lists/*` : `RUN apk add --no-cache ${PACKAGE[kind]}`;
  return { ...PACKAGES[kind][system], added: { line, cmd: CMD[kind][system], stop: STOP[kind] } };
}
function userLine(name, { image }) {
  switch (image.final.after.system) {
    case "debian":
      return `RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin ${name}`;
    case "rhel":
      return `RUN useradd --system --uid 10001 --user-group --no-create-home --shell /sbin/nologin ${name}`;
    case "alpine":
      return `RUN addgroup -S -g 10001 ${name} && adduser -S -D -H -u 10001 -s /sbin/nologin -G ${name} ${name}`;
    default:
      return void 0;
  }
}

export {
  SERVER_KINDS,
  USUAL_BASES,
  FAMILIES,
  serverOnBase,
  userLine
};
