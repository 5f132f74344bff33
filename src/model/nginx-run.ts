/** What nginx's configuration and build come to, read once more from a run. */
import { isFile } from "./container-files.ts";
import type { Nginx, Run } from "./model.ts";
import { type NginxCommand, readCommand } from "./nginx-command.ts";
import { readTree, type Step } from "./nginx-tree.ts";
import { serverFiles } from "./server-files.ts";
import type { ServerInstall } from "./stock/install.ts";
import {
  nginxAlpine,
  nginxDebian,
  nginxOfficial,
  nginxOrg,
  nginxRhel,
  nginxUnprivileged,
} from "./stock/nginx.ts";
import { nginxUbi } from "./stock/ubi.ts";

const INSTALLS: readonly ServerInstall[] = [
  nginxAlpine,
  nginxDebian,
  nginxOfficial,
  nginxOrg,
  nginxRhel,
  nginxUbi,
  nginxUnprivileged,
];

/** Which of our table's builds of nginx an image has, told by the files that came with it. */
export function installOf({ image: { files } }: Run): ServerInstall | undefined {
  return INSTALLS.find(({ title, files: texts, folders, links }) =>
    [...Object.keys(texts), ...folders, ...Object.keys(links)].some((path) => {
      const found = files.entry(path);
      return isFile(found) && found.because[0]?.note === `${path} comes with ${title}`;
    }),
  );
}

/** Nginx's arguments, where something is known to start it. */
export function nginxCommand(run: Run): NginxCommand | undefined {
  const install = installOf(run);
  const process = run.processes.list.find(({ program }) => /^(nginx|nginx-debug|openresty)$/.test(program));
  if (install === undefined || process === undefined) return undefined;
  // `service nginx start` hands over what nobody can see from here: nothing.
  const args = process.args.join(" ") === "…" ? [] : process.args;
  const command = { args: args.map((arg) => (arg === "…" ? null : arg)), at: process.at };
  return readCommand(command, { install, at: process.at, from: "base" });
}

/** The value of one of nginx's options (`p`, `e`): absent when it is not given, `null` when it cannot be read. */
export function nginxOption({ processes }: Run, option: "e" | "p"): string | null | undefined {
  const process = processes.list.find(({ program }) => /^(nginx|nginx-debug)$/.test(program));
  const args = process?.args ?? [];
  const index = args.findIndex((arg) => arg.startsWith(`-${option}`));
  const arg = args[index];
  if (arg === undefined) return undefined;
  const value = arg.length > 2 ? arg.slice(2) : args[index + 1];
  return value === undefined || value === "…" ? null : value;
}

/** The directives of `-g`, the main configuration and all that is included; empty where they cannot be read. */
export function nginxSteps(run: Run, nginx: Nginx): readonly Step[] {
  const { mainConfig, loaded } = nginx;
  if (!mainConfig.known || !mainConfig.value.content.known) return [];
  const globals = nginxCommand(run)?.globals;
  // What the entrypoint renders lies in no layer of the image.
  const files = serverFiles(
    run.image.files,
    [],
    loaded.map(({ container }) => container),
  );
  const main = mainConfig.value;
  return readTree(main, mainConfig.value.content.value, {
    files,
    ...(globals === undefined ? {} : { globals }),
  }).steps;
}

/** Every directive with the blocks around it, outermost first. */
export function* everyStep(
  steps: readonly Step[],
  parents: readonly Step[] = [],
): Generator<{ readonly step: Step; readonly parents: readonly Step[] }> {
  for (const step of steps) {
    yield { step, parents };
    yield* everyStep(step.children, [...parents, step]);
  }
}

/** The server blocks of `http`, with the block that they stand in. */
export function httpServers(
  steps: readonly Step[],
): readonly { readonly server: Step; readonly http: Step }[] {
  return steps
    .filter(({ context, directive }) => context === "main" && directive.name.value === "http")
    .flatMap((http) =>
      http.children
        .filter(({ directive }) => directive.name.value === "server" && directive.block !== undefined)
        .map((server) => ({ server, http })),
    );
}
