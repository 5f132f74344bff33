import type { BaseImage } from "./base.ts";
import { databaseBases } from "./bases-databases.ts";
import { languageBases } from "./bases-languages.ts";
import { proxyBases } from "./bases-proxies.ts";
import { serviceBases } from "./bases-services.ts";
import { systemBases } from "./bases-systems.ts";
import { webBases } from "./bases-web.ts";

export type { BaseImage, BaseSystem } from "./base.ts";

/** Public base images that we know; among entries of one name those for some tags stand before the one for all. */
export const bases: readonly BaseImage[] = [
  ...systemBases,
  ...webBases,
  ...proxyBases,
  ...languageBases,
  ...databaseBases,
  ...serviceBases,
];
