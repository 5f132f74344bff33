/** What a mode of chmod(1) says of the two bits that decide who may write: `undefined` leaves one as it is. */
export interface ModeWord {
  /** Everyone may write. */
  readonly open: boolean | undefined;
  /** The sticky bit: in such a folder nobody may remove what is another's. */
  readonly sticky: boolean | undefined;
}

/** Reads a mode, octal or symbolic (`777`, `a+rwX`, `u=rw,go=r`); `undefined` when it is none. */
export function readMode(mode: string): ModeWord | undefined {
  if (/^[0-7]{1,5}$/.test(mode)) {
    const bits = Number.parseInt(mode, 8);
    return { open: (bits & 0o002) !== 0, sticky: (bits & 0o1000) !== 0 };
  }
  let word: ModeWord = { open: undefined, sticky: undefined };
  for (const clause of mode.split(",")) {
    const match = /^([ugoa]*)((?:[-+=][rwxXstugo]*)+)$/.exec(clause);
    if (match === null) return undefined;
    const [, who = "", actions = ""] = match;
    for (const [, operator = "", permissions = ""] of actions.matchAll(/([-+=])([rwxXstugo]*)/g)) {
      word = applied(word, { who, operator, permissions });
    }
  }
  return word;
}

interface Action {
  readonly who: string;
  readonly operator: string;
  readonly permissions: string;
}

function applied(word: ModeWord, { who, operator, permissions }: Action): ModeWord {
  // Without a letter before it, `+w` spares what the umask masks: with Docker's 022 the others' bit.
  const others = /[oa]/.test(who);
  const named = permissions.includes("w");
  const sticky = permissions.includes("t") ? operator !== "-" : word.sticky;
  if (operator === "=" && (others || who === "")) return { open: others && named, sticky };
  if (!others || !named) return { ...word, sticky };
  return { open: operator === "+", sticky };
}
