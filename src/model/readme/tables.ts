import type { MarkdownCell, MarkdownTable } from "../../parsers/markdown/parse.ts";
import type { Place, SourceFile, Span } from "../../source.ts";
import {
  type BlockReading,
  type Found,
  isConfigFile,
  isStatement,
  isVariable,
  placeOfSpan,
  portsOf,
  wordSpan,
} from "./facts.ts";
import { type Kind, kindOf } from "./headers.ts";
import { isLiteral } from "./values.ts";

// A table with such a column tells of several containers, of which this image is one.
const OTHERS = /^(?:services?|containers?|images?|hosts?|upstreams?|backends?|dependency|dependencies)$/i;

interface Row {
  readonly file: SourceFile;
  readonly cells: readonly MarkdownCell[];
  readonly strict: boolean;
}

/** Reads what a table says of variables, ports, volumes, files and users, by its header or by its first column. */
export function readTable(table: MarkdownTable, { file, topic, found }: BlockReading): void {
  const kinds = table.header.map((cell) => kindOf(cell.text));
  const facts = isKeyValue(kinds, table);
  const others = isOfOthers(table);
  // The header of `| User | web |` over `| Port | 8080 |` is a row like the others.
  const rows = facts && kinds[0] !== "name" ? [table.header, ...table.rows] : table.rows;
  for (const cells of rows) {
    const words = cells.map((cell) => cell.text).join(" ");
    const row = { file, cells, strict: !others && isStatement(topic, words) };
    if (facts && readFact(row, found)) continue;
    readVariable(row, kinds, found);
    if (!facts) readColumns(row, isOfAccounts(table) ? kinds.map(withoutUsers) : kinds, found);
  }
}

/** Whether a table tells of several containers. */
export function isOfOthers({ header }: MarkdownTable): boolean {
  return header.some((cell) => OTHERS.test(cell.text));
}

/** Whether a table tells who may log in, and not what a container runs as. */
export function isOfAccounts(table: MarkdownTable): boolean {
  return table.header.some((cell) => /password|e-?mail/i.test(cell.text));
}

function withoutUsers(kind: Kind | undefined): Kind | undefined {
  return kind === "user" ? undefined : kind;
}

function readColumns(row: Row, kinds: readonly (Kind | undefined)[], found: Found): void {
  for (const [index, kind] of kinds.entries()) readCell(row, { kind, cell: row.cells[index] }, found);
}

/** A table whose first column names facts and whose second states them, like `| User | web (101) |`. */
function isKeyValue(kinds: readonly (Kind | undefined)[], table: MarkdownTable): boolean {
  const [first, second] = kinds;
  if (first === "name") return second === "value" || second === "name" || second === "default";
  const named = [table.header, ...table.rows].filter((row) => factKind(row[0]) !== undefined);
  return second === undefined && kinds.length === 2 && named[0] === table.header && named.length > 1;
}

/** The fact that a first cell names; a variable's name is none. */
function factKind(cell: MarkdownCell | undefined): Kind | undefined {
  const kind = cell && !isVariable(cell.text) ? kindOf(cell.text) : undefined;
  return kind === "port" || kind === "volume" || kind === "file" || kind === "path" || kind === "user"
    ? kind
    : undefined;
}

/** Reads a row whose first cell names a fact; false when it does not. */
function readFact(row: Row, found: Found): boolean {
  const kind = factKind(row.cells[0]);
  return kind !== undefined && readCell(row, { kind, cell: row.cells[1] }, found);
}

/** A cell, and what its column or the cell before it says that it is about. */
interface Stated {
  readonly kind: Kind | undefined;
  readonly cell: MarkdownCell | undefined;
}

function readCell(row: Row, { kind, cell }: Stated, found: Found): boolean {
  if (!cell || cell.text === "") return false;
  if (kind === "port") return readPorts(row, cell, found);
  if (kind === "volume" || kind === "file" || kind === "path") return readPaths(row, { kind, cell }, found);
  if (kind === "user") return readUser(row, cell, found);
  return false;
}

function readPorts({ file, strict }: Row, cell: MarkdownCell, found: Found): boolean {
  // What stands in brackets explains: `8080 (http)`.
  const words = cell.text
    .replace(/\([^)]*\)/g, " ")
    .split(/[\s,;&]+|\band\b/)
    .filter((word) => word !== "");
  const ports = words.map(portsOf);
  const clean = ports.every((port) => port !== undefined);
  for (const port of ports.flatMap((some) => some ?? [])) {
    const at = placeOfSpan(file, wordSpan(file, cell.span, String(port.port)));
    found.ports.push({ value: port, at, strict: strict && clean });
  }
  return ports.some((port) => port !== undefined);
}

