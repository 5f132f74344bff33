import { isSamePlace, type Place } from "../../source.ts";
import { type Accounts, type ContainerUser, unclearUser } from "../accounts.ts";
import { type Fact, known, type Unknown, unknown } from "../fact.ts";
import type { InForce, ServerProblem } from "../servers/types.ts";
import { because, userNamed } from "../servers/users.ts";
import type { ApacheStep, ApacheTree } from "./reading.ts";
import type { Apache } from "./types.ts";

/** `User` or `Group` in force, with what of its value cannot be told. */
export interface ApacheIdentity extends InForce<string> {
  readonly open?: Unknown;
  /** A variable that nothing sets, which stays in the value as it is written. */
  readonly missing?: string;
}

/** The `User` or `Group` lines in force, in order: the last one wins. */
export function identities(steps: readonly ApacheStep[], name: "user" | "group"): readonly ApacheIdentity[] {
  return steps.flatMap((step): readonly ApacheIdentity[] => {
    const [value] = step.args;
    if (step.name !== name || step.sections.length > 0 || value === undefined) return [];
    const { loaded, directive, missing } = step;
    const at = loaded.content.place(directive.args[0]?.span);
    const open =
      step.maybe ??
      (step.open === undefined
        ? undefined
        : unknown({ key: `variable ${step.open}`, why: `\${${step.open}} is unknown` }, at));
    return [
      {
        value,
        at,
        because: loaded.because,
        ...(open === undefined ? {} : { open }),
        ...(missing === undefined ? {} : { missing }),
      },
    ];
  });
}

/** What Apache refuses about `User` and `Group`, wherever they stand. */
export function identityProblems(tree: ApacheTree, input: IdentityInput): readonly ServerProblem[] {
  const { steps } = tree;
  const misplaced = steps.flatMap((step): readonly ServerProblem[] => {
    const { name, sections, directive, loaded } = step;
    const section = sections.at(-1);
    if (!/^(user|group|listen)$/.test(name) || section === undefined || step.maybe !== undefined) return [];
    const title = directive.name.value;
    const message = `${title} cannot occur within <${section}>: it belongs in the main configuration`;
    return [{ key: `section ${title}`, at: loaded.content.place(directive.span), message, related: [] }];
  });
  const users = identities(steps, "user");
  const groups = identities(steps, "group");
  return [
    ...misplaced,
    ...users.flatMap((user) => refusedRoot(user, input)),
    ...badNames(users, groups, input),
  ];
}

/** A `User`, `Group` or `Listen` of a variable that nothing sets: Apache stops, unless the container is given it. */
export function unsetVariable({ steps }: ApacheTree): Unknown | undefined {
  const step = steps.find(
    ({ name, missing, maybe }) =>
      /^(user|group|listen)$/.test(name) && missing !== undefined && maybe === undefined,
  );
  if (step === undefined) return undefined;
  const { directive, loaded, missing } = step;
  const words = directive.args.map(({ value }) => value).join(" ");
  return unknown(
    {
      key: `unset ${missing}`,
      why: `${directive.name.value} ${words} needs ${missing}, which nothing in the image sets: Apache stops unless the container is started with it`,
    },
    loaded.content.place(directive.args[0]?.span),
    `write ENV ${missing}=… in the Dockerfile, or set it in the compose service that starts the image`,
  );
}

/** What decides whether a name is taken. */
export interface IdentityInput {
  readonly accounts: Accounts;
  /** Variables that `envvars` would have set, had anything read it. */
  readonly unread: readonly string[];
  /** The command that starts Apache. */
  readonly start: Place | undefined;
}

// unixd_set_user of httpd 2.4: it refuses the superuser at the line, even when a later line says another.
function refusedRoot(
  { value, at, open }: ApacheIdentity,
  { accounts }: IdentityInput,
): readonly ServerProblem[] {
  const isRoot = value === "#0" || userNamed(accounts, value).root;
  if (!isRoot || open !== undefined) return [];
  const message = `Apache refuses to run as root: User ${value} keeps it from starting`;
  return [{ key: `root ${value}`, at, message, related: [], about: "user-root" }];
}

