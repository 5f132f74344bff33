import type { Place } from "../../../source.ts";
import { isWithin } from "../../container-path.ts";
import { unknown } from "../../fact.ts";
import { containerFiles, isFile, removeMatchingLayer } from "../../files/layers.ts";
import type { Effect } from "../../shell/effects.ts";
import { serverOf, usersOfPackage } from "../../shell/packages.ts";
import { apacheAlpine, apacheRhel } from "../../stock/apache.ts";
import { apacheDebian } from "../../stock/apache-debian.ts";
import type { BaseSystem } from "../../stock/bases.ts";
import type { InstalledServer, ServerInstall } from "../../stock/install.ts";
import { nginxAlpine, nginxDebian, nginxOrg, nginxPhoton, nginxRhel } from "../../stock/nginx.ts";
import { stockLayer } from "../../stock/server-files.ts";
import { namesWord } from "../chain.ts";
import type { Step } from "../image.ts";
import type { State } from "../state.ts";
import { installListener, installSupervisor } from "./package-files.ts";

const INSTALLS: Readonly<
  Record<Exclude<BaseSystem, "none">, Readonly<Partial<Record<"nginx" | "apache", ServerInstall>>>>
> = {
  debian: { nginx: nginxDebian, apache: apacheDebian },
  alpine: { nginx: nginxAlpine, apache: apacheAlpine },
  rhel: { nginx: nginxRhel, apache: apacheRhel },
  photon: { nginx: nginxPhoton },
};

/** Applies a package installation: servers with their stock files, users that packages make. */
export function applyInstall(
  state: State,
  { packages, bare }: Pick<Extract<Effect, { kind: "install" }>, "packages" | "bare">,
  at: Place,
): void {
  for (const name of packages) {
    state.packages.add(name);
    const server = serverOf(name, state.system);
    if (name === "supervisor") installSupervisor(state, at);
    if (server !== undefined) installServer(state, server, { at, ...(bare && { bare }) });
    installListener(state, name, at);
    const users = usersOfPackage(name, state.system);
    if (users === undefined)
      state.otherAccounts ??= unknown(
        { key: `users of package ${name}`, why: `the package ${name} may create users` },
        at,
        "create the users that the image needs by a RUN with useradd or adduser",
      );
    for (const user of users ?? []) addStockUser(state, { name: user }, { at, from: "package" });
  }
}

// The address of nginx.org's packages for every distribution, and of their keys.
const NGINX_ORG = ["nginx.org/packages", "nginx.org/keys"];

/** Whether a step makes nginx.org a source of packages: its commands name it, or what they write does. */
function namesNginxOrg(step: Step): boolean {
  return NGINX_ORG.some(
    (address) =>
      namesWord(step, address) ||
      step.effects.some(
        ({ effect }) =>
          effect.kind === "write" && effect.content.known && effect.content.value.file.text.includes(address),
      ),
  );
}

function installServer(
  state: State,
  kind: "nginx" | "apache",
  how: Pick<InstalledServer, "at" | "bare">,
): void {
  if (state.servers.some(({ install }) => install.kind === kind)) return;
  if (state.system === undefined || state.system === "none") return;
  // nginx.org's own packages differ from the distributions': user, slots, no sites-enabled.
  const foreign = kind === "nginx" && state.steps.some(namesNginxOrg);
  const install = foreign ? nginxOrg : INSTALLS[state.system][kind];
  if (install !== undefined) return addServer(state, install, { ...how, from: "package" });
  const why = "how Photon's package installs Apache is unknown";
  state.unknownInstall ??= unknown({ key: `install of ${kind}`, why }, how.at);
}

/** Adds a server with its stock files; files that already stand are kept, as dpkg and apk keep them. */
export function addServer(
  state: State,
  install: ServerInstall,
  { at, from, bare }: Pick<InstalledServer, "at" | "from" | "bare">,
): void {
  state.servers.push({ install, at, from, ...(bare && { bare }), ...state.baseRef });
  const before = containerFiles(state.layers.copy());
  const stands = (path: string) => isFile(before.entry(path));
  state.layers.push(stockLayer(install, { at, from, stands }));
  for (const user of install.users) addStockUser(state, user, { at, from });
}

/** Adds a user and its group unless they exist. */
export function addStockUser(
  state: State,
  user: ServerInstall["users"][number],
  { at, from }: { at: Place; from: "base" | "package" },
): void {
  const group = user.group ?? user.name;
  if (!state.users.has("name", user.name)) {
    state.users.add({
      ...(user.noLogin === undefined ? {} : { noLogin: user.noLogin }),
      name: user.name,
      ...(user.uid === undefined ? {} : { uid: user.uid }),
      group,
      from,
      at,
    });
  }
  if (!state.groups.has("name", group)) {
    state.groups.add({ name: group, ...(user.gid === undefined ? {} : { gid: user.gid }), from, at });
  }
}

/** Applies the removal of packages: their servers are gone, with the stock files. */
export function applyUninstall(state: State, packages: readonly string[]): void {
  for (const name of packages) {
    const kind = serverOf(name, state.system);
    const index = state.servers.findIndex(({ install }) => install.kind === kind);
    const server = state.servers[index];
    if (server === undefined) continue;
    state.servers.splice(index, 1);
    const paths = Object.keys(server.install.files);
    state.layers.push(removeMatchingLayer("/", (path) => paths.some((gone) => isWithin(path, gone))));
  }
}
