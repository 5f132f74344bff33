import { ownValue } from "../../names.ts";
import type { Accounts } from "../accounts.ts";
import type { Apache } from "../apache/types.ts";
import { type Fact, known } from "../fact.ts";
import { ownerName, permits, RUN, WRITE } from "../files/access.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFiles } from "../files/types.ts";
import type { Started } from "../start/record.ts";
import { isServerItself } from "../stock/programs/servers.ts";

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
  { files, accounts }: { readonly files: ContainerFiles; readonly accounts: Accounts },
): Fact<boolean> | undefined {
  const { mainConfig } = server;
  // One process (-X) opens its files before it becomes another.
  const master =
    started.programs.find(({ program }) => isServerItself(program, "apache"))?.user ?? server.master;
  if (!mainConfig.known || !master.known) return undefined;
  const folder = ownValue(LOGS, mainConfig.value.path);
  if (master.value.root || folder === undefined) return undefined;
  const logs = files.lookup(folder);
  const asker = { user: master.value, accounts };
  if (!isFile(logs) || permits(logs, asker, WRITE | RUN) !== "no" || !logs.owner.known) return undefined;
  const name = master.value.name ?? String(master.value.uid);
  const owner = ownerName(accounts, logs.owner.value.user);
  return known(false, master.at, [
    { at: logs.at, note: `${folder} belongs to ${owner}, so user "${name}" cannot write its log there` },
  ]);
}
