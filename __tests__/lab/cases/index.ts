import type { Theme } from "../case.ts";
import { accounts } from "./accounts.ts";
import { copy } from "./copy.ts";
import { nginxFiles } from "./nginx-files.ts";
import { nginxListen } from "./nginx-listen.ts";
import { nginxUsers } from "./nginx-users.ts";
import { runEffects } from "./run-effects.ts";
import { stages } from "./stages.ts";

/** All cases of the lab. */
export const themes: readonly Theme[] = [nginxUsers, nginxListen, nginxFiles, copy, stages, accounts, runEffects];