// Looked up at the line, as whichever user Apache is started (ap_uname2id, ap_gname2id of httpd 2.4).
function badNames(
  users: readonly ApacheIdentity[],
  groups: readonly ApacheIdentity[],
  { accounts, unread, start }: IdentityInput,
): readonly ServerProblem[] {
  const both = [...users, ...groups];
  const unset = both.find(({ missing }) => missing !== undefined && unread.includes(missing));
  if (unset !== undefined) {
    const message = `${unset.value} is not set, so Apache stops: start it with apachectl, which reads envvars`;
    const related = [{ at: unset.at, note: "it is needed here" }];
    return [{ key: `unset ${unset.missing}`, at: start ?? unset.at, message, related }];
  }
  if (accounts.others !== undefined) return [];
  const hasUser = (name: string) => accounts.users.some((one) => one.name === name);
  const hasGroup = (name: string) =>
    accounts.groups.some((one) => one.name === name) || accounts.users.some((one) => one.group === name);
  return [
    ...users.filter(isName).flatMap(({ value, at }) => (hasUser(value) ? [] : [badName("user", value, at)])),
    ...groups
      .filter(isName)
      .flatMap(({ value, at }) => (hasGroup(value) ? [] : [badName("group", value, at)])),
  ];
}

function isName({ value, open, missing }: ApacheIdentity): boolean {
  return open === undefined && missing === undefined && !value.startsWith("#");
}

function badName(kind: "user" | "group", name: string, at: Place): ServerProblem {
  const message = `bad ${kind} name ${name}: there is no such ${kind} in the image`;
  return { key: `${kind} ${name}`, at, message, related: [], about: "user-undefined" };
}

/** What decides about the children. */
export interface ChildrenInput {
  readonly master: Fact<ContainerUser>;
  readonly users: readonly ApacheIdentity[];
  readonly groups: readonly ApacheIdentity[];
  readonly incomplete: Unknown | undefined;
  readonly accounts: Accounts;
  readonly problems: readonly ServerProblem[];
  /** Shown when nothing names a user. */
  readonly main: InForce<string>;
}

/** Who the children run as, and why they stay root where they do. */
export function childrenOf(input: ChildrenInput): Pick<Apache, "workers" | "rootChildren"> {
  const { master, users, groups, incomplete, accounts, problems, main } = input;
  if (!master.known) return { workers: because(master) };
  if (!master.value.root) return { workers: master };
  const root = master.value;
  const stays = (cause: RootCause, { at, because: chain }: InForce<string>, note: string) => ({
    workers: known(root, at, [...chain, { at, note: `${note}, so the children stay root` }]),
    rootChildren: { value: cause, at, because: chain },
  });
  const open = [...users, ...groups].find((one) => one.open !== undefined)?.open;
  if (open !== undefined) return { workers: because(open) };
  const user = users.at(-1);
  const group = groups.at(-1);
  if ((user === undefined || group === undefined) && incomplete !== undefined)
    return { workers: because(incomplete) };
  if (user === undefined) return stays("no User", main, "no User is set");
  const refused = problems.find(({ at }) => at.file === user.at.file && isSamePlace(at, user.at));
  if (refused !== undefined)
    return { workers: unknown({ key: refused.key, why: refused.message }, refused.at) };
  if (user.missing !== undefined) {
    return {
      workers: unknown(
        { key: `unset ${user.missing}`, why: `\${${user.missing}} is set by nothing in the image` },
        user.at,
      ),
    };
  }
  if (group === undefined) return stays("no Group", user, "no Group is set next to it");
  const workers = user.value.startsWith("#")
    ? numbered(user, accounts)
    : (unclearUser(accounts, user.value) ?? known(userNamed(accounts, user.value), user.at, user.because));
  return workers === undefined
    ? stays("no such number", user, `no user has the number ${user.value}`)
    : { workers };
}

type RootCause = NonNullable<Apache["rootChildren"]>["value"];

/** The user of a number; `undefined` when there is none. */
function numbered(user: ApacheIdentity, { users, others }: Accounts): Fact<ContainerUser> | undefined {
  const uid = Number(user.value.slice(1));
  const account = users.find((one) => one.uid === uid);
  if (account !== undefined)
    return known({ name: account.name, uid, root: uid === 0 }, user.at, user.because);
  const unnumbered = users.find((one) => one.uid === undefined);
  if (others !== undefined) return because(others);
  return (
    unnumbered &&
    unknown(
      { key: `uid of ${unnumbered.name}`, why: `the number of ${unnumbered.name} is unknown` },
      unnumbered.at,
    )
  );
}
