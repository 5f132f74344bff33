/** What is told of a server that is not read: its main configuration is not known, or it is started for something else. */
import { type Fact, known, type Unknown } from "../fact.ts";
import type { ServerInput } from "./input.ts";
import { SERVER_NAMES } from "./questions.ts";
import type { Server } from "./types.ts";
import { because } from "./users.ts";

/** Nothing can be told but who starts it. */
export function unreadServer({ starts, processUser }: ServerInput, why: Unknown): Server<never> {
  return {
    launched: starts,
    starts,
    mainConfig: because(why),
    loaded: [],
    incomplete: because(why),
    problems: [],
    missingIncludes: [],
    absent: [],
    unloaded: [],
    master: processUser,
    workers: processUser.known && !processUser.value.root ? processUser : because(why),
    listeners: [],
    listenersIncomplete: because(why),
    defaultSites: [],
    ownSites: [],
  };
}

/** `nginx -t`, `apachectl configtest` and their like end by themselves: whether the server serves. */
export function servesUnless(
  otherJob: string | undefined,
  { starts, command, installed }: ServerInput,
): Fact<boolean> {
  if (otherJob === undefined || command === undefined) return starts;
  const note = `${SERVER_NAMES[installed.install.kind]} ${otherJob} does not serve`;
  return known(false, command.at, [{ at: command.at, note }]);
}
