/** Uses of a user by who works in a container, or by whose number it is given. */
import { once } from "../../once.ts";
import type { Place } from "../../source.ts";
import type { UserAccount } from "../accounts.ts";
import type { Fleet } from "../fleet/types.ts";
import type { Run } from "../runs/types.ts";

const DEVCONTAINER = /(^|\/)\.devcontainer(\.json|(\/[^/]+)?\/devcontainer\.json)$/;

/** `remoteUser` and `containerUser` of the repo's development containers (containers.dev/implementors/json_reference). */
const devcontainerUsers = once(({ entries, read }: Fleet) =>
  entries
    .filter(({ path }) => DEVCONTAINER.test(path))
    .flatMap(({ path }) => {
      const file = read(path);
      if (file === undefined || "unreadable" in file) return [];
      return Array.from(file.text.matchAll(/"(?:remote|container)User"\s*:\s*"([^"]+)"/g), (found) => ({
        user: found[1] ?? "",
        at: { file, span: { start: found.index, end: found.index + found[0].length } },
      }));
    }),
);

/** Where an editor is told to work as a user. */
export function devcontainerUses(fleet: Fleet, { name, uid }: UserAccount): readonly Place[] {
  return devcontainerUsers(fleet)
    .filter(({ user }) => user === name || user === String(uid))
    .map(({ at }) => at);
}

/** Where the start gives a user a number from outside: whatever runs by that number runs as the user. */
export function renumberedUses({ startCommands }: Run, { name }: UserAccount): readonly Place[] {
  return startCommands
    .filter((command) => {
      const words = command.args.map(({ value }) => value);
      const option = words.findIndex((word) => word === "-u" || word === "--uid");
      return command.name === "usermod" && words.at(-1) === name && option >= 0 && words[option + 1] === null;
    })
    .map(({ at }) => at);
}
