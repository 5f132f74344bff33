/** Named classes of characters in Go's regexp. */

const POSIX: ReadonlyMap<string, RegExp> = new Map([
  ["alnum", /^[\da-zA-Z]$/],
  ["alpha", /^[a-zA-Z]$/],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what the class is about
  ["ascii", /^[\x00-\x7f]$/],
  ["blank", /^[\t ]$/],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what the class is about
  ["cntrl", /^[\x00-\x1f\x7f]$/],
  ["digit", /^\d$/],
  ["graph", /^[!-~]$/],
  ["lower", /^[a-z]$/],
  ["print", /^[ -~]$/],
  ["punct", /^[!-/:-@[-`{-~]$/],
  ["space", /^[\t\n\v\f\r ]$/],
  ["upper", /^[A-Z]$/],
  ["word", /^\w$/],
  ["xdigit", /^[\da-fA-F]$/],
]);

/** What `[:name:]` or `[:^name:]` in a class stands for. */
export function posixClass(name: string): ((character: string) => boolean) | undefined {
  const negated = name.startsWith("^");
  const found = POSIX.get(negated ? name.slice(1) : name);
  return found && ((character) => found.test(character) !== negated);
}

const CATEGORIES: ReadonlyMap<string, RegExp> = new Map([
  ["C", /^\p{C}$/u],
  ["L", /^\p{L}$/u],
  ["M", /^\p{M}$/u],
  ["N", /^\p{N}$/u],
  ["P", /^\p{P}$/u],
  ["S", /^\p{S}$/u],
  ["Z", /^\p{Z}$/u],
]);

/** What `\pL` stands for. */
export function unicodeCategory(letter: string): ((character: string) => boolean) | undefined {
  const found = CATEGORIES.get(letter);
  return found && ((character) => found.test(character));
}
