/** What depends on an object alone, and is asked again and again. */

/** The same work, done once for each object, and remembered for as long as somebody has the object. What throws is not. */
export function once<Key extends object, Answer>(work: (key: Key) => Answer): (key: Key) => Answer {
  const known = new WeakMap<Key, { readonly answer: Answer }>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before.answer;
    const answer = work(key);
    known.set(key, { answer });
    return answer;
  };
}

/** The same work, done when its answer is first asked for, and remembered. What throws is not. */
export function lazily<Answer>(work: () => Answer): () => Answer {
  let known: { readonly answer: Answer } | undefined;
  return () => {
    known ??= { answer: work() };
    return known.answer;
  };
}

// Characters of the texts that are remembered at least; up to twice as many are.
const MOST_CHARACTERS = 1_000_000;
// What is read of a text takes room whose size does not hang on it: a RUN of a few words costs as much as these.
const OF_EACH = 250;

/**
 * The same work, done once for each text of those that were asked for lately: what many images have in common is read
 * once. A text that is large by itself is read anew each time, and nobody keeps it.
 */
export function onceByText<Answer>(work: (text: string) => Answer): (text: string) => Answer {
  let lately = new Map<string, Answer>();
  let before = new Map<string, Answer>();
  let characters = 0;
  return (text) => {
    const known = lately.get(text);
    if (known !== undefined) return known;
    const answer = before.get(text) ?? work(text);
    if (answer === undefined || text.length > MOST_CHARACTERS / 4) return answer;
    if (characters > MOST_CHARACTERS) {
      before = lately;
      lately = new Map();
      characters = 0;
    }
    lately.set(text, answer);
    characters += text.length + OF_EACH;
    return answer;
  };
}
