import { ownValue } from "../../../names.ts";
import { type Unknown, unknown } from "../../fact.ts";
import { programNames, type SupervisorConfig } from "./config.ts";
import { OWN_KEYS, PROGRAM_KEYS } from "./values.ts";

/** A variable that a configuration needs and that nothing sets: supervisord stops, unless the container is given it. */
export function neededVariable(
  { sections, programs, expand }: SupervisorConfig,
  isSet: (name: string) => boolean,
): Unknown | undefined {
  const own = sections.get("supervisord");
  const read = [
    ...(own === undefined ? [] : [{ section: own, keys: OWN_KEYS, names: undefined }]),
    ...programs.map((section) => ({ section, keys: PROGRAM_KEYS, names: programNames(section) })),
  ];
  for (const { section, keys, names } of read) {
    for (const [key, value] of section.values) {
      if (ownValue(keys, key) === undefined || !value.raw.includes("%(ENV_")) continue;
      const text = expand(value, names);
      const name = text.kind === "unknown" && text.name.startsWith("ENV_") ? text.name.slice(4) : undefined;
      if (name === undefined || names?.has(`ENV_${name}`) || isSet(name)) continue;
      return unknown(
        {
          key: `unset ${name}`,
          why: `supervisord needs ${name}, which nothing in the image sets: it stops unless the container is started with it`,
        },
        value.at,
        `write ENV ${name}=… in the Dockerfile, or set it in the compose service that starts the image`,
      );
    }
  }
  return undefined;
}
