/** How a fix says in nginx's configuration whom it works as. */
import type { Edit } from "../finding.ts";
import type { Accounts, Nginx, RefusedUser } from "../model/model.ts";
import type { Run } from "../model/runs/types.ts";
import type { Policy } from "../policy/policy.ts";
import { isSamePlace, placeKey } from "../source.ts";
import { nearestName } from "./names.ts";
import {
  argumentsPlace,
  directivePlace,
  nginxDirectiveAt,
  nginxDirectives,
  type PlacedDirective,
} from "./nginx.ts";
import { evidentUser, groupOfUser, nginxUserWords, type WorkerUser, workerUser } from "./server-users.ts";
import { type DraftFix, sourcePlace } from "./sources.ts";
import { statementsBefore, withoutStatement } from "./statements.ts";

/** Another user in the `user` line that decides about the workers; a group of its own that is not root's stays. */
export function userLineFix(run: Run, nginx: Nginx, policy: Policy): DraftFix | undefined {
  const [line, ...more] = nginx.userDirectives;
  const placed = line && nginxDirectiveAt(nginx, line.at);
  const user = evidentUser(run, nginx, policy);
  if (placed === undefined || user === undefined || more.length > 0) return undefined;
  if (!nginx.workers.known || !isSamePlace(nginx.workers.at, line?.value.userAt ?? nginx.workers.at))
    return undefined;
  const { group } = line?.value ?? {};
  const words =
    group === undefined || group === "root" || group === line?.value.user
      ? nginxUserWords(run.image.accounts, user)
      : `${user.name} ${group}`;
  return {
    title: `let nginx serve as ${user.name}, ${user.from}`,
    safe: false,
    edits: [wordsEdit(placed, words)],
    outcome: { kind: "user", server: "nginx", name: user.name, was: line?.value.user ?? "" },
  };
}

/** A `user` line at the top of the main configuration; the user that is compiled in changes nothing. */
export function missingUserFix(run: Run, nginx: Nginx, policy: Policy): DraftFix | undefined {
  const [main] = nginx.loaded;
  const first = main?.parsed.directives[0];
  const user = evidentUser(run, nginx, policy);
  // Behind what nginx stops at a user may stand that it does not read.
  if (main === undefined || first === undefined || user === undefined || nginx.problems.length > 0)
    return undefined;
  const at = sourcePlace(main.content, first.span);
  const line = `user ${nginxUserWords(run.image.accounts, user)};`;
  const safe = user.name === nginx.install.compiledUser && line === `user ${user.name};`;
  const edit = at && statementsBefore(at, [line]);
  const outcome = { kind: "user", server: "nginx", name: user.name } as const;
  return { title: `add "${line}", ${user.from}`, safe, edits: [edit], outcome };
}

/**
 * For each `user` line that nginx refuses, the name that a word of it stands for: of a number, of a slip, or the group
 * behind a user.
 */
export function refusedUserFixes(
  { image }: Run,
  nginx: Nginx,
): (refused: RefusedUser) => DraftFix | undefined {
  const directiveAt = nginxDirectives(nginx);
  const lines = new Map(nginx.userDirectives.map((line) => [placeKey(line.value.userAt), line]));
  return (refused) => {
    const line = lines.get(placeKey(refused.at));
    const placed = line && directiveAt(line.at);
    const meant = line && meantBy(image.accounts, line.value, refused);
    if (placed === undefined || meant === undefined) return undefined;
    const [name = ""] = meant.words.split(" ");
    const outcome = { kind: "user", server: "nginx", name, was: line?.value.user ?? "" } as const;
    const edits = [wordsEdit(placed, meant.words)];
    return { title: `write "user ${meant.words};"`, safe: meant.sure, edits, outcome };
  };
}

function meantBy(
  accounts: Accounts,
  { user, group }: { readonly user: string; readonly group?: string },
  { why }: RefusedUser,
): { readonly words: string; readonly sure: boolean } | undefined {
  const named = (name: string | undefined) =>
    name === undefined ? undefined : workerUser(accounts, name, "");
  const words = (one: WorkerUser | undefined) =>
    one &&
    (group === undefined || group === user
      ? nginxUserWords(accounts, one)
      : numberedGroup(accounts, one, group));
  if (why === "number")
    return sure(words(named(accounts.users.find(({ uid }) => uid === Number(user))?.name)));
  if (why === "no-group" && group === undefined) {
    const own = groupOfUser(accounts, user);
    return sure(own === undefined ? undefined : `${user} ${own}`);
  }
  if (why === "no-group") {
    const near = nearestName(
      group ?? "",
      accounts.groups.map(({ name }) => name),
    );
    return near === undefined ? undefined : { words: `${user} ${near}`, sure: false };
  }
  if (why !== "no-user") return undefined;
  const names = accounts.users.map(({ name }) => name);
  const near = names.find((name) => name.toLowerCase() === user.toLowerCase()) ?? nearestName(user, names);
  const guess = words(named(near));
  return guess === undefined ? undefined : { words: guess, sure: false };
}

function sure(words: string | undefined) {
  return words === undefined ? undefined : { words, sure: true };
}

function numberedGroup({ groups }: Accounts, { name }: WorkerUser, group: string): string | undefined {
  if (!/^\d+$/.test(group)) return `${name} ${group}`;
  const named = groups.find(({ gid }) => gid === Number(group));
  return named && `${name} ${named.name}`;
}

/** A `user` line less. */
export function withoutUserLine(placed: PlacedDirective | undefined, safe: boolean): DraftFix | undefined {
  const place = placed && directivePlace(placed);
  const words = placed?.directive.args.map(({ value }) => value).join(" ");
  return { title: `remove "user ${words};"`, safe, edits: [place && withoutStatement(place)] };
}

/** nginx with a master again, where it is told to stay in the foreground by a line of its own. */
export function masterProcessFix(nginx: Nginx): DraftFix | undefined {
  const { workers, steps, userDirectives } = nginx;
  const stays = steps.some(
    ({ context, directive }) =>
      context === "main" && directive.name.value === "daemon" && directive.args[0]?.value === "off",
  );
  if (!stays || !workers.known) return undefined;
  const placed = nginxDirectiveAt(nginx, workers.at);
  const place = placed && directivePlace(placed);
  const edits = [place && withoutStatement(place)];
  const name = userDirectives[0]?.value.user;
  const outcome =
    name === undefined ? undefined : ({ kind: "user", server: "nginx", name, was: "root" } as const);
  return { title: 'remove "master_process off;"', safe: false, edits, ...(outcome ? { outcome } : {}) };
}

/** The words behind `user`; quotes around a single one stay. */
function wordsEdit(placed: PlacedDirective, words: string): Edit | undefined {
  const replace = argumentsPlace(placed);
  const quote =
    placed.directive.args.length === 1 && placed.directive.args[0]?.quoted && !words.includes(" ");
  const mark = quote && replace?.span ? (replace.file.text[replace.span.start] ?? "") : "";
  return replace && { replace, text: `${mark}${words}${mark}` };
}
