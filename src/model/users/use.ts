/** Where a user that an image makes is named for a purpose: owning files alone is none. */

import { lazily, once } from "../../once.ts";
import { asString, entriesOf, get } from "../../parsers/yaml/parse.ts";
import { isSameStart, type Place } from "../../source.ts";
import { type ContainerUser, type UserAccount, usersCalled } from "../accounts.ts";
import { composeFilesWith } from "../builds/files.ts";
import { type Unknown, unknown } from "../fact.ts";
import type { Fleet } from "../fleet/types.ts";
import { allOf } from "../handed.ts";
import type { Process, Run } from "../runs/types.ts";
import type { Image } from "../stages/image.ts";
import { isShell } from "../stock/programs/shells.ts";
import { worksForAllUsers } from "../stock/programs/users.ts";
import { instructionUses, namesUser } from "./named.ts";
import { devcontainerUses, renumberedUses } from "./outside-uses.ts";
import { startsNothing } from "./root.ts";
import { scheduledUses, textUses, type UsesOf } from "./use-texts.ts";

/** Where a user is named, or why it cannot be told that nothing names it. */
export interface UserUse {
  readonly at: readonly Place[];
  readonly unclear?: Unknown;
}

/** How many places are asked for: one tells already that a user is used. */
export type UsesAsked = "all" | "first";

/**
 * Every place that names a user so that something runs as it, over the images that have it: those of its Dockerfile,
 * those that are built on them, and those that share the script which makes it.
 */
export function usesOf(fleet: Fleet, account: UserAccount): UserUse {
  return usesReader(fleet, "all")(account);
}

/** The same for many users: what they all are looked for in is read once, and only where it is needed. */
export function usesReader(fleet: Fleet, asked: UsesAsked): (account: UserAccount) => UserUse {
  const readers = new Map<Run, RunReader>();
  const readerOf = (run: Run): RunReader => {
    const reader = readers.get(run) ?? { uses: runUses(run), unclear: lazily(() => unclearIn(run)) };
    readers.set(run, reader);
    return reader;
  };
  let composed: UsesOf | undefined;
  return (account) => {
    const runs = fleet.links
      .runsWithUsersOf(account.at.file.path)
      .filter(({ image }) => concerns(image, account));
    composed ??= composeUses(fleet);
    const at = [...composed(account), ...devcontainerUses(fleet, account)];
    for (const uses of runs.flatMap((run) => readerOf(run).uses)) {
      if (asked === "first" && at.length > 0) break;
      at.push(...uses(account));
    }
    if (at.length > 0) return { at };
    const unclear = runs.map((run) => readerOf(run).unclear()).find((why) => why !== undefined);
    return { at, ...(unclear === undefined ? {} : { unclear }) };
  };
}

/** Users that the image's own RUN lines and their scripts make, and not those of a base of the same repo. */
export function ownUsers({ links }: Fleet, image: Image): readonly UserAccount[] {
  const isAnothers = ({ file }: Place) => file.path !== image.file.path && links.isImageFile(file.path);
  return image.accounts.users.filter(
    ({ name, from, at }) => name !== "" && from === "run" && !isAnothers(at),
  );
}

function concerns(image: Image, account: UserAccount): boolean {
  if (image.file.path === account.at.file.path) return true;
  return usersCalled(image.accounts.users, account.name).some(({ at }) => isSameStart(at, account.at));
}

/** What a run says of the use of its users, whichever user is asked for. */
interface RunReader {
  /** What costs little comes first. */
  readonly uses: readonly UsesOf[];
  readonly unclear: () => Unknown | undefined;
}

function runUses(run: Run): readonly UsesOf[] {
  const { image, processes } = run;
  const [inInstructions, inTexts, scheduled] = [
    lazily(() => instructionUses(image)),
    lazily(() => textUses(run)),
    lazily(() => scheduledUses(image)),
  ];
  return [
    (account) => inInstructions()(account),
    (account) => serverUses(run, account),
    (account) => processes.list.filter((process) => processNames(process, account)).map(({ at }) => at),
    (account) => environmentUses(image, account),
    (account) => inTexts()(account),
    (account) => scheduled()(account),
    (account) => renumberedUses(run, account),
  ];
}

