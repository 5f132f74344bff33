/** Folders of which it is known what public bases hold in them: what the table does not name is not there. */
import { ownValue } from "../../names.ts";
import { isWithin } from "../container-path.ts";
import type { BaseImage } from "./base.ts";

// Folders that a base of the table holds nothing in but what the table says: what is not known there is not there.
const COVERED = [
  "/app",
  "/docker-entrypoint.d",
  "/etc/apache2",
  "/etc/confd",
  "/etc/cont-init.d",
  "/etc/cron.d",
  "/etc/httpd",
  "/etc/letsencrypt",
  "/etc/my_init.d",
  "/etc/nginx",
  "/etc/s6-overlay",
  "/etc/service",
  "/etc/services.d",
  "/etc/supervisor",
  "/etc/supervisor.d",
  "/etc/supervisord.d",
  "/home",
  "/opt",
  "/run/nginx",
  "/srv",
  "/usr/local/apache2",
  "/usr/local/openresty/nginx/conf",
  "/usr/share/nginx",
  "/usr/src/app",
  "/var/lib/nginx",
  "/var/log/apache2",
  "/var/log/httpd",
  "/var/log/nginx",
  "/var/www",
];

// The top level of the Filesystem Hierarchy Standard: what a bare distribution has besides is what somebody made.
const STANDARD = new Set(
  "bin boot dev etc home lib lib32 lib64 libx32 media mnt opt proc root run sbin srv sys tmp usr var".split(
    " ",
  ),
);

const BARE = new Set(["debian", "ubuntu", "alpine", "rockylinux", "almalinux", "fedora", "oraclelinux"]);

// What official images have in `/` besides it, by all their Dockerfiles of 2026-08: docker-library, nodejs/docker-node,
// nginx/docker-nginx and openresty/docker-openresty.
const BESIDES: Readonly<Record<string, readonly string[]>> = {
  httpd: [],
  nginx: ["docker-entrypoint.d", "docker-entrypoint.sh"],
  node: [],
  "openresty/openresty": [],
  php: [],
  python: [],
  ruby: [],
};

/** Whether a base is a distribution as it is: PATH is all its environment, and its top level is the standard's. */
export function isBare(image: BaseImage): boolean {
  return image.names.some((name) => BARE.has(name));
}

/** Whether all is known of a path that a base may have: where nothing names it, it is not there. */
export function isCovered(image: BaseImage, path: string): boolean {
  if (COVERED.some((folder) => isWithin(path, folder))) return true;
  const besides = isBare(image) ? [] : ownValue(BESIDES, image.names[0] ?? "");
  const [, top = ""] = path.split("/");
  return besides !== undefined && !STANDARD.has(top) && !besides.includes(top);
}
