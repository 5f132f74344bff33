import type { MarkdownProse, MarkdownText } from "../../parsers/markdown/parse.ts";
import type { MarkdownFile } from "../../parsers/markdown/tree.ts";
import type { SourceFile } from "../../source.ts";
import {
  type BlockReading,
  type DocumentedVariable,
  type Found,
  isConfigFile,
  isStatement,
  isVariable,
  placeOfSpan,
  portsOf,
  type Topic,
  wordSpan,
} from "./facts.ts";
import { containerPath } from "./tables.ts";
import { bare, isLiteral } from "./values.ts";

/** Reads a list item that states something: `NAME` (default: `x`), `NAME=x`, `8080/tcp`, `/data`. */
export function readItem(item: MarkdownProse, { file, topic, found }: BlockReading): void {
  const [first] = item.codes;
  if (!first || !item.text.startsWith(first.text)) return;
  const strict = isStatement(topic, item.text);
  const variable = variableOf(file, item, topic);
  if (variable) found.variables.push(variable);
  for (const value of topic.ports ? (portsOf(first.text) ?? []) : []) {
    found.ports.push({
      value,
      at: placeOfSpan(file, wordSpan(file, first.span, String(value.port))),
      strict,
    });
  }
  const path = containerPath(first.text);
  if (topic.volumes && path.startsWith("/"))
    found.volumes.push({ value: path, at: placeOfSpan(file, first.span), strict });
}

const LABEL =
  /^(?:(?:container |listen )?ports?|(?:container )?(user|runs as))\s*:\s*([\w./:-]+)(?:\s*\(.*\))?\.?$/i;

/** Reads a line that is a label, a colon and one value: "Port: 8080", "User: `web` (101)". */
export function readLabel(prose: MarkdownProse, { file, topic, found }: BlockReading): void {
  const match = LABEL.exec(prose.text);
  const value = match?.[2]?.replace(/\.$/, "");
  if (value === undefined) return;
  const strict = isStatement(topic, prose.text);
  const user = value.replace(/:.*/, "");
  if (match?.[1] !== undefined) {
    found.users.push({ value: user, at: placeOfSpan(file, wordSpan(file, prose.span, user)), strict });
    return;
  }
  for (const port of portsOf(value) ?? []) {
    found.ports.push({
      value: port,
      at: placeOfSpan(file, wordSpan(file, prose.span, String(port.port))),
      strict,
    });
  }
}

function variableOf(file: SourceFile, item: MarkdownProse, topic: Topic): DocumentedVariable | undefined {
  const [first] = item.codes;
  const match = /^(\w+)(?:=(.*))?$/.exec(first?.text ?? "");
  const name = match?.[1];
  if (!first || name === undefined || !isVariable(name)) return undefined;
  const sure = isStatement(topic, item.text);
  const named = {
    name,
    at: placeOfSpan(file, { start: first.span.start, end: first.span.start + name.length }),
  };
  const stated = statedDefault(item) ?? assigned(first, topic);
  if (!stated) return { ...named, table: false, strict: sure && topic.environment };
  const valueAt = placeOfSpan(file, stated.span);
  return { ...named, value: stated.text, valueAt, table: false, strict: sure && isLiteral(stated.text) };
}

/** The value of `NAME=x`, where the section is about the environment: elsewhere it is a thing to try. */
function assigned(code: MarkdownText, topic: Topic): MarkdownText | undefined {
  const equals = code.text.indexOf("=");
  if (equals < 0 || !topic.environment || topic.example) return undefined;
  const start = Math.min(code.span.start + equals + 1, code.span.end);
  return { text: code.text.slice(equals + 1), span: { start, end: code.span.end } };
}

