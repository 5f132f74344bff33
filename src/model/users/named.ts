/** Users that USER lines name, found by their names and numbers: a Dockerfile may have thousands of both. */
import { lazily } from "../../once.ts";
import type { Instruction } from "../../parsers/dockerfile/parse.ts";
import type { Place } from "../../source.ts";
import type { UserAccount } from "../accounts.ts";
import type { Image } from "../stages/image.ts";
import type { UsesOf } from "./use-texts.ts";

/** USER lines of every stage of the Dockerfile: a stage before or behind the target may be what the user is for. */
export function instructionUses({ dockerfile, file }: Image): UsesOf {
  const all = dockerfile.stages.flatMap(({ instructions }) => instructions);
  const given = lazily(() => givenValues(all));
  const users = all
    .map((instruction) => instruction.onbuild ?? instruction)
    .filter(({ keyword }) => keyword === "USER");
  return namedAt(
    users.flatMap(({ words, span }) =>
      words.flatMap(({ raw }) => specsOf(raw, given).map((spec) => ({ spec, at: { file, span } }))),
    ),
  );
}

/** What a file gives its variables, by their names. */
function givenValues(all: readonly Instruction[]): ReadonlyMap<string, readonly string[]> {
  const pairs = all.flatMap(({ pairs: own = [] }) => own);
  const found = new Map<string, string[]>();
  for (const { name, value } of pairs) {
    const text = value?.raw.replace(/^["']|["']$/g, "") ?? "$";
    const before = found.get(name.raw);
    if (before === undefined) found.set(name.raw, [text]);
    else before.push(text);
  }
  return found;
}

/** What a USER says; one with a variable says what the file itself gives the variable, `undefined` where that is open. */
function specsOf(
  raw: string,
  given: () => ReadonlyMap<string, readonly string[]>,
): readonly (string | undefined)[] {
  const variable = /\$\{?(\w+)/.exec(raw)?.[1];
  if (variable === undefined) return [raw];
  return (
    given()
      .get(variable)
      ?.map((value) => (value.includes("$") ? undefined : value)) ?? [undefined]
  );
}

/** Places by the users that they name; `undefined` may be anybody. */
function namedAt(all: readonly { readonly spec: string | undefined; readonly at: Place }[]): UsesOf {
  const [byName, byNumber] = [new Map<string, Set<Place>>(), new Map<number, Set<Place>>()];
  const [made, anybody] = [new Set<Place>(), new Set<Place>()];
  for (const { spec, at } of all) {
    const user = spec?.split(":")[0]?.trim() ?? "";
    const number = Number(user);
    if (spec === undefined) anybody.add(at);
    else if (!/^\d+$/.test(user)) byName.set(user, (byName.get(user) ?? new Set()).add(at));
    else {
      byNumber.set(number, (byNumber.get(number) ?? new Set()).add(at));
      if (number >= FIRST_MADE_ID) made.add(at);
    }
  }
  return ({ name, uid }) => {
    const numbered = uid === undefined ? made : (byNumber.get(uid) ?? []);
    return [...new Set([...anybody, ...(byName.get(name) ?? []), ...numbered])];
  };
}

/** Whether `web`, `web:web` or `1001` means the user; a bare number may where the user's own is not known. */
export function namesUser(spec: string, { name, uid }: UserAccount): boolean {
  const user = spec.split(":")[0]?.trim() ?? "";
  if (!/^\d+$/.test(user)) return user === name;
  return uid === undefined ? Number(user) >= FIRST_MADE_ID : Number(user) === uid;
}

// System users start at 100 or 999, others at 1000 (login.defs, adduser.conf, BusyBox adduser).
const FIRST_MADE_ID = 100;
