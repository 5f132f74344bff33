/** The users or groups of a stage, found by what they are called: lines add thousands, and each asks for those of before. */

/** What accounts are found by. */
export type AccountKey = "name" | "id" | "group" | "member";

/** What an account is found by: its name and number, of a user the primary and the other groups as well. */
export function accountKeys(account: {
  readonly name: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly group?: string;
  readonly groups?: readonly string[];
}): readonly string[] {
  const { name, uid, gid, group, groups = [] } = account;
  const id = uid ?? gid;
  return [
    keyOf("name", name),
    ...(id === undefined ? [] : [keyOf("id", id)]),
    ...(group === undefined ? [] : [keyOf("group", group)]),
    ...groups.map((one) => keyOf("member", one)),
  ];
}

function keyOf(key: AccountKey, value: string | number): string {
  return `${key} ${value}`;
}

/** Accounts in the order in which they came. */
export class AccountList<Account extends Parameters<typeof accountKeys>[0]> {
  readonly #all = new Map<number, Account>();
  readonly #byKey = new Map<string, Set<number>>();
  #next = 0;

  constructor(accounts: Iterable<Account> = []) {
    for (const one of accounts) this.add(one);
  }

  /** All of them as they are now. */
  get list(): readonly Account[] {
    return [...this.#all.values()];
  }

  get size(): number {
    return this.#all.size;
  }

  /** The first that is called so. */
  find(key: AccountKey, value: string | number): Account | undefined {
    const numbers = this.#byKey.get(keyOf(key, value));
    return numbers === undefined ? undefined : this.#all.get(Math.min(...numbers));
  }

  has(key: AccountKey, value: string | number): boolean {
    return this.#byKey.has(keyOf(key, value));
  }

  add(account: Account): void {
    this.#put(this.#next++, account);
  }

  /** Takes the first of a name away. */
  remove(name: string): void {
    const number = this.#numberOf(name);
    const account = number === undefined ? undefined : this.#all.get(number);
    if (number === undefined || account === undefined) return;
    this.#forget(number, account);
    this.#all.delete(number);
  }

  /** Puts another in the place of the first of a name. */
  replace(name: string, account: Account): void {
    const number = this.#numberOf(name);
    const before = number === undefined ? undefined : this.#all.get(number);
    if (number === undefined || before === undefined) return;
    this.#forget(number, before);
    this.#put(number, account);
  }

  /** Puts others in the place of those that are called so. */
  replaceAll(key: AccountKey, value: string, other: (account: Account) => Account): void {
    for (const number of [...(this.#byKey.get(keyOf(key, value)) ?? [])]) {
      const account = this.#all.get(number);
      if (account === undefined) continue;
      this.#forget(number, account);
      this.#put(number, other(account));
    }
  }

  /** Leaves those only that are wanted. */
  keep(isKept: (account: Account) => boolean): void {
    const kept = this.list.filter(isKept);
    this.#all.clear();
    this.#byKey.clear();
    for (const one of kept) this.add(one);
  }

  #numberOf(name: string): number | undefined {
    const numbers = this.#byKey.get(keyOf("name", name));
    return numbers && Math.min(...numbers);
  }

  #put(number: number, account: Account): void {
    this.#all.set(number, account);
    for (const key of accountKeys(account)) {
      const numbers = this.#byKey.get(key);
      if (numbers === undefined) this.#byKey.set(key, new Set([number]));
      else numbers.add(number);
    }
  }

  #forget(number: number, account: Account): void {
    for (const key of accountKeys(account)) {
      const numbers = this.#byKey.get(key);
      numbers?.delete(number);
      if (numbers?.size === 0) this.#byKey.delete(key);
    }
  }
}
