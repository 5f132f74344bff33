import type { Theme } from "../case.ts";
import { nginxFiles } from "./nginx-files.ts";
import { nginxListen } from "./nginx-listen.ts";
import { nginxUsers } from "./nginx-users.ts";

/** All cases of the lab. */
export const themes: readonly Theme[] = [nginxUsers, nginxListen, nginxFiles];