function serverUses({ nginx, apache }: Run, account: UserAccount): readonly Place[] {
  const named = [
    ...(nginx?.userDirectives ?? []).flatMap(({ value, at }) => [
      { value: value.user, at },
      { value: value.group ?? "", at },
    ]),
    ...(apache?.userDirectives ?? []),
    ...(apache?.groupDirectives ?? []),
  ];
  return named
    .filter(({ value }) => value.replace(/^#/, "") === account.name || value === `#${account.uid}`)
    .map(({ at }) => at);
}

function processNames({ user, args }: Process, account: UserAccount): boolean {
  if (user.known && isUser(user.value, account)) return true;
  return args.some((arg) => namesUser(arg.replace(/^-[-\w]*=/, ""), { ...account, uid: account.uid ?? 0 }));
}

function isUser(user: ContainerUser, account: UserAccount): boolean {
  if (user.name !== undefined) return user.name === account.name;
  return user.uid !== undefined && !user.root && namesUser(String(user.uid), account);
}

// Set by login(1) and by habit; nothing runs as anybody because of them.
const IDLE_VARIABLES = new Set(["USER", "LOGNAME", "HOME"]);

function environmentUses(image: Image, account: UserAccount): readonly Place[] {
  return image.environment
    .filter(({ name, value }) => !IDLE_VARIABLES.has(name) && value?.split(":")[0] === account.name)
    .map(({ at }) => at);
}

/** `user:` of any compose service of the repo. */
const composeUses = once((fleet: Fleet): UsesOf => {
  const users = composeFilesWith(fleet.entries, fleet.read, /^\s*user\s*:/m).flatMap(({ file, documents }) =>
    documents
      .flatMap((document) => entriesOf(get(document, "services")))
      .flatMap(({ value }) => {
        const user = get(value, "user");
        const text = asString(user);
        return user === undefined || text === undefined
          ? []
          : [{ value: text, at: { file, span: user.span } }];
      }),
  );
  // Many services have the same user.
  const places = new Map<string, Place[]>();
  for (const { value, at } of users) {
    const known = places.get(value);
    if (known === undefined) places.set(value, [at]);
    else known.push(at);
  }
  const byName = new Map<string, string[]>();
  const open: string[] = [];
  for (const value of places.keys()) {
    const name = value.split(":")[0]?.trim() ?? "";
    if (value.includes("$") || /^\d+$/.test(name)) open.push(value);
    else byName.set(name, [...(byName.get(name) ?? []), value]);
  }
  return (account) => {
    const numbers = open.filter((value) => value.includes("$") || namesUser(value, account));
    return [...(byName.get(account.name) ?? []), ...numbers].flatMap((value) => places.get(value) ?? []);
  };
});

/** Why nothing can be said of who uses the users of an image. */
function unclearIn(run: Run): Unknown | undefined {
  const { image, processes, nginx, apache } = run;
  const { list, others } = processes;
  if (others !== undefined) return others;
  const unread = allOf(image.stages.map(({ handed }) => handed))
    .flatMap(({ commands }) => commands)
    .find(({ program, args }) => program === null && args.length === 0);
  if (unread !== undefined)
    return unknown(
      { key: "unread RUN", why: "this RUN is not read, and may run something as any user" },
      unread.at,
    );
  const stranger = list.find(({ user }) => !user.known)?.user;
  if (stranger !== undefined && !stranger.known) return stranger;
  const forAll = list.find(({ program }) => worksForAllUsers(program));
  if (forAll !== undefined)
    return unknown(
      { key: `every user by ${forAll.program}`, why: `${forAll.program} works for every user of the image` },
      forAll.at,
    );
  if (startsNothing(run) || list.every(({ program, args }) => isShell(program) && args.length === 0))
    return unknown(
      {
        key: "only a shell",
        why: "the image starts nothing but a shell: it is there for others to build on",
      },
      image.final.at,
    );
  const servers = [nginx, apache].filter((server) => server !== undefined);
  return servers
    .map(({ mainConfig, incomplete }) => (mainConfig.known ? incomplete : mainConfig))
    .find((why) => why !== undefined);
}
