import type { Effect, MadeAccount, PlacedEffect, ShellInput } from "./effects.ts";

const CHANGES = new Set<Effect["kind"]>([
  "no-account",
  "change-account",
  "opaque-accounts",
  "install",
  "uninstall",
]);

type Kind = "user" | "group";

/** The accounts that a text has made so far, found by their names and numbers; effects are looked at once each. */
export class MadeAccounts {
  readonly #effects: readonly PlacedEffect[];
  /** Numbers of the effects that made an account. */
  readonly #made = new Map<string, number[]>();
  #noted = 0;
  #isChanged = false;

  /** `effects` grow while they are asked. */
  constructor(effects: readonly PlacedEffect[]) {
    this.#effects = effects;
  }

  /** Takes what stands in the place of an effect. */
  noteAt(number: number): void {
    const effect = this.#effects[number]?.effect;
    if (effect === undefined) return;
    if (CHANGES.has(effect.kind)) this.#isChanged = true;
    const account = accountOf(effect);
    if (account === undefined) return;
    for (const name of [account.name, String(account.id)]) {
      const key = `${effect.kind} ${name}`;
      this.#made.set(key, [...(this.#made.get(key) ?? []), number]);
    }
  }

  /** Whether there is a user or group of a name or number behind what the text has done so far. */
  exists(of: Kind, account: string, before: ShellInput["exists"]): boolean | undefined {
    for (; this.#noted < this.#effects.length; this.#noted++) this.noteAt(this.#noted);
    const made = this.#made.get(`${of} ${account}`) ?? [];
    // What made it may have become something that cannot be told.
    if (made.some((number) => this.#effects[number]?.effect.kind === of)) return true;
    return this.#isChanged ? undefined : before?.(of, account);
  }
}

function accountOf(effect: Effect): MadeAccount | undefined {
  if (effect.kind === "user") return effect.user;
  return effect.kind === "group" ? effect.group : undefined;
}
