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
  readonly span: Span;
}

// BuildKit's parseMount (frontend/dockerfile/instructions/commands_runmount.go): comma-separated values, keys in any case.
const KEYS: Readonly<Record<string, "target" | "source" | "from" | "id">> = {
  target: "target",
  dst: "target",
  destination: "target",
  source: "source",
  src: "source",
  from: "from",
  id: "id",
};

/** The `--mount` flags of an instruction. */
export function mountsOf(flags: readonly Flag[]): readonly Mount[] {
  return flags.flatMap(({ name, value, span }) =>
    name === "mount" && value !== undefined ? [mountOf(value, span)] : [],
  );
}

function mountOf(value: Word, span: Span): Mount {
  const found: { -readonly [Key in keyof Mount]?: Mount[Key] } = {};
  for (const { raw, span: at } of fieldsOf(value)) {
    const equals = raw.indexOf("=");
    const key = raw.slice(0, equals < 0 ? raw.length : equals).toLowerCase();
    const text = raw.slice(key.length + 1);
    const name = KEYS[key];
    if (key === "type") found.type = text.toLowerCase();
    // The value lies at the field's end, whatever quotes are around the field.
    else if (name !== undefined && equals >= 0) found[name] = { raw: text, span: at };
  }
  return { type: "bind", ...found, span };
}

/** The fields between commas, as encoding/csv reads them: one in double quotes may hold commas. */
function fieldsOf({ raw, span }: Word): readonly Word[] {
  return Array.from(raw.matchAll(/"((?:[^"]|"")*)"|[^,]+/g), (match) => {
    const text = match[1]?.replaceAll('""', '"') ?? match[0];
    return {
      raw: text,
      span: { start: span.start + match.index, end: span.start + match.index + match[0].length },
    };
  });
}
