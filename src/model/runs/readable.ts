import { type Accounts, quotedUser } from "../accounts.ts";
import type { Apache } from "../apache/types.ts";
import { closedBy, READ } from "../files/access.ts";
import type { ContainerFile, ContainerFiles } from "../files/types.ts";
import type { Nginx } from "../nginx/types.ts";
import { SERVER_NAMES } from "../servers/questions.ts";
import type { Stop } from "../start/record.ts";

/** A configuration file that the server's first process may not read, or whose folder it may not enter: it ends there. */
export function unreadableConfig(
  { loaded, master, kind }: Nginx | Apache,
  files: ContainerFiles,
  accounts: Accounts,
): Stop | undefined {
  if (!master.known || master.value.root) return undefined;
  const user = master.value;
  for (const { container } of loaded as readonly { readonly container: ContainerFile }[]) {
    const closed = closedBy({ files, file: container, bits: READ }, { user, accounts });
    if (closed === undefined) continue;
    const note = `${quotedUser(user)} cannot read ${container.path}, so ${SERVER_NAMES[kind]} does not start`;
    const { path, mode, at, because } = closed;
    const bits = mode.known ? mode.value.toString(8).padStart(4, "0") : "closed";
    const help = `${path} has mode ${bits}: copy it with --chmod, or give it to this user with --chown`;
    return { key: `unreadable ${container.path}`, at, note, help, because };
  }
  return undefined;
}
