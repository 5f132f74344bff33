/** What a value of supervisord comes to: Python's `%` with a dictionary. */
export type Expanded =
  | { readonly kind: "text"; readonly text: string }
  /** A name that stands for something which cannot be told. */
  | { readonly kind: "unknown"; readonly name: string }
  /** A name that there is not. */
  | { readonly kind: "missing"; readonly name: string }
  /** What Python cannot read as an expansion. */
  | { readonly kind: "bad"; readonly part: string };

// Flags, width, precision, length and conversion of printf-style formatting (docs.python.org, "String Formatting").
const EXPANSION = /%(?:%|\(([^()]*)\)([#0\- +]*)(\d*)((?:\.\d*)?)[hlL]?([diouxXeEfFgGcrsa]))/y;

/** Replaces the expansions of a value; `lookup` gives `null` for what cannot be told, `undefined` for no such name. */
export function expandedValue(
  raw: string,
  lookup: (name: string) => string | number | null | undefined,
): Expanded {
  if (!raw.includes("%")) return { kind: "text", text: raw };
  let text = "";
  let open: string | undefined;
  for (let at = 0; at < raw.length; ) {
    const next = raw.indexOf("%", at);
    text += raw.slice(at, next < 0 ? raw.length : next);
    if (next < 0) break;
    EXPANSION.lastIndex = next;
    const found = EXPANSION.exec(raw);
    // Without a name `%s` is the whole dictionary, which nobody means.
    if (found === null && /^%[#0\- +]*\d*[rsa]/.test(raw.slice(next, next + 20)))
      return { kind: "unknown", name: "s" };
    if (found === null)
      return { kind: "bad", part: /^%(\([^()\s]*\)?)?.?/s.exec(raw.slice(next))?.[0] ?? "%" };
    at = EXPANSION.lastIndex;
    const [all, name, flags = "", width = "", precision = "", conversion = ""] = found;
    if (name === undefined) {
      text += "%";
      continue;
    }
    const value = lookup(name);
    if (value === undefined) return { kind: "missing", name };
    if (value === null) open ??= name;
    else if (conversion === "s" && flags === "" && precision === "")
      text += String(value).padStart(Number(width));
    else if (/[diu]/.test(conversion) && typeof value === "number" && /^0?$/.test(flags))
      text += String(value).padStart(Number(width), flags === "0" ? "0" : " ");
    else if (/[diouxXeEfFgGc]/.test(conversion) && typeof value === "string")
      return { kind: "bad", part: all };
    else open ??= name;
  }
  return open === undefined ? { kind: "text", text } : { kind: "unknown", name: open };
}
