import type { Unknown } from "../fact.ts";
import { containerFiles, Layers, opaqueLayer } from "../files/layers.ts";
import type { RunFacts } from "./read.ts";

/** The run of an image of which nothing can be told. */
export function unreadRun(why: Unknown): RunFacts {
  const files = containerFiles(new Layers([opaqueLayer("/", why)]));
  return {
    containerUser: why,
    userIsSet: false,
    processes: { list: [], others: why, stepsDown: why },
    supervisors: [],
    fpm: [],
    stops: [],
    listeners: [],
    startWrites: [],
    substitutions: [],
    startCommands: [],
    accounts: { users: [], groups: [], others: why },
    files,
    filesAtStart: files,
    scripts: [],
  };
}
