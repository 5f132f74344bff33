import type { Listing } from "../observation.ts";
import type { Accounts } from "./accounts.ts";
import { openSockets, type Sight } from "./processes.ts";

/** What `ps` and `ss` would show; how many workers there are depends on the machine, so each line stands once. */
export function listingOf({ processes, sockets }: Sight, accounts: Accounts): Listing {
  const holders = processes.map(({ pid, program }) => ({ program, inodes: openSockets(pid) }));
  const lines = processes.map(({ uid, command }) => ({ user: accounts.nameOf(uid) ?? String(uid), command }));
  const shown = sockets.map(({ address, port, inode }) => ({
    port,
    address: `${address.includes(":") ? `[${address}]` : address}:${port}`,
    program: holders.find(({ inodes }) => inodes.has(inode))?.program ?? "-",
  }));
  const sorted = shown.sort((a, b) => a.port - b.port || (a.address < b.address ? -1 : 1));
  return {
    processes: lines.filter(({ user, command }, i) => {
      return lines.findIndex((other) => other.user === user && other.command === command) === i;
    }),
    sockets: sorted.map(({ address, program }) => ({ address, program })),
  };
}
