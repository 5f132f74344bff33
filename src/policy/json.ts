import { parseYaml, type YamlNode } from "../parsers/yaml/parse.ts";
import type { SourceFile, Span } from "../source.ts";
import type { PolicyProblem } from "./problems.ts";

/** JSON as plain data and as the tree that has its places; or what keeps it from being read. */
export type ReadJson =
  | { readonly ok: true; readonly data: unknown; readonly root: YamlNode }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

/** Reads JSON, and nothing that is only YAML. A key that stands twice in one object is a problem. */
export function readJson(file: SourceFile): ReadJson {
  // JSON is YAML as well (yaml.org, 1.2.2, section 1.2), and the reader of YAML keeps places.
  const { root, problems, comments } = parseYaml(file);
  const known = problems.map(({ message, span }) => ({ at: { file, span }, message }));
  try {
    const data: unknown = JSON.parse(file.text);
    if (root !== undefined && known.length === 0) return { ok: true, data, root };
    return { ok: false, problems: known };
  } catch (error) {
    const span = problems[0]?.span ?? spanIn(error) ?? comments[0]?.span ?? root?.span;
    const at = span === undefined ? { file } : { file, span: firstLine(file, span) };
    return { ok: false, problems: [{ at, message: "this is not JSON" }] };
  }
}

/** V8 says of most errors where they are: "... in JSON at position 12 (line 1 column 13)". */
function spanIn(error: unknown): Span | undefined {
  const [, offset] = (error instanceof Error && /at position (\d+)/.exec(error.message)) || [];
  return offset === undefined ? undefined : { start: Number(offset), end: Number(offset) + 1 };
}

function firstLine({ text }: SourceFile, { start, end }: Span): Span {
  const length = text.slice(start, end).search(/[\r\n]/);
  return { start, end: length < 0 ? end : start + length };
}