function readPaths(
  { file, strict }: Row,
  { kind, cell }: { readonly kind: Kind; readonly cell: MarkdownCell },
  found: Found,
): boolean {
  const texts = cell.codes.length > 0 ? cell.codes : [{ text: cell.text, span: cell.span }];
  let read = false;
  for (const { text, span } of texts) {
    const path = kind === "volume" ? containerPath(text) : text;
    if (!isConfigFile(path)) continue;
    const list = kind === "volume" ? found.volumes : found.configFiles;
    // "Path" and "Directory" also list logs and data, which nobody need have made yet.
    list.push({ value: path, at: placeOfSpan(file, span), strict: strict && kind !== "path" });
    read = true;
  }
  return read;
}

/** The container's side of `./data:/var/lib/x:ro`. */
export function containerPath(mount: string): string {
  const paths = mount.split(":").filter((part) => part.startsWith("/"));
  return mount.includes(":") ? (paths.at(-1) ?? mount) : mount;
}

function readUser({ file, strict }: Row, cell: MarkdownCell, found: Found): boolean {
  const match = /^([a-z_][\w.-]*|\d+)(?::[\w.-]+)?(?:\s*\((?:uid\s*[:=]?\s*)?(\d+)?[^)]*\))?$/i.exec(
    cell.text,
  );
  for (const name of [match?.[1], match?.[2]]) {
    if (name === undefined) continue;
    found.users.push({ value: name, at: placeOfSpan(file, wordSpan(file, cell.span, name)), strict });
  }
  return match !== null;
}

function readVariable(row: Row, kinds: readonly (Kind | undefined)[], found: Found): void {
  const column = kinds.indexOf("variable") >= 0 ? kinds.indexOf("variable") : kinds.indexOf("name");
  const cell = row.cells[column];
  if (!cell) return;
  const names = namesIn(row.file, cell, kinds[column] === "variable");
  const description = row.cells[kinds.indexOf("description")]?.text;
  const value = names.length === 1 ? valueIn(row, kinds) : {};
  for (const { text, span } of names) {
    const described = description === undefined ? {} : { description };
    const strict = row.strict && (value.strict ?? names.length === 1);
    found.variables.push({
      name: text,
      at: placeOfSpan(row.file, span),
      table: true,
      ...described,
      ...value,
      strict,
    });
  }
}

function namesIn(file: SourceFile, cell: MarkdownCell, sure: boolean): { text: string; span: Span }[] {
  const texts = cell.codes.length > 0 ? cell.codes : [{ text: cell.text, span: cell.span }];
  return texts.flatMap(({ text, span }) => {
    const name = /^(?:-e\s+|\$\{?)?([A-Za-z_]\w*)(?:\}|=.*)?$/.exec(text.trim())?.[1];
    return name !== undefined && (sure || isVariable(name))
      ? [{ text: name, span: wordSpan(file, span, name) }]
      : [];
  });
}

interface Value {
  readonly value?: string;
  readonly valueAt?: Place;
  readonly strict?: boolean;
}

function valueIn({ file, cells }: Row, kinds: readonly (Kind | undefined)[]): Value {
  const column = kinds.indexOf("default") >= 0 ? kinds.indexOf("default") : kinds.indexOf("value");
  const cell = cells[column];
  const [code] = cell?.codes ?? [];
  if (!cell || cell.text === "") return {};
  if (!code) {
    if (!isPlainValue(cell.text)) return {};
    return { value: cell.text, valueAt: placeOfSpan(file, cell.span), strict: isLiteral(cell.text) };
  }
  // `8080` (http) and `60` seconds state one value; `a` or `b` and `a` in production do not.
  const rest = cell.text.replace(code.text, "").trim();
  const single =
    cell.codes.length === 1 &&
    /^(?:\([^)]*\)|\w*seconds|minutes|hours|days|bytes|ms|s|[KMG]i?B)?\.?$/i.test(rest);
  return { value: code.text, valueAt: placeOfSpan(file, code.span), strict: single && isLiteral(code.text) };
}

function isPlainValue(text: string): boolean {
  if (/^(?:\*?required\*?|mandatory|generated|random|varies|optional)\.?$/i.test(text)) return false;
  return (
    !/\s/.test(text) ||
    /^(?:"[^"]*"|'[^']*')$/.test(text) ||
    /^\(?(?:not set|no default(?: value)?|empty string)\)?\.?$/i.test(text)
  );
}
