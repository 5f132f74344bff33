import { type Unknown, unknown } from "../../fact.ts";
import type { SupervisorConfig } from "./config.ts";

// supervisor's own one is asked for by supervisorctl, and starts nothing by itself.
const OWN = /^supervisor\.rpcinterface:/;

/** Why it cannot be told what supervisord starts: it is told to run code of somebody else in itself (`rpcinterface_factory`). */
export function foreignInterface({ sections, expand }: SupervisorConfig): Unknown | undefined {
  for (const [name, { values }] of sections) {
    if (!name.startsWith("rpcinterface:")) continue;
    const factory = values.get("supervisor.rpcinterface_factory");
    if (factory === undefined) continue;
    const text = expand(factory);
    if (text.kind === "text" && OWN.test(text.text.trim())) continue;
    const why = `supervisord runs the code of [${name}], ${factory.raw.trim()}, which is not read`;
    return unknown({ key: `interface ${name}`, why }, factory.at);
  }
  return undefined;
}
