/** The users or groups of a stage, found by what they are called: lines add thousands, and each asks for those of before. */

/** What accounts are found by. */
export type AccountKey = "name" | "id" | "group" | "member";

/** What an account is found by: its name and number, of a user the primary and the other groups as well. */
function accountKeys(account: {
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

interface Table<Account> {
  readonly all: Map<number, Account>;
  readonly byKey: Map<string, Set<number>>;
  next: number;
}

/** Accounts in the order in which they came. A copy shares them with what it was copied from until one of the two differs. */
export class AccountList<Account extends Parameters<typeof accountKeys>[0]> {
  #table: Table<Account> = { all: new Map(), byKey: new Map(), next: 0 };
  #isShared = false;
  #spend: (accounts: number) => void = () => {};

  /** `spend` is told how many accounts have to be copied after all. */
  copy(spend: (accounts: number) => void): AccountList<Account> {
    const copy = new AccountList<Account>();
    copy.#table = this.#table;
    copy.#spend = spend;
    copy.#isShared = true;
    this.#isShared = true;
    return copy;
  }

  /** All of them as they are now. */
  get list(): readonly Account[] {
    return [...this.#table.all.values()];
  }

  /** The first that is called so. */
  find(key: AccountKey, value: string | number): Account | undefined {
    const { all, byKey } = this.#table;
    const numbers = byKey.get(keyOf(key, value));
    return numbers && all.get(Math.min(...numbers));
  }

  has(key: AccountKey, value: string | number): boolean {
    return this.#table.byKey.has(keyOf(key, value));
  }

  add(account: Account): void {
    const table = this.#own();
    put(table, table.next++, account);
  }

  /** Takes the first of a name away. */
  remove(name: string): void {
    const table = this.#own();
    const number = numberOf(table, name);
    if (number !== undefined) take(table, number);
  }

  /** Puts another in the place of the first of a name. */
  replace(name: string, account: Account): void {
    const table = this.#own();
    const number = numberOf(table, name);
    if (number !== undefined) put(table, number, account);
  }

  /** Puts others in the place of those that are called so. */
  replaceAll(key: AccountKey, value: string, other: (account: Account) => Account): void {
    const table = this.#own();
    for (const number of [...(table.byKey.get(keyOf(key, value)) ?? [])]) {
      const account = table.all.get(number);
      if (account !== undefined) put(table, number, other(account));
    }
  }

  /** Leaves those only that are wanted. */
  keep(isKept: (account: Account) => boolean): void {
    const kept = this.list.filter(isKept);
    this.#table = { all: new Map(), byKey: new Map(), next: 0 };
    this.#isShared = false;
    for (const one of kept) this.add(one);
  }

  #own(): Table<Account> {
    if (!this.#isShared) return this.#table;
    const { all, byKey, next } = this.#table;
    this.#spend(all.size);
    const copied = Array.from(byKey, ([key, numbers]) => [key, new Set(numbers)] as const);
    this.#table = { all: new Map(all), byKey: new Map(copied), next };
    this.#isShared = false;
    return this.#table;
  }
}

type Found = Parameters<typeof accountKeys>[0];

function numberOf<Account>({ byKey }: Table<Account>, name: string): number | undefined {
  const numbers = byKey.get(keyOf("name", name));
  return numbers && Math.min(...numbers);
}

/** Puts an account at a number; another that is there goes. */
function put<Account extends Found>(table: Table<Account>, number: number, account: Account): void {
  const before = table.all.get(number);
  if (before !== undefined) unlist(table, number, before);
  table.all.set(number, account);
  for (const key of accountKeys(account)) {
    const numbers = table.byKey.get(key);
    if (numbers === undefined) table.byKey.set(key, new Set([number]));
    else numbers.add(number);
  }
}

function take<Account extends Found>(table: Table<Account>, number: number): void {
  const before = table.all.get(number);
  if (before !== undefined) unlist(table, number, before);
  table.all.delete(number);
}

function unlist<Account extends Found>({ byKey }: Table<Account>, number: number, account: Account): void {
  for (const key of accountKeys(account)) {
    const numbers = byKey.get(key);
    numbers?.delete(number);
    if (numbers?.size === 0) byKey.delete(key);
  }
}
