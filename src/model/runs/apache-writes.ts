import { ownValue } from "../../names.ts";
import type { Apache } from "../apache/types.ts";
import { type Fact, known } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFiles } from "../files/types.ts";
import type { Started } from "../start/record.ts";

// Measured with Apache 2.4 of Debian 12: it ends when it cannot open its error log. The official image ends when it
// cannot write logs/httpd.pid.
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
  const { mainConfig } = server;
  // One process (-X) opens its files before it becomes another.
  const master = started.programs.find(({ program }) => PROGRAMS.test(program))?.user ?? server.master;
  if (!mainConfig.known || !master.known) return undefined;
  const folder = ownValue(LOGS, mainConfig.value.path);
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

const PROGRAMS = /^(apache2|httpd|apachectl|apache2ctl|apache2-foreground|httpd-foreground)$/;
