import { type Accounts, type ContainerUser, unclearUser } from "../accounts.ts";
import { type Fact, known, type Unknown, unknown } from "../fact.ts";
import type { InForce } from "../servers/types.ts";
import { because, userNamed } from "../servers/users.ts";
import { replacedWord } from "./replaced.ts";
import type { DirectiveStep } from "./steps.ts";
import type { Nginx, RefusedUser } from "./types.ts";

/** A `user` directive in force. */
export type UserDirective = Nginx["userDirectives"][number];

/** The `user` directives that stand where nginx takes them, in order. */
export function userDirectivesOf(steps: readonly DirectiveStep[]): readonly UserDirective[] {
  return mainDirectives(steps, "user").flatMap(({ directive, loaded }): readonly UserDirective[] => {
    const [user, group] = directive.args;
    if (user === undefined || directive.block !== undefined || directive.args.length > 2) return [];
    return [
      {
        value: {
          user: user.value,
          ...(group === undefined ? {} : { group: group.value }),
          userAt: loaded.content.place(user.span),
          directive,
        },
        at: loaded.content.place(directive.span),
        because: loaded.because,
      },
    ];
  });
}

/** `master_process off`, with its place. */
export function masterProcessOff(steps: readonly DirectiveStep[]): InForce<string> | undefined {
  const off = mainDirectives(steps, "master_process").find(
    ({ directive }) => directive.args[0]?.value.toLowerCase() === "off",
  );
  if (off === undefined) return undefined;
  return { value: "off", at: off.loaded.content.place(off.directive.span), because: off.loaded.because };
}

function mainDirectives(steps: readonly DirectiveStep[], name: string): readonly DirectiveStep[] {
  return steps.filter(({ directive, context }) => context === "main" && directive.name.value === name);
}

/** What nginx, started as root, refuses of its `user`: getpwnam and getgrnam take names that exist, and nothing else. */
export function refusedUsers(
  directives: readonly UserDirective[],
  accounts: Accounts,
): readonly RefusedUser[] {
  return directives.flatMap((directive): readonly RefusedUser[] => {
    const { user, group, userAt: at } = directive.value;
    const refuse = (why: RefusedUser["why"], name: string, note: string) => [
      { why, name, note, at, because: directive.because },
    ];
    if (user.includes("${")) return [];
    if (/^\d+$/.test(user)) return refuse("number", user, `"user" takes a name, but ${user} is a number`);
    if (user.includes("$")) return refuse("variable", user, `"user" takes a name, but ${user} is not one`);
    if (accounts.others !== undefined) return [];
    if (!accounts.users.some(({ name }) => name === user)) {
      return refuse("no-user", user, `there is no user "${user}" in the image`);
    }
    // Without a group nginx takes the group of the user's name.
    const wanted = group ?? user;
    const exists =
      accounts.groups.some(({ name }) => name === wanted) ||
      accounts.users.some((one) => one.group === wanted);
    return exists ? [] : refuse("no-group", wanted, `there is no group "${wanted}" in the image`);
  });
}

/** What decides about the workers, besides the `user` lines. */
export interface WorkersInput {
  readonly master: Fact<ContainerUser>;
  readonly masterProcessOff: InForce<string> | undefined;
  /** How many there are, where a line says it. */
  readonly count: InForce<number> | undefined;
  readonly refused: readonly RefusedUser[];
  readonly incomplete: Unknown | undefined;
  readonly accounts: Accounts;
  /** The user compiled in, shown at the main configuration. */
  readonly compiled: InForce<string>;
}

/** Who the workers run as. */
export function workersOf(directives: readonly UserDirective[], input: WorkersInput): Fact<ContainerUser> {
  const { master, masterProcessOff: off, refused, incomplete, accounts, compiled } = input;
  if (!master.known) return because(master);
  if (!master.value.root) return master;
  if (off !== undefined) {
    const note = "nginx serves in one process that keeps its user";
    return known(master.value, off.at, [...off.because, { at: off.at, note }]);
  }
  if (input.count?.value === 0) {
    const why = { key: "no worker", why: "worker_processes 0 starts no worker" };
    return unknown(why, input.count.at);
  }
  const [directive] = directives;
  if (directive === undefined) {
    if (incomplete !== undefined) return because(incomplete);
    const unclear = unclearUser(accounts, compiled.value);
    if (unclear !== undefined) return because(unclear);
    const note = `no "user" is set: "${compiled.value}" is compiled in`;
    return known(userNamed(accounts, compiled.value), compiled.at, [
      ...compiled.because,
      { at: compiled.at, note },
    ]);
  }
  const { user, userAt } = directive.value;
  const [why] = refused;
  if (why !== undefined)
    return unknown({ key: `${why.why} ${why.name}`, why: `${why.note}, so nginx does not start` }, why.at);
  if (user.includes("${")) return replacedWord(user, userAt);
  const unclear = unclearUser(accounts, user);
  return unclear === undefined
    ? known(userNamed(accounts, user), userAt, directive.because)
    : because(unclear);
}

/** The number of `worker_processes`, where it is a number. */
export function workerCount({ steps }: Pick<Nginx, "steps">): InForce<number> | undefined {
  const line = mainDirectives(steps, "worker_processes")[0];
  const word = line?.directive.args[0];
  if (line === undefined || word === undefined || !/^\d+$/.test(word.value)) return undefined;
  const { loaded } = line;
  return { value: Number(word.value), at: loaded.content.place(word.span), because: loaded.because };
}
