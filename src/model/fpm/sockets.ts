/** The sockets of php-fpm's pools and who may open them, after fpm_unix.c and fpm_sockets.c of PHP 8.2. */
import type { Place } from "../../source.ts";
import { type Accounts, type ContainerUser, quotedUser } from "../accounts.ts";
import type { Apache } from "../apache/types.ts";
import { type Evidence, type Fact, known, unknown } from "../fact.ts";
import {
  closedFolder,
  groupName,
  groupVerdict,
  ownerName,
  permits,
  sameUser,
  WRITE,
} from "../files/access.ts";
import type { ContainerFile, ContainerFiles, Owner } from "../files/types.ts";
import { nginxPasses } from "../nginx/passes.ts";
import type { Nginx } from "../nginx/types.ts";
import { type Pass, shortRun } from "../servers/passes.ts";
import { SERVER_NAMES } from "../servers/questions.ts";
import type { Fpm, FpmPool } from "./read.ts";

/** A socket that a server is told to use and may not open: it answers 502. */
export interface ClosedSocket {
  readonly pool: string;
  readonly path: string;
  readonly at: Place;
  /** Who may not, for a message: `user "nginx"`. */
  readonly who: string;
  /** Who it would have to belong to, as `listen.owner` takes it. */
  readonly owner: string;
  readonly why: string;
  readonly related: readonly Evidence[];
}

// What php-fpm gives a socket where no line says it.
const MODE = 0o660;

/** What a pool listens on, as it stands in the container; `undefined` where nothing says it. */
export function listenOf({ name, values }: FpmPool): string | undefined {
  return values.get("listen")?.text.replaceAll("$pool", name);
}

/** Who a pool's socket is given to, and its mode; `undefined` for a port, and where an access list may say more. */
export function socketOf(pool: FpmPool, { master, accounts }: Fpm): ContainerFile | undefined {
  const { values } = pool;
  const text = (key: string) => values.get(key)?.text || undefined;
  const listen = values.get("listen");
  const path = listenOf(pool);
  if (listen === undefined || path === undefined || !path.startsWith("/") || /[${:]/.test(path))
    return undefined;
  if (text("listen.acl_users") !== undefined || text("listen.acl_groups") !== undefined || !master.known)
    return undefined;
  const user = text("listen.owner") ?? master.value.name ?? `${master.value.uid ?? ""}`;
  const group = text("listen.group") ?? groupOf(user, accounts) ?? groupOfMaster(master.value, accounts);
  const mode = text("listen.mode");
  if (mode !== undefined && !/^0?[0-7]{3}$/.test(mode)) return undefined;
  const owner: Owner = {
    user: ownerName(accounts, user),
    ...(group === undefined ? {} : { group: groupName(accounts, group) }),
  };
  return {
    path: shortRun(path),
    kind: "file",
    content: unknown({ key: "socket", why: "it is a socket" }, listen.at),
    owner: known(owner, listen.at),
    mode: known(mode === undefined ? MODE : Number.parseInt(mode, 8), listen.at),
    at: listen.at,
    from: "repo",
    because: [],
  };
}

/** Docker gives a number without an account the group 0, unless USER names one. */
function groupOfMaster({ name, group }: ContainerUser, { others }: Accounts): string | undefined {
  return group ?? (name === undefined && others === undefined ? "root" : undefined);
}

function groupOf(user: string, { users }: Accounts): string | undefined {
  if (user === "root" || user === "0") return "root";
  return users.find(({ name, uid }) => name === user || uid?.toString() === user)?.group;
}

/** What a server is told to open and its workers may not. */
export function closedSockets(
  fpm: Fpm,
  server: Nginx | Apache,
  files: ContainerFiles,
): readonly ClosedSocket[] {
  const { workers } = server;
  if (!workers.known) return [];
  const used = new Map(passesOf(server).flatMap(({ at, targets }) => targets.map((target) => [target, at])));
  const name = SERVER_NAMES[server.kind];
  return fpm.pools.flatMap((pool) => {
    const socket = socketOf(pool, fpm);
    const usedAt = socket && used.get(socket.path);
    if (socket === undefined || usedAt === undefined) return [];
    const why = closedBecause(socket, { user: workers, accounts: fpm.accounts, files });
    if (why === undefined) return [];
    const at = ["listen.owner", "listen.group", "listen.mode"].map((key) => pool.values.get(key)?.at);
    return [
      {
        pool: pool.name,
        path: socket.path,
        at: at.find((place) => place !== undefined) ?? socket.at,
        who: quotedUser(workers.value),
        owner: workers.value.name ?? `${workers.value.uid ?? ""}`,
        why,
        related: [
          { at: usedAt, note: `${name} uses it here` },
          { at: workers.at, note: `this is who ${name}'s workers run as` },
        ],
      },
    ];
  });
}

interface Opening {
  readonly user: Fact<ContainerUser> & { readonly known: true };
  readonly accounts: Accounts;
  readonly files: ContainerFiles;
}

/** To connect is to write (unix(7)). */
function closedBecause(socket: ContainerFile, { user, accounts, files }: Opening): string | undefined {
  const asker = { user: user.value, accounts };
  const folder = asker.user.root ? undefined : closedFolder(files, socket.path, asker);
  if (folder !== undefined) return `folder ${folder.path} is closed to it`;
  if (permits(socket, asker, WRITE) !== "no" || !socket.owner.known || !socket.mode.known) return undefined;
  const { user: owner, group } = socket.owner.value;
  const whose = group === undefined ? owner : `${owner}:${group}`;
  return `it belongs to ${whose} with mode ${socket.mode.value.toString(8).padStart(3, "0")}`;
}

/** Where a server passes requests to by FastCGI. */
export function passesOf(server: Nginx | Apache): readonly Pass[] {
  return server.kind === "nginx" ? nginxPasses(server.steps) : server.passes;
}

/** Sockets that a master without root would give to somebody else: it ends at that. */
export function ungivableSockets({
  pools,
  master,
  accounts,
}: Fpm): readonly { pool: string; key: string; text: string; at: Place }[] {
  if (!master.known || master.value.root) return [];
  const asker = { user: master.value, accounts };
  return pools.flatMap(({ name, values }) => {
    if (!values.get("listen")?.text.startsWith("/")) return [];
    const owner = values.get("listen.owner");
    const group = values.get("listen.group");
    const foreignUser = owner !== undefined && owner.text !== "" && sameUser(asker, owner.text) === false;
    const foreignGroup =
      group !== undefined &&
      group.text !== "" &&
      groupVerdict(asker, { user: "", group: group.text }) === "no";
    if (foreignUser) return [{ pool: name, key: "listen.owner", ...owner }];
    return foreignGroup ? [{ pool: name, key: "listen.group", ...group }] : [];
  });
}
