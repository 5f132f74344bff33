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

type Found = Parameters<typeof accountKeys>[0];

/** Accounts by their numbers, with those that are gone, and the numbers of those that a key finds. */
interface Layer<Account> {
  readonly size: number;
  readonly has: (number: number) => boolean;
  readonly get: (number: number) => Account | undefined;
  readonly numbers: (key: string) => Iterable<number>;
  readonly entries: () => Iterable<readonly [number: number, account: Account | undefined]>;
}

/** Accounts that many lists begin with, which all of them find by one index. */
export class SharedAccounts<Account extends Found> {
  readonly #byKey = new Map<string, number[]>();

  readonly all: readonly Account[];

  constructor(all: readonly Account[]) {
    this.all = all;
    for (const [number, account] of all.entries())
      for (const key of accountKeys(account)) {
        const numbers = this.#byKey.get(key);
        if (numbers === undefined) this.#byKey.set(key, [number]);
        else numbers.push(number);
      }
  }

  /** The first layer of a list; each account of it is made when it is asked for. */
  layer<Made>(make: (account: Account) => Made): Layer<Made> {
    const { all } = this;
    const made: (Made | undefined)[] = [];
    const get = (number: number) => {
      const account = all[number];
      if (account === undefined) return undefined;
      made[number] ??= make(account);
      return made[number];
    };
    return {
      size: all.length,
      has: (number) => number < all.length,
      get,
      numbers: (key) => this.#byKey.get(key) ?? [],
      entries: () => all.map((_, number) => [number, get(number)] as const),
    };
  }
}

/** A layer that accounts are put into. */
class OpenLayer<Account extends Found> implements Layer<Account> {
  readonly #all = new Map<number, Account | undefined>();
  readonly #byKey = new Map<string, Set<number>>();

  get size(): number {
    return this.#all.size;
  }

  readonly has = (number: number) => this.#all.has(number);
  readonly get = (number: number) => this.#all.get(number);
  readonly numbers = (key: string): Iterable<number> => this.#byKey.get(key) ?? [];
  readonly entries = () => this.#all.entries();

  put(number: number, account: Account | undefined): void {
    const before = this.#all.get(number);
    for (const key of before === undefined ? [] : accountKeys(before)) {
      const numbers = this.#byKey.get(key);
      numbers?.delete(number);
      if (numbers?.size === 0) this.#byKey.delete(key);
    }
    this.#all.set(number, account);
    for (const key of account === undefined ? [] : accountKeys(account)) {
      const numbers = this.#byKey.get(key);
      if (numbers === undefined) this.#byKey.set(key, new Set([number]));
      else numbers.add(number);
    }
  }
}

/**
 * Accounts in the order in which they came. What a copy shares with what it was copied from lies in layers below it, of
 * which each is more than twice as large as the next: a row of n stages that add one each copies n log n accounts.
 */
export class AccountList<Account extends Found> {
  #below: readonly Layer<Account>[] = [];
  #own = new OpenLayer<Account>();
  #next = 0;
  #list: readonly Account[] | undefined;

  /** `spend` is told how many accounts have to be copied. */
  copy(spend: (accounts: number) => void): AccountList<Account> {
    if (this.#own.size > 0) {
      this.#below = laidOn(this.#below, this.#own, spend);
      this.#own = new OpenLayer();
    }
    const copy = new AccountList<Account>();
    copy.#below = this.#below;
    copy.#next = this.#next;
    copy.#list = this.#list;
    return copy;
  }

  /** All of them as they are now. */
  get list(): readonly Account[] {
    if (this.#list === undefined) {
      const all = new Map([...this.#below, this.#own].flatMap((layer) => [...layer.entries()]));
      const sorted = [...all].sort(([one], [other]) => one - other);
      this.#list = sorted.flatMap(([, account]) => account ?? []);
    }
    return this.#list;
  }

  /** The first that is called so. */
  find(key: AccountKey, value: string | number): Account | undefined {
    const first = this.#first(keyOf(key, value));
    return first === undefined ? undefined : this.#at(first);
  }

  has(key: AccountKey, value: string | number): boolean {
    for (const _ of this.#numbers(keyOf(key, value))) return true;
    return false;
  }

  /** Begins a list that is empty. */
  begin<Shared extends Found>(shared: SharedAccounts<Shared>, make: (account: Shared) => Account): void {
    this.#below = [shared.layer(make)];
    this.#next = shared.all.length;
    this.#list = undefined;
  }

  add(account: Account): void {
    this.#put(this.#next++, account);
  }

  /** Takes the first of a name away. */
  remove(name: string): void {
    const number = this.#first(keyOf("name", name));
    if (number !== undefined) this.#put(number, undefined);
  }

  /** Puts another in the place of the first of a name. */
  replace(name: string, account: Account): void {
    const number = this.#first(keyOf("name", name));
    if (number !== undefined) this.#put(number, account);
  }

  /** Puts others in the place of those that are called so. */
  replaceAll(key: AccountKey, value: string, other: (account: Account) => Account): void {
    for (const number of [...this.#numbers(keyOf(key, value))]) {
      const account = this.#at(number);
      if (account !== undefined) this.#put(number, other(account));
    }
  }

  /** Leaves those only that are wanted. */
  keep(isKept: (account: Account) => boolean): void {
    const kept = this.list.filter(isKept);
    this.#below = [];
    this.#own = new OpenLayer();
    this.#list = undefined;
    for (const one of kept) this.add(one);
  }

  #at(number: number): Account | undefined {
    if (this.#own.has(number)) return this.#own.get(number);
    return this.#below.findLast((layer) => layer.has(number))?.get(number);
  }

  #first(key: string): number | undefined {
    let first: number | undefined;
    for (const number of this.#numbers(key)) first = Math.min(first ?? number, number);
    return first;
  }

  /** The numbers of those that a key finds now; what a layer below says of one may be over. */
  *#numbers(key: string): Generator<number> {
    yield* this.#own.numbers(key);
    for (const layer of this.#below)
      for (const number of layer.numbers(key)) {
        if (this.#own.has(number)) continue;
        const account = this.#at(number);
        if (account !== undefined && accountKeys(account).includes(key)) yield number;
      }
  }

  /** Puts an account, or none, at a number; another that is there goes. */
  #put(number: number, account: Account | undefined): void {
    this.#list = undefined;
    this.#own.put(number, account);
  }
}

/** A row of layers with one more on it. */
function laidOn<Account extends Found>(
  below: readonly Layer<Account>[],
  own: Layer<Account>,
  spend: (accounts: number) => void,
): readonly Layer<Account>[] {
  const row = [...below];
  let last: Layer<Account> = own;
  for (let next = row.at(-1); next !== undefined && next.size <= 2 * last.size; next = row.at(-1)) {
    spend(next.size + last.size);
    const both = new OpenLayer<Account>();
    for (const [number, account] of new Map([...next.entries(), ...last.entries()]))
      both.put(number, account);
    last = both;
    row.pop();
  }
  return [...row, last];
}
