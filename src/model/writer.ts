import type { ContainerUser, Image, Owner } from "./model.ts";

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

/** Supplementary groups are not known: only the primary group can say yes, and nothing can say no. */
export function groupVerdict(
  { image, user }: Writer,
  { value }: { readonly value: Owner },
): "yes" | "unknown" {
  const { accounts } = image;
  const account = accounts.users.find(
    ({ name, uid }) => name === user.name || (uid !== undefined && uid === user.uid),
  );
  // Docker gives a number without an account the group 0.
  const group = user.group ?? account?.group ?? (account === undefined ? "root" : undefined);
  if (group === undefined || value.group === undefined) return "unknown";
  const gid = (name: string) =>
    /^\d+$/.test(name)
      ? Number(name)
      : name === "root"
        ? 0
        : accounts.groups.find((one) => one.name === name)?.gid;
  return group === value.group || (gid(group) !== undefined && gid(group) === gid(value.group))
    ? "yes"
    : "unknown";
}

/** An owner by its name, where an account has its number. */
export function ownerName({ image }: Writer, owner: string): string {
  if (owner === "0") return "root";
  return image.accounts.users.find(({ uid }) => uid?.toString() === owner)?.name ?? owner;
}
