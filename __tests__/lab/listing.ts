import type { Listing } from "./observation.ts";

/** The processes of a container as `ps -eo user,args` shows them, with its heading. */
export function processLines({ processes }: Listing): readonly string[] {
  return columns([["USER", "COMMAND"], ...processes.map(({ user, command }) => [user, command] as const)]);
}

/** The listening sockets of a container, as `ss -tlp` shows address and program. */
export function socketLines({ sockets }: Listing): readonly string[] {
  return columns([
    ["LISTENING", "PROGRAM"],
    ...sockets.map(({ address, program }) => [address, program] as const),
  ]);
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([first]) => first.length)) + 2;
  return rows.map(([first, second]) => `${first.padEnd(width)}${second}`);
}
