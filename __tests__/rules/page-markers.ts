/** A finding that a marker under a line of an example expects. */
export interface Expectation {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based; `end` is the column behind the last character. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

interface Marker {
  readonly text: string;
  readonly message: string;
}

/** The markers among an example's lines; they stay in the text as the comments that they are. */
export function readMarkers(
  path: string,
  lines: readonly string[],
): {
  readonly expectations: readonly Expectation[];
  /** What is wrong with a marker; `line` is 1-based. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
} {
  const expectations: Expectation[] = [];
  const problems: { line: number; message: string }[] = [];
  let marked = 0;
  for (const [index, text] of lines.entries()) {
    const comment = commentOf(path, text);
    if (comment === undefined) {
      marked = index + 1;
      continue;
    }
    const marker = readMarker(comment);
    const start = marker && columnOf(lines[marked - 1] ?? "", marker.text);
    if (!marker) problems.push({ line: index + 1, message: "a marker is `marked text` and the message" });
    else if (typeof start !== "number") problems.push({ line: index + 1, message: start ?? "" });
    else
      expectations.push({
        path,
        line: marked,
        start,
        end: start + marker.text.length,
        message: marker.message,
      });
  }
  return { expectations, problems };
}

/** `path:line:col-col message`, as `lineOf` writes a finding. */
export function expectationLine({ path, line, start, end, message }: Expectation): string {
  return `${path}:${line}:${start}-${end} ${message}`;
}

function commentOf(path: string, text: string): string | undefined {
  if (/\.(md|html)$/.test(path)) return /^\s*<!--> (.*) -->\s*$/.exec(text)?.[1];
  return /^\s*#> (.*)$/.exec(text)?.[1];
}

/** Backticks as in Markdown: any number of them, and one blank inside each end is left out where there are several. */
function readMarker(comment: string): Marker | undefined {
  const [, ticks = "", inside = "", message = ""] = /^(`+)((?:(?!\1).)+)\1 (.+)$/.exec(comment) ?? [];
  if (ticks === "") return undefined;
  const text = ticks.length > 1 ? inside.replace(/^ (.*) $/, "$1") : inside;
  return { text, message: message.trimEnd() };
}

/** The 1-based column of the marked text: its only occurrence as a whole word, else its only one; or what is wrong. */
function columnOf(line: string, marked: string): number | string {
  const all: number[] = [];
  for (let at = line.indexOf(marked); at >= 0; at = line.indexOf(marked, at + 1)) all.push(at);
  const words = all.filter((at) => isWord(line, at, at + marked.length));
  const found = words.length > 0 ? words : all;
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only + 1;
  if (found.length === 0) return `\`${marked}\` is not in the line above: ${line.trim()}`;
  return `\`${marked}\` is ${found.length} times in the line above: list the finding in a findings fence`;
}

function isWord(line: string, start: number, end: number): boolean {
  return (
    !/\w\w/.test(line.slice(Math.max(0, start - 1), start + 1)) && !/\w\w/.test(line.slice(end - 1, end + 1))
  );
}
