/** Functions of texts. */
import { createHash } from "node:crypto";
import { type BakeFunction, ofTexts, textsOf } from "./arguments.ts";
import { type HclData, isList, isUnread, numberOf, refused, unread } from "./data.ts";
import { matchAll, replaceMatches } from "./regular.ts";

export const textFunctions: Readonly<Record<string, BakeFunction>> = {
  lower: ofTexts(([text = ""]) => byLetter(text, (letter) => letter.toLowerCase())),
  upper: ofTexts(([text = ""]) => byLetter(text, (letter) => letter.toUpperCase())),
  title: ofTexts(([text = ""], at) =>
    /^[\w ]*$/.test(text)
      ? text.replace(
          /(^|[^\w])([a-z])/g,
          (_, before: string, letter: string) => before + letter.toUpperCase(),
        )
      : unread("title() of such a text is not read", at),
  ),
  chomp: ofTexts(([text = ""]) => text.replace(/[\r\n]+$/, "")),
  trimspace: ofTexts(([text = ""]) => text.trim()),
  trim: ofTexts(([text = "", cut = ""]) => trimmed(text, new Set(cut))),
  trimprefix: ofTexts(([text = "", cut = ""]) => (text.startsWith(cut) ? text.slice(cut.length) : text)),
  trimsuffix: ofTexts(([text = "", cut = ""]) =>
    cut !== "" && text.endsWith(cut) ? text.slice(0, -cut.length) : text,
  ),
  replace: ofTexts(([text = "", from = "", to = ""]) =>
    from === ""
      ? [...["", ...text].entries()].map(([i, char]) => (i === 0 ? to : char + to)).join("")
      : text.replaceAll(from, () => to),
  ),
  regex_replace: ofTexts(([text = "", pattern = "", to = ""], at) =>
    replaceMatches(text, { pattern, to }, at),
  ),
  regex: ofTexts(([pattern = "", text = ""], at) => {
    const found = matchAll(text, pattern, at);
    return isList(found) ? (found[0] ?? refused("the pattern does not match", at)) : found;
  }),
  regexall: ofTexts(([pattern = "", text = ""], at) => matchAll(text, pattern, at)),
  basename: ofTexts(([path = ""]) => (path === "" ? "." : (/([^/]+)\/*$/.exec(path)?.[1] ?? "/"))),
  dirname: ofTexts(([path = ""], at) =>
    /\/\/|(?:^|\/)\.\.?(?:\/|$)/.test(path)
      ? unread("dirname() of such a path is not read", at)
      : dirname(path),
  ),
  sanitize: ofTexts(([text = ""]) => text.replace(/[^a-zA-Z0-9_-]/gu, "_")),
  reverse: ofTexts(([text = ""]) => [...text].reverse().join("")),
  strlen: ofTexts(([text = ""]) => [...text].length),
  byteslen: ofTexts(([text = ""]) => Buffer.byteLength(text)),
  base64encode: ofTexts(([text = ""]) => Buffer.from(text).toString("base64")),
  base64decode: ofTexts(([text = ""]) => Buffer.from(text, "base64").toString()),
  urlencode: ofTexts(([text = ""]) =>
    encodeURIComponent(text)
      .replaceAll("%20", "+")
      .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
  ),
  md5: ofTexts(([text = ""]) => createHash("md5").update(text).digest("hex")),
  sha1: ofTexts(([text = ""]) => createHash("sha1").update(text).digest("hex")),
  sha256: ofTexts(([text = ""]) => createHash("sha256").update(text).digest("hex")),
  sha512: ofTexts(([text = ""]) => createHash("sha512").update(text).digest("hex")),
  split: ofTexts(([separator = "", text = ""]) => (separator === "" ? [...text] : text.split(separator))),
  indent: ofTexts(([width = "", text = ""]) =>
    text.replaceAll("\n", `\n${" ".repeat(Math.min(1000, Number(width)))}`),
  ),
  join: ([separator = "", ...lists], at) => {
    const items = lists.flatMap((list) => (isList(list) ? list : [list]));
    const texts = textsOf([separator, ...items], at);
    return isUnreadList(texts) ? texts.slice(1).join(texts[0]) : texts;
  },
  substr: ([text = "", from = 0, length = 0], at) => {
    const [whole] = asTexts([text], at);
    const [start, count] = [numberOf(from, at), numberOf(length, at)];
    if (whole === undefined || typeof start !== "number" || typeof count !== "number")
      return refused("substr() takes a text and two numbers", at);
    const letters = [...whole];
    const first = start < 0 ? Math.max(0, letters.length + start) : start;
    return letters.slice(first, count < 0 ? undefined : first + count).join("");
  },
  format: ([pattern = "", ...values], at) => formatted(pattern, values, at),
  formatlist: ([pattern = "", ...values], at) => {
    const lists = values.filter(isList);
    const length = lists[0]?.length ?? 1;
    if (lists.some((list) => list.length !== length)) return refused("lists of different lengths", at);
    return Array.from({ length }, (_, index) =>
      formatted(
        pattern,
        values.map((value) => (isList(value) ? (value[index] ?? null) : value)),
        at,
      ),
    );
  },
};

function isUnreadList(value: readonly string[] | HclData): value is readonly string[] {
  return Array.isArray(value);
}

function asTexts(values: readonly HclData[], at: Parameters<BakeFunction>[1]): readonly string[] {
  const texts = textsOf(values, at);
  return Array.isArray(texts) ? texts : [];
}

function trimmed(text: string, cut: ReadonlySet<string>): string {
  const letters = [...text];
  const first = letters.findIndex((letter) => !cut.has(letter));
  const last = letters.findLastIndex((letter) => !cut.has(letter));
  return first < 0 ? "" : letters.slice(first, last + 1).join("");
}

/** Go turns each letter into one letter, so that "ß" stays. */
function byLetter(text: string, turned: (letter: string) => string): string {
  return Array.from(text, (letter) => {
    const found = turned(letter);
    return [...found].length === 1 ? found : letter;
  }).join("");
}

function dirname(path: string): string {
  const cut = path.lastIndexOf("/");
  if (cut < 0) return ".";
  return cut === 0 ? "/" : path.slice(0, cut);
}

/** `%s`, `%d`, `%v`, `%q` and `%%` without widths; others are not read. */
function formatted(pattern: HclData, values: readonly HclData[], at: Parameters<BakeFunction>[1]): HclData {
  if (typeof pattern !== "string") return refused("format() takes a text first", at);
  const verbs = pattern.match(/%(?:%|[^%a-zA-Z]*[a-zA-Z])/g) ?? [];
  if (verbs.some((verb) => !/^%[%sdv]$/.test(verb))) return unread("such a format is not read", at);
  const texts = textsOf(values, at);
  if (isUnread(texts as HclData)) return texts as HclData;
  const wanted = verbs.filter((verb) => verb !== "%%").length;
  if (wanted !== values.length) return refused("the number of values does not match the format", at);
  let next = 0;
  return pattern.replace(/%[%sdv]/g, (verb) =>
    verb === "%%" ? "%" : ((texts as readonly string[])[next++] ?? ""),
  );
}
