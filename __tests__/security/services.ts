/** Repos whose image a compose service starts, and what is added to that service. */
import type { Files } from "../app/changes-between.ts";
import { debian, gosu } from "./other-repos.ts";
import { COMPOSE, textIn } from "./repos.ts";

/** A service that starts the image as its own user. */
export const SERVICE = `services:
  web:
    build: ./deployment/images/web
    user: app
    ports: ["8080:8080"]
`;
export const composed: Files = { ...debian, [COMPOSE]: SERVICE };
/** A service that leaves it to the image who it runs as. */
export const started: Files = { ...gosu, [COMPOSE]: SERVICE.replace("    user: app\n", "") };

/** A repo with more lines of its service, and more files. */
export function more(base: Files, lines: string, files: Files = {}): Files {
  return { ...base, ...files, [COMPOSE]: `${textIn(base, COMPOSE)}${lines}` };
}