/** The default that prose states behind the word "default": the next inline code, or the next word. */
function statedDefault(item: MarkdownProse): MarkdownText | undefined {
  const match = /\bdefaults?(?: values?)?(?:\s+(?:is|to)\b|\s*[:=])?\s*(["'][^"']*["']|[^\s,;)]+)/i.exec(
    item.text,
  );
  const word = match?.[1];
  if (!match || word === undefined) return undefined;
  const behind = match.index + match[0].length - word.length;
  const code = item.codes.find(
    (some) => item.text.startsWith(some.text, behind) && some !== item.codes[0] && some.text !== "",
  );
  if (code) return alternatives(item, behind + code.text.length) ? undefined : code;
  // Without code only a bracket says where the value ends: "(default: 8080)".
  const closed =
    /^\s*\)/.test(item.text.slice(match.index + match[0].length)) && /[:=]\s*\S+$|["']$/.test(match[0]);
  return closed ? { text: bare(word), span: item.span } : undefined;
}

// "default `a` or `b`", "default `a` in production": no single value.
function alternatives(item: MarkdownProse, end: number): boolean {
  return /^\s*(?:or|and|if|when|unless|in|for|on|with|\/|\|)\s/i.test(`${item.text.slice(end, end + 12)} `);
}

const NAME = "`?([a-z_][a-z0-9_-]*|\\d{1,6})`?";
const USERS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:runs?|running|run|executed?|started?|operates?) (?:\\w+ ){0,2}?as (?:the |a |an )?(?:\\*\\*)?(?:(?:non-root|unprivileged|system) )?(?:user )?(?:\\*\\*)?${NAME}`,
    "gi",
  ),
  new RegExp(`\\b(?:as|non-root|unprivileged) user:? (?:\\*\\*)?${NAME}`, "gi"),
  /\buser(?: is|:|=)? ?\(?\*{0,2}`([a-z_][a-z0-9_-]*|\d{1,6})(?::[\w-]+)?`/gi,
  /`([a-z_][a-z0-9_-]*)`\*{0,2} (?:system )?user\b/gi,
  /\b[ug]id(?:\/[ug]id)?\s*[:=]?\s*`?(\d{1,6})\b/gi,
  /^\s*USER\s+([\w-]+)/gm,
];
const NO_NAME =
  /^(?:the|a|an|non|non-root|user|any|this|that|your|you|it|another|different|specified|current|normal|regular|is|in|of|to|with|as|one|default|follows|expected|unprivileged|usual|part|service|services|container|daemon)$/i;

/** Finds users that the text names, anywhere: generous, so only to excuse. */
export function findUsers(file: SourceFile, found: Found): void {
  for (const pattern of USERS) {
    for (const match of file.text.matchAll(pattern)) {
      const name = match[1] ?? "";
      const before = file.text.slice(Math.max(0, match.index - 30), match.index);
      if (NO_NAME.test(name) || /(?:\bnot|\bnever|n't|\bwithout)\s[^.\n]*$/i.test(`${before} `)) continue;
      const start = match.index + match[0].lastIndexOf(name);
      found.users.push({
        value: name,
        at: placeOfSpan(file, { start, end: start + name.length }),
        strict: false,
      });
    }
  }
}

/** Finds the variables, paths and files that inline code and fences name; none of it strict. */
export function findNames({ file, blocks, codes }: MarkdownFile, found: Found): void {
  for (const code of codes) findInCode(code, file, found);
  for (const block of blocks)
    if (block.kind === "fence") for (const line of block.fence.lines) findInCode(line, file, found);
}

function findInCode({ text: code, span }: MarkdownText, file: SourceFile, found: Found): void {
  for (const match of code.matchAll(/[^\s"'`,;()[\]]+/g)) {
    const word = match[0];
    const start = span.start + match.index;
    const at = placeOfSpan(file, { start, end: start + word.length });
    const name = /^\$?\{?([A-Z][A-Z0-9_]+)(?=$|[=:}])/.exec(word)?.[1];
    if (name !== undefined) found.variables.push({ name, at, table: false, strict: false });
    const parts = word.split(/[:=]/);
    for (const part of parts)
      if (isConfigFile(part)) found.configFiles.push({ value: part, at, strict: false });
    const mount = containerPath(word.replace(/^.*?(?:target|destination|dst)=/, "").replace(/,.*/, ""));
    if (
      mount.startsWith("/") &&
      (parts.length > 1 || /\bVOLUME\b|(?:^|\s)(?:-v|--volume|--mount)\b/.test(code))
    )
      found.volumes.push({ value: mount, at, strict: false });
  }
}
