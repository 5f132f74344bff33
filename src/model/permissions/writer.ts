import type { ContainerUser } from "../accounts.ts";
import type { Owner } from "../files/types.ts";
import type { Image } from "../stages/image.ts";

/** Who wants to write, into which image. */
export interface Writer {
  readonly image: Image;
  readonly user: ContainerUser;
}

/** Whether a name or number is the writer; `undefined` when a number is not known. */
export function sameUser({ image, user }: Writer, owner: string): boolean | undefined {
  if (owner === user.name || owner === user.uid?.toString()) return true;
  const uid = uidOf(image, owner);
  if (user.uid !== undefined && uid !== undefined) return user.uid === uid;
  // Two names that the image knows are two users; root is nobody else.
  if (uid === 0) return false;
  return user.name !== undefined && !/^\d+$/.test(owner) && image.accounts.others === undefined
    ? false
    : undefined;
}

function uidOf({ accounts }: Image, owner: string): number | undefined {
  if (/^\d+$/.test(owner)) return Number(owner);
  return owner === "root" ? 0 : accounts.users.find(({ name }) => name === owner)?.uid;
}

/**
 * Whether a file's group is one of the writer's. Supplementary groups of an account are not known: only its primary
 * group can say yes, and nothing can say no. A number without an account has none (moby's user lookup), and the group 0
 * unless USER names one.
 */
export function groupVerdict(
  { image, user }: Writer,
  { value }: { readonly value: Owner },
): "yes" | "no" | "unknown" {
  const { accounts } = image;
  const account = accounts.users.find(
    ({ name, uid }) => name === user.name || (uid !== undefined && uid === user.uid),
  );
  const isBare = account === undefined && user.name === undefined && accounts.others === undefined;
  const group = user.group ?? account?.group ?? (account === undefined ? "root" : undefined);
  if (group === undefined || value.group === undefined) return "unknown";
  const [own, files] = [group, value.group].map((name) => gidOf(image, name));
  if (group === value.group || (own !== undefined && own === files)) return "yes";
  return isBare && own !== undefined && files !== undefined ? "no" : "unknown";
}

function gidOf({ accounts }: Image, group: string): number | undefined {
  if (/^\d+$/.test(group)) return Number(group);
  return group === "root" ? 0 : accounts.groups.find(({ name }) => name === group)?.gid;
}

/** An owner by its name, where an account has its number. */
export function ownerName({ image }: Writer, owner: string): string {
  if (owner === "0") return "root";
  return image.accounts.users.find(({ uid }) => uid?.toString() === owner)?.name ?? owner;
}
