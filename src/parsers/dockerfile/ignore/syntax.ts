/** What moby refuses of a pattern before it asks it: what Go's filepath.Match finds wrong with it for the name ".". */

/** Whether a pattern may stand; behind the first part that does not match "." nothing is looked at. */
export function isPattern(pattern: string): boolean {
  let rest: readonly string[] = Array.from(pattern);
  let name: readonly string[] = ["."];
  while (rest.length > 0) {
    const { star, chunk, behind } = cutChunk(rest);
    rest = behind;
    if (star && chunk.length === 0) return true;
    const found = matchChunk(chunk, name);
    if (found === "bad") return false;
    const isWhole = (left: readonly string[]) => left.length === 0 || rest.length > 0;
    if (found !== undefined && isWhole(found)) {
      name = found;
      continue;
    }
    // The only other place for the part is behind the one character that there is.
    const later = star && name.length > 0 ? matchChunk(chunk, []) : undefined;
    if (later === "bad") return false;
    if (later === undefined || !isWhole(later)) return true;
    name = later;
  }
  return true;
}

function cutChunk(pattern: readonly string[]): {
  readonly star: boolean;
  readonly chunk: readonly string[];
  readonly behind: readonly string[];
} {
  const first = pattern.findIndex((character) => character !== "*");
  const start = first < 0 ? pattern.length : first;
  let inClass = false;
  let at = start;
  for (; at < pattern.length && (pattern[at] !== "*" || inClass); at++) {
    if (pattern[at] === "\\") at = Math.min(at + 1, pattern.length - 1);
    else if (pattern[at] === "[") inClass = true;
    else if (pattern[at] === "]") inClass = false;
  }
  return { star: start > 0, chunk: pattern.slice(start, at), behind: pattern.slice(at) };
}

/** What is left of a name behind a part without stars; `undefined` where the part does not fit. */
function matchChunk(
  chunk: readonly string[],
  name: readonly string[],
): readonly string[] | "bad" | undefined {
  let left: readonly string[] | undefined = name;
  for (let at = 0; at < chunk.length; ) {
    const character: string | undefined = left?.[0];
    let fits = true;
    if (chunk[at] === "[") {
      const found = readClass(chunk, at + 1, character);
      if (found === undefined) return "bad";
      at = found.end;
      fits = found.fits;
    } else {
      if (chunk[at] === "\\") at++;
      if (at >= chunk.length) return "bad";
      fits = (chunk[at] === "?" && chunk[at - 1] !== "\\") || chunk[at] === character;
      at++;
    }
    left = left === undefined || character === undefined || !fits ? undefined : left.slice(1);
  }
  return left;
}

function readClass(
  chunk: readonly string[],
  start: number,
  character: string | undefined,
): { readonly end: number; readonly fits: boolean } | undefined {
  const negated = chunk[start] === "^";
  let at = negated ? start + 1 : start;
  let fits = false;
  for (let count = 0; count === 0 || chunk[at] !== "]"; count++) {
    const low = classCharacter(chunk, at);
    if (low === undefined) return undefined;
    const high = chunk[low.end] === "-" ? classCharacter(chunk, low.end + 1) : low;
    if (high === undefined) return undefined;
    at = high.end;
    if (character !== undefined && low.character <= character && character <= high.character) fits = true;
  }
  return { end: at + 1, fits: fits !== negated };
}

function classCharacter(
  chunk: readonly string[],
  at: number,
): { readonly character: string; readonly end: number } | undefined {
  if (at >= chunk.length || chunk[at] === "-" || chunk[at] === "]") return undefined;
  const own = chunk[at] === "\\" ? at + 1 : at;
  const character = chunk[own];
  return character === undefined || own + 1 >= chunk.length ? undefined : { character, end: own + 1 };
}
