import { isFile } from "./container-files.ts";
import { type Fact, known, unknown } from "./fact.ts";
import type { Apache, ContainerFiles } from "./model.ts";
import type { Started } from "./start.ts";

// Measured with Apache 2.4 of Debian 12: it ends when it cannot open its error log, and, started as `apache2` and not by
// apachectl, when DefaultRuntimeDir is not there. The official image ends when it cannot write logs/httpd.pid.
const LOGS: Readonly<Record<string, string>> = {
  "/etc/apache2/apache2.conf": "/var/log/apache2",
  "/usr/local/apache2/conf/httpd.conf": "/usr/local/apache2/logs",
};

/** Why Apache cannot write what it must when it starts; `undefined` where nothing is known against it. */
export function apacheWrites(
  server: Apache,
  started: Started,
  files: ContainerFiles,
): Fact<boolean> | undefined {
  const { master, mainConfig } = server;
  if (!mainConfig.known || !master.known) return undefined;
  const folder = LOGS[mainConfig.value.path];
  const direct = started.programs.find(({ program }) => program === "apache2");
  if (direct !== undefined && folder === "/var/log/apache2" && !isThere(files, "apache2")) {
    return unknown("apache2 needs /var/run/apache2, which apachectl makes and apache2 does not", direct.at);
  }
  if (master.value.root || folder === undefined) return undefined;
  const logs = files.lookup(folder);
  if (!isFile(logs) || !logs.owner.known || logs.mode.known === false) return undefined;
  const { user } = logs.owner.value;
  const name = master.value.name ?? String(master.value.uid);
  if (user !== "root" || (logs.mode.value & 0o022) !== 0) return undefined;
  return known(false, master.at, [
    { at: logs.at, note: `${folder} belongs to root, so ${name} cannot write its log there` },
  ]);
}

function isThere(files: ContainerFiles, name: string): boolean {
  return [`/var/run/${name}`, `/run/${name}`].some((path) => isFile(files.lookup(path)));
}
