import { parentOf } from "../../container-path.ts";
import { isProgramOf } from "../../stock/programs/servers.ts";
import type { StartInput, StartStep } from "../record.ts";
import type { ProgramSection, SupervisorConfig } from "./config.ts";
import type { SupervisorProblem } from "./refused.ts";

/** `environment=NAME="value",NAME=value` (dict_of_key_value_pairs of supervisor's datatypes.py). */
export function setBy(
  values: ProgramSection["values"] | undefined,
  { expand }: SupervisorConfig,
): readonly (readonly [string, string | undefined])[] {
  const value = values?.get("environment");
  if (value === undefined) return [];
  const text = expand(value);
  const pairs = [
    ...(text.kind === "text" ? text.text : value.raw).matchAll(
      /([A-Za-z_]\w*)[ \t]*=[ \t]*("[^"]*"|'[^']*'|[^,\s]*)/g,
    ),
  ];
  return pairs.map(([, name = "", raw = ""]) => [
    name,
    text.kind === "text" ? raw.replace(/^["']|["']$/g, "") : undefined,
  ]);
}

/** A server that supervisord does not find: it looks in the PATH that its own `environment` sets (get_path of options.py). */
export function unfoundServer(
  { words, step }: { readonly words: readonly (string | null)[]; readonly step: StartStep },
  path: string | undefined,
  { servers }: StartInput,
): SupervisorProblem | undefined {
  const [name] = words;
  if (path === undefined || name === undefined || name === null || name.includes("/")) return undefined;
  const server = servers.find((one) => isProgramOf(name, one));
  if (server === undefined) return undefined;
  const folder = parentOf(server.program);
  const has = (part: string) => part === folder || part === folder.replace("/usr", "");
  if (path.split(":").some(has)) return undefined;
  const message = `supervisord does not find ${name}: the PATH of its environment does not hold ${folder}`;
  return { key: `PATH ${name}`, at: step.at, message, stops: "program" };
}
