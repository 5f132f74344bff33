/**
 * The offset behind the `}` that ends a Lua block whose text begins at `from`, or undefined when it is never closed.
 * Braces in Lua's strings, long brackets and comments do not count (lua-nginx-module reads its blocks so).
 */
export function luaBlockEnd(text: string, from: number): number | undefined {
  const token = /--\[(=*)\[|--[^\n]*|\[(=*)\[|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|[{}]/g;
  token.lastIndex = from;
  let depth = 1;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const level = found[1] ?? found[2];
    if (level !== undefined) {
      const end = text.indexOf(`]${level}]`, token.lastIndex);
      if (end < 0) return undefined;
      token.lastIndex = end + level.length + 2;
    }
    if (found[0] === "{") depth++;
    if (found[0] === "}" && --depth === 0) return token.lastIndex;
  }
  return undefined;
}
