// Placeholder until the Apache model lands: helper-9 replaces this file.
import { unknown } from "./fact.ts";
import type { Apache } from "./model.ts";
import type { ServerInput } from "./server-input.ts";
export function readApache(input: ServerInput): Apache {
  const why = unknown("Apache is not read yet", input.installed.at);
  return {
    kind: "apache",
    starts: input.starts,
    mainConfig: why,
    loaded: [],
    incomplete: why,
    problems: [],
    missingIncludes: [],
    unloaded: [],
    master: input.processUser,
    workers: why,
    listeners: [],
    listenersIncomplete: why,
    defaultSites: [],
    ownSites: [],
    userDirectives: [],
    groupDirectives: [],
  };
}
