/** NGINX_ENVSUBST_FILTER: an expression of awk, of which only plain ones are read. */

/** Whether a variable of that name is put into templates. */
export type Filter = (name: string) => boolean;

/** The filter; undefined where the expression is more than names, beginnings and ends. */
export function filterOf(text: string | null | undefined): Filter | undefined {
  if (text === undefined || text === "") return () => true;
  const [, open = "", inner = text ?? "", close = ""] = /^(\^?)\(([^()]*)\)(\$?)$/.exec(text ?? "") ?? [];
  if (text === null) return undefined;
  const parts = inner
    .split("|")
    .map((part) => /^(\^?)(?:\.\*)?(\w*)(?:\.\*)?(\$?)$/.exec(`${open}${part}${close}`));
  if (parts.some((part) => part === null)) return undefined;
  return (name) =>
    parts.some((part) => {
      const [all = "", begins, word = "", ends] = part ?? [];
      const fromStart = begins === "^" && !all.startsWith("^.*");
      const toEnd = ends === "$" && !all.endsWith(".*$");
      if (fromStart && toEnd) return name === word;
      if (fromStart) return name.startsWith(word);
      return toEnd ? name.endsWith(word) : name.includes(word);
    });
}
