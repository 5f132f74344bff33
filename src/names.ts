/** Names that somebody else chose, put where a language gives some of them a meaning of its own. */

/** What a table holds under a name: `constructor` and `__proto__`, which every object has, are names like any other. */
export function ownValue<T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The source of an expression that matches a text as it stands. */
export function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
