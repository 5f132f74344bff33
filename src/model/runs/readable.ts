import type { Accounts } from "../accounts.ts";
import type { Apache } from "../apache/types.ts";
import { type Known, known } from "../fact.ts";
import { closedBy, READ } from "../files/access.ts";
import type { ContainerFile, ContainerFiles } from "../files/types.ts";
import type { Nginx } from "../nginx/types.ts";
import { quotedUser, SERVER_NAMES } from "../servers/questions.ts";

/** A configuration file that the server's first process may not read, or whose folder it may not enter: it ends there. */
export function unreadableConfig(
  { loaded, master, kind }: Nginx | Apache,
  files: ContainerFiles,
  accounts: Accounts,
): Known<boolean> | undefined {
  if (!master.known || master.value.root) return undefined;
  const user = master.value;
  for (const { container } of loaded as readonly { readonly container: ContainerFile }[]) {
    const closed = closedBy({ files, file: container, bits: READ }, { user, accounts });
    if (closed === undefined) continue;
    const note = `${quotedUser(user)} has no access to ${closed.path}, so ${SERVER_NAMES[kind]} cannot read its configuration`;
    return known(false, closed.at, [...closed.because, { at: closed.at, note }]);
  }
  return undefined;
}
