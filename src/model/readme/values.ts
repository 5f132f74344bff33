// Words with which a table says that a variable is empty or not set.
const EMPTY =
  /^(?:\(?(?:empty|blank|none|unset|not set|undefined|null|nil|no default(?: value)?|empty string|n\/a)\)?\.?|[-–—]+)$/i;
const BOOLEAN = /^(?:true|false)$/i;

/**
 * Whether a README's value and the image's are one: quotes, backticks and outer blanks do not count, nor the case
 * of `true` and `false`; "empty", "(none)", "unset" or a dash in the README is the empty value.
 */
export function sameValue(documented: string, actual: string): boolean {
  const [said, real] = [bare(documented), bare(actual)];
  if (said === real) return true;
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
