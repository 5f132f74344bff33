import { ownValue } from "../../names.ts";
import { DEFAULT_PATH } from "../container-path.ts";
import { type BaseImage, base, byTag, own } from "./base.ts";
import type { ServerInstall } from "./install.ts";
import { nginxOfficialInVarRun } from "./nginx.ts";

// github.com/nginx/docker-nginx at its tags 1.13.12 to 1.18.0, and nginx.org's package of then (pkg-oss, debian/nginx.conf).

const { scripts: _, ...withoutScripts } = nginxOfficialInVarRun;

const MAIN = "/etc/nginx/nginx.conf";
const SITE = "/etc/nginx/conf.d/default.conf";

/** The official image before 1.19, which has no entrypoint: nothing renders templates, runs hooks or adds IPv6. */
const nginxOfficialEarly: ServerInstall = {
  ...withoutScripts,
  files: {
    ...withoutScripts.files,
    [MAIN]: (ownValue(withoutScripts.files, MAIN) ?? "")
      .replace("worker_processes  auto", "worker_processes  1")
      .replace("error.log notice", "error.log warn"),
  },
};

/** 1.18.0 alone, whose Dockerfile adds IPv6 to the site when it is built. */
const nginxOfficialBothFamilies: ServerInstall = {
  ...nginxOfficialEarly,
  files: {
    ...nginxOfficialEarly.files,
    [SITE]: (ownValue(nginxOfficialEarly.files, SITE) ?? "").replace(
      "listen       80;",
      "listen       80;\n    listen  [::]:80;",
    ),
  },
};

const EARLY = {
  environment: { PATH: DEFAULT_PATH },
  users: own("nginx", 101),
  exposes: [80],
  cmd: ["nginx", "-g", "daemon off;"],
};

/** The images before 1.19; before 1.16 the system chose the number of their user. */
export const earlyNginxBases: readonly BaseImage[] = [
  base("nginx", byTag("debian"), {
    ...EARLY,
    users: [{ name: "nginx" }],
    releases: { before: "1.16" },
    servers: [nginxOfficialEarly],
  }),
  base("nginx", byTag("debian"), { ...EARLY, releases: { before: "1.18" }, servers: [nginxOfficialEarly] }),
  base("nginx", byTag("debian"), {
    ...EARLY,
    releases: { before: "1.19" },
    servers: [nginxOfficialBothFamilies],
  }),
];
