// Words with which a table says that a variable is empty or not set.
const EMPTY =
  /^(?:\(?(?:empty|blank|none|unset|not set|undefined|null|nil|no default(?: value)?|empty string|n\/a)\)?\.?|[-–—]+)$/i;
const ADDRESS = /^[a-z][a-z\d+.-]*:\/\/[^/?#]+\/?$/i;
const BOOLEAN = /^(?:true|false)$/i;

/** Units as programs write them behind a number, with what they come to in the smallest and the words for them. */
const UNITS: readonly {
  readonly of: "time" | "size";
  readonly sign: RegExp;
  readonly amount: number;
  readonly words: RegExp;
}[] = [
  { of: "time", sign: /^(?:ms|msecs?|milliseconds?)$/i, amount: 1, words: /\bms\b|milliseconds?/i },
  { of: "time", sign: /^(?:s|secs?|seconds?)$/i, amount: 1000, words: /\bsecs?\b|\bseconds?/i },
  { of: "time", sign: /^(?:m|mins?|minutes?)$/, amount: 60_000, words: /\bmins?\b|\bminutes?/i },
  { of: "time", sign: /^(?:h|hours?)$/i, amount: 3_600_000, words: /\bhours?/i },
  { of: "time", sign: /^(?:d|days?)$/i, amount: 86_400_000, words: /\bdays?/i },
  { of: "size", sign: /^(?:b|bytes?)$/i, amount: 1, words: /\bbytes?/i },
  { of: "size", sign: /^(?:k|kb|kib)$/i, amount: 1024, words: /\bki?b\b|kilobytes?|kibibytes?/i },
  { of: "size", sign: /^(?:m|mb|mib)$/i, amount: 1024 ** 2, words: /\bmi?b\b|megabytes?|mebibytes?/i },
  { of: "size", sign: /^(?:g|gb|gib)$/i, amount: 1024 ** 3, words: /\bgi?b\b|gigabytes?|gibibytes?/i },
];

/**
 * Whether two values are one number with or without its unit (`5s` and `5`), or one amount in two units (`60s` and
 * `1m`). Where `about`, the words around the value, names another unit than the one that is left out, they are not.
 */
function sameAmount(said: string, real: string, about: string): boolean {
  const [a, b] = [said, real].map((value) => /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(value));
  if (!a || !b) return false;
  const [units, others] = [a[2] ?? "", b[2] ?? ""].map((sign) =>
    UNITS.filter((unit) => unit.sign.test(sign)),
  );
  if (units === undefined || others === undefined) return false;
  if (a[2] === "" || b[2] === "") {
    const named = [...units, ...others];
    const told = UNITS.filter(({ words }) => words.test(about));
    return (
      Number(a[1]) === Number(b[1]) &&
      named.length > 0 &&
      (told.length === 0 || told.some((unit) => named.includes(unit)))
    );
  }
  return units.some((one) =>
    others.some((other) => one.of === other.of && Number(a[1]) * one.amount === Number(b[1]) * other.amount),
  );
}

/**
 * Whether a README's value and the image's are one: quotes, backticks and outer blanks do not count, nor the case
 * of `true` and `false`; "empty", "(none)", "unset" or a dash in the README is the empty value. `about` is what the
 * README says around the value.
 */
export function sameValue(documented: string, actual: string, about = ""): boolean {
  const [said, real] = [bare(documented), bare(actual)];
  if (said === real || sameAmount(said, real, about)) return true;
  // An address without a path has the path "/" (RFC 3986, 6.2.3).
  if (ADDRESS.test(said) && ADDRESS.test(real) && said.replace(/\/$/, "") === real.replace(/\/$/, ""))
    return true;
  if (BOOLEAN.test(said) && said.toLowerCase() === real.toLowerCase()) return true;
  return real === "" && EMPTY.test(said);
}

/** A value without the quotes, backticks and blanks around it. */
export function bare(value: string): string {
  let inner = value.trim();
  for (;;) {
    const quote = /^(["'`“‘])([\s\S]*)(["'`”’])$/.exec(inner);
    if (!quote || !isPair(quote[1] ?? "", quote[3] ?? "")) return inner;
    inner = (quote[2] ?? "").trim();
  }
}

function isPair(open: string, close: string): boolean {
  return open === "“" ? close === "”" : open === "‘" ? close === "’" : open === close;
}

/** Whether a value stands for itself: no ellipsis, placeholder or reference to something else. */
export function isLiteral(value: string): boolean {
  return !/\.\.\.|…|[<>$]|\{\{|^~/.test(value);
}
