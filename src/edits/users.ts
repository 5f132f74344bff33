/** Which user a fix may let an image run as. */

import type { Fleet } from "../model/fleet/types.ts";
import type { UserAccount } from "../model/model.ts";
import type { Run } from "../model/runs/types.ts";
import { bottomOf, finalChain } from "../model/stages/chain.ts";
import type { Image } from "../model/stages/image.ts";
import { findBase, unmirrored } from "../model/stock/references.ts";
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
export function earlierUser(image: Image, registries: Policy["registries"]): string | undefined {
  const named = finalChain(image).instructions.flatMap(({ instruction: { keyword, words } }) =>
    keyword === "USER" ? words.map(({ raw }) => raw) : [],
  );
  const last = named.findLast((spec) => !/^["']?(root|0)(:|["']?$)/.test(spec));
  if (last !== undefined) return /^[\w.-]+(:[\w.-]+)?$/.test(last) ? last : undefined;
  const base = bottomOf(image.final);
  const user = base.kind === "registry" ? findBase(unmirrored(base.ref, registries))?.image.user : undefined;
  return user?.name ?? user?.uid?.toString();
}

/**
 * Whether nothing is known that a run does and only root may: binding a low port, serving with Apache or with nginx
 * (unless the policy wants nginx without root), starting programs as several users.
 */
export function mayRunAsAnother(run: Run, policy: Policy): boolean {
  const { image, listeners, apache, nginx, processes } = run;
  if (mayStart(apache) || (mayStart(nginx) && policy.nginx.master !== "non-root")) return false;
  if (processes.list.some(({ program }) => program === "supervisord")) return false;
  const ports = [...listeners, ...image.exposes].map(({ port }) => port);
  return ports.every((port) => mayBind(policy, { root: false }, port) === "yes");
}

function mayStart(server: Run["nginx"] | Run["apache"]): boolean {
  return server !== undefined && !(server.started.known && !server.started.value);
}

/** The one user for programs that the base of an image brings (`node`), where the base itself stays root. */
export function baseUser(image: Image, registries: Policy["registries"]): string | undefined {
  const base = bottomOf(image.final);
  const found = base.kind === "registry" ? findBase(unmirrored(base.ref, registries))?.image : undefined;
  const [user, ...others] = found?.users ?? [];
  return found?.user === undefined && found?.servers.length === 0 && others.length === 0
    ? user?.name
    : undefined;
}
