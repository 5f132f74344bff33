/** How compose cuts a command that is one text: go-shellwords 1.0.12, which starts no shell and puts in no variable. */

/**
 * The words of a text; `undefined` for one that compose refuses. At a `;`, `&`, `|`, `<` or `>` outside of quotes the
 * command ends, and what follows is dropped without a word.
 */
export function composeWords(line: string): readonly string[] | undefined {
  const state: Cutting = { words: [], word: "", quote: undefined, tick: false, dollar: false, got: false };
  let escaped = false;
  for (const char of line) {
    if (escaped) {
      state.word += char;
      state.got = true;
      escaped = false;
    } else if (char === "\\" && state.quote !== "'") escaped = true;
    else {
      const next = step(state, char);
      if (next === "refused") return undefined;
      if (next === "end") break;
    }
  }
  if (state.got) state.words.push(state.word);
  const open = escaped || state.quote !== undefined || state.tick || state.dollar;
  return open ? undefined : state.words;
}

interface Cutting {
  readonly words: string[];
  word: string;
  quote: "'" | '"' | undefined;
  /** Within backquotes, or within `$(`. */
  tick: boolean;
  dollar: boolean;
  /** Whether a word has begun; an empty one in quotes counts. */
  got: boolean;
}

function step(state: Cutting, char: string): "refused" | "end" | undefined {
  const { quote, tick, dollar } = state;
  if (/[ \t\r\n]/.test(char) && quote === undefined && !tick && !dollar) {
    if (state.got) state.words.push(state.word);
    state.word = "";
    state.got = false;
    return undefined;
  }
  if (/[ \t\r\n]/.test(char)) {
    state.word += char;
    return undefined;
  }
  if ((char === "'" || char === '"') && !dollar && (quote === undefined || quote === char)) {
    state.quote = quote === undefined ? char : undefined;
    if (quote !== undefined) state.got = true;
    return undefined;
  }
  if (quote === undefined) {
    const stop = outside(state, char);
    if (stop !== undefined) return stop;
  }
  state.got = true;
  state.word += char;
  return undefined;
}

/** Signs that mean something outside of quotes. */
function outside(state: Cutting, char: string): "refused" | "end" | undefined {
  if (char === "`" && !state.dollar) state.tick = !state.tick;
  else if (char === ")" && !state.tick) {
    if (!state.dollar) return "refused";
    state.dollar = false;
  } else if (char === "(" && !state.tick) {
    if (state.dollar || !state.word.endsWith("$")) return "refused";
    state.dollar = true;
  } else if (/[;&|<>]/.test(char) && !state.tick && !state.dollar) {
    // A number before `>` is a descriptor and no word.
    if (char === ">" && /^\d/.test(state.word)) state.got = false;
    return "end";
  }
  return undefined;
}
