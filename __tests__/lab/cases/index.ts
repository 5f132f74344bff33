import type { Theme } from "../case.ts";
import { nginxUsers } from "./nginx-users.ts";

/** All cases of the lab. */
export const themes: readonly Theme[] = [nginxUsers];
