/** php-fpm's configuration: INI as PHP 8 reads it. */
import type { SourceFile, Span } from "../source.ts";

export interface FpmValue {
  readonly key: string;
  /** Without quotes. */
  readonly text: string;
  readonly span: Span;
}

export interface FpmSection {
  /** `global`, or a pool's name. */
  readonly name: string;
  /** The name between the brackets; the start of the file for what stands before the first. */
  readonly span: Span;
  readonly values: readonly FpmValue[];
}

/** Reads the sections of a file; what stands before the first belongs to `global`. */
export function parseFpm(file: SourceFile): readonly FpmSection[] {
  let values: FpmValue[] = [];
  const sections: FpmSection[] = [{ name: "global", span: { start: 0, end: 0 }, values }];
  file.lineStarts.forEach((start, index) => {
    const line = file.text.slice(start, file.lineStarts[index + 1] ?? file.text.length).trimEnd();
    const from = line.search(/\S/);
    if (from < 0 || line[from] === ";") return;
    const [, name] = /^\[([^\]]*)\]/.exec(line.slice(from)) ?? [];
    if (name !== undefined) {
      values = [];
      const at = start + from + 1;
      sections.push({ name: name.trim(), span: { start: at, end: at + name.length }, values });
      return;
    }
    const value = readValue(line, start);
    if (value !== undefined) values.push(value);
  });
  return sections;
}

function readValue(line: string, start: number): FpmValue | undefined {
  const cut = line.indexOf("=");
  if (cut < 0) return undefined;
  const rest = line.slice(cut + 1);
  const from = rest.search(/\S/);
  const body = from < 0 ? "" : rest.slice(from);
  const quoted = /^(["'])(.*?)\1/.exec(body);
  const text = quoted?.[2] ?? body.replace(/\s*;.*$/, "");
  const at = start + cut + 1 + Math.max(from, 0) + (quoted === null ? 0 : 1);
  return { key: line.slice(0, cut).trim(), text, span: { start: at, end: at + text.length } };
}
