import type { Span } from "../../source.ts";
import type { Flag, Word } from "./words.ts";

/** A `--mount` of RUN; its words may hold variables. */
export interface Mount {
  /** `bind` when nothing is said. */
  readonly type: string;
  readonly target?: Word;
  readonly source?: Word;
  /** The stage or image that a bind mount or a cache comes from. */
  readonly from?: Word;
  /** The name of a secret, a cache or an agent. */
  readonly id?: Word;
  /** All of it, `key=value` by `key=value`, in order; undefined where its quotes are wrong. */
  readonly fields?: readonly MountField[];
  readonly span: Span;
}

/** `target=/x`, or a word alone (`ro`). */
export interface MountField {
  /** Lower case. */
  readonly key: string;
  readonly value?: string;
  readonly span: Span;
}

const NAMES: ReadonlyMap<string, "target" | "source" | "from" | "id"> = new Map([
  ["target", "target"],
  ["dst", "target"],
  ["destination", "target"],
  ["source", "source"],
  ["src", "source"],
  ["from", "from"],
  ["id", "id"],
]);

// BuildKit's parseMount (frontend/dockerfile/instructions/commands_runmount.go): comma-separated values, keys in any case.
/** The `--mount` flags of an instruction. */
export function mountsOf(flags: readonly Flag[]): readonly Mount[] {
  return flags.flatMap(({ name, value, span }) =>
    name === "mount" && value !== undefined ? [mountOf(value, span)] : [],
  );
}

function mountOf(value: Word, span: Span): Mount {
  const found: { -readonly [Key in keyof Mount]?: Mount[Key] } = {};
  const fields = fieldsOf(value)?.map(fieldOf);
  for (const { key, value: text, span: at } of fields ?? []) {
    const name = NAMES.get(key);
    if (text === undefined) continue;
    if (key === "type") found.type = text.toLowerCase();
    // The value lies at the field's end, whatever quotes are around the field.
    else if (name !== undefined) found[name] = { raw: text, span: at };
  }
  return { type: "bind", ...found, ...(fields === undefined ? {} : { fields }), span };
}

function fieldOf({ raw, span }: Word): MountField {
  const equals = raw.indexOf("=");
  if (equals < 0) return { key: raw.toLowerCase(), span };
  return { key: raw.slice(0, equals).toLowerCase(), value: raw.slice(equals + 1), span };
}

/** The fields between commas, as encoding/csv reads them: one in double quotes may hold commas. */
function fieldsOf({ raw, span }: Word): readonly Word[] | undefined {
  const fields: Word[] = [];
  const field = /"((?:[^"]|"")*)"|[^,"]*/y;
  for (let at = 0; raw !== ""; ) {
    field.lastIndex = at;
    const match = field.exec(raw);
    const end = at + (match?.[0].length ?? 0);
    if (end < raw.length && raw[end] !== ",") return undefined;
    const text = match?.[1]?.replaceAll('""', '"') ?? raw.slice(at, end);
    const place = { start: span.start + at, end: span.start + end };
    // Quotes around the flag are gone, and with them the offsets.
    fields.push({ raw: text, span: span.end - span.start === raw.length ? place : span });
    if (end >= raw.length) return fields;
    at = end + 1;
  }
  return undefined;
}
