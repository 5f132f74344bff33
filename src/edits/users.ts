/** Which user a fix may let an image run as. */

import type { Fleet, Image, Run, UserAccount } from "../model/model.ts";
import { bottomOf } from "../model/stages/chain.ts";
import { isRootAt } from "../model/stages/setting.ts";
import { isSupervisor } from "../model/stock/programs/tools.ts";
import { ownUsers, usesOf } from "../model/users/use.ts";
import type { Policy } from "../policy/policy.ts";
import { mayBind } from "../policy/ports.ts";

/** The user that the lines of an image and of its bases of the repo make, when it is the only one. */
export function onlyMadeUser({ accounts }: Image): UserAccount | undefined {
  const [made, ...others] = accounts.users.filter(({ from }) => from === "run");
  return others.length === 0 && made?.name !== "" ? made : undefined;
}

/** The same, where the image's own lines make it. */
export function onlyOwnUser(fleet: Fleet, image: Image): UserAccount | undefined {
  const made = onlyMadeUser(image);
  return ownUsers(fleet, image).some(({ name }) => name === made?.name) ? made : undefined;
}

/** The same, where also nothing is known to run as it. */
export function onlyIdleUser(fleet: Fleet, image: Image): UserAccount | undefined {
  const made = onlyOwnUser(fleet, image);
  return made !== undefined && usesOf(fleet, made).at.length === 0 ? made : undefined;
}

/** The user that an image ran as before a USER made it root: an earlier line's, or its base's. */
export function earlierUser({ final }: Image): string | undefined {
  const settings = [...final.steps.map(({ before }) => before), final.after];
  const spec = settings.findLast((setting) => isRootAt(setting) === false)?.user?.spec ?? undefined;
  return spec !== undefined && /^[\w.-]+(:[\w.-]+)?$/.test(spec) ? spec : undefined;
}

/**
 * Whether nothing is known that a run does and only root may: binding a low port, serving with Apache or with nginx
 * (unless the policy wants nginx without root), starting programs as several users.
 */
export function mayRunAsAnother(run: Run, policy: Policy): boolean {
  const { image, listeners, apache, nginx, processes } = run;
  if (mayStart(apache) || (mayStart(nginx) && policy.nginx.master !== "non-root")) return false;
  if (processes.list.some(({ program }) => isSupervisor(program))) return false;
  const ports = [...listeners, ...image.exposes].map(({ port }) => port);
  return ports.every((port) => mayBind(policy, { root: false }, port) === "yes");
}

function mayStart(server: Run["nginx"] | Run["apache"]): boolean {
  return server !== undefined && !(server.launched.known && !server.launched.value);
}

/** The one user for programs that the base of an image brings (`node`), where the base itself stays root. */
export function baseUser({ final }: Image): string | undefined {
  const bottom = bottomOf(final);
  const base = bottom.kind === "registry" && bottom.listed === true ? final.after.base : undefined;
  const [user, ...others] = base?.users ?? [];
  return base?.user === undefined && base?.servers.length === 0 && others.length === 0
    ? user?.name
    : undefined;
}
