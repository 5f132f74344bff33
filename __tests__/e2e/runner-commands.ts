/**
 * What GitHub's runner makes of a step's output: a port of the rules of actions/runner (ActionCommand.cs,
 * ActionCommandManager.cs, ExecutionContext.cs, IssueExtensions.cs), written anew.
 */

export type Level = "error" | "warning" | "notice";

/** An annotation as a person sees it; without a path it stands only on the run's page. */
export interface SeenAnnotation {
  readonly level: Level;
  readonly path?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly column?: number;
  readonly endColumn?: number;
  readonly title?: string;
  readonly message: string;
}

/** What a person sees of a step, and what became of the rest. */
export interface SeenStep {
  readonly annotations: readonly SeenAnnotation[];
  /** Annotations that the runner counted and dropped. */
  readonly dropped: Readonly<Record<Level, number>>;
  /** Commands other than annotations (`add-mask`, `set-env`, `stop-commands`), in order. */
  readonly others: readonly string[];
  /** Lines that are no command: the log. */
  readonly log: readonly string[];
}

interface Command {
  readonly name: string;
  readonly properties: ReadonlyMap<string, string>;
  readonly data: string;
}

const KEPT = 10;
const MESSAGE_LIMIT = 4096;

// actions/runner, the classes that extend IActionCommandExtension, and the command that pauses the others.
const KNOWN = [
  "error",
  "warning",
  "notice",
  "debug",
  "group",
  "endgroup",
  "echo",
  "add-mask",
  "add-path",
  "add-matcher",
  "remove-matcher",
  "set-env",
  "set-output",
  "save-state",
  "stop-commands",
];

/** Reads what a step printed on stdout and stderr; the runner ends a line at `\n`, `\r\n` or a lone `\r`. */
export function readStep(...outputs: readonly string[]): SeenStep {
  const annotations: SeenAnnotation[] = [];
  const counted = { error: 0, warning: 0, notice: 0 };
  const others: string[] = [];
  const log: string[] = [];
  let resume: string | undefined;
  for (const line of outputs.flatMap((output) => output.split(/\r\n|\r|\n/))) {
    const command = parseCommand(line, resume === undefined ? KNOWN : [...KNOWN, resume]);
    if (command === undefined) {
      if (line !== "") log.push(line);
      continue;
    }
    if (resume !== undefined) {
      if (command.name === resume.toLowerCase()) resume = undefined;
      else log.push(line);
      continue;
    }
    const level = levelOf(command.name);
    if (level === undefined) {
      others.push(command.name);
      if (command.name === "stop-commands") resume = command.data;
      continue;
    }
    counted[level]++;
    const seen = annotationOf(level, command);
    if (counted[level] <= KEPT && seen !== undefined) annotations.push(seen);
  }
  const over = (level: Level) => Math.max(0, counted[level] - KEPT);
  return {
    annotations,
    dropped: { error: over("error"), warning: over("warning"), notice: over("notice") },
    others,
    log,
  };
}

/** The command of a line, in the new form or else in the old one. */
export function parseCommand(line: string, known: readonly string[] = KNOWN): Command | undefined {
  return newForm(line, known) ?? oldForm(line, known);
}

function newForm(line: string, known: readonly string[]): Command | undefined {
  const text = line.trimStart();
  if (!text.startsWith("::")) return undefined;
  const end = text.indexOf("::", 2);
  if (end < 0) return undefined;
  const unescapeProperty = (value: string) =>
    unescaped(value, { "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%" });
  const head = headOf(text.slice(2, end), known, { separator: ",", unescapeProperty });
  if (head === undefined) return undefined;
  return { ...head, data: unescaped(text.slice(end + 2), { "%0D": "\r", "%0A": "\n", "%25": "%" }) };
}

/** Anywhere in a line; only the first `##[` is looked at. */
function oldForm(line: string, known: readonly string[]): Command | undefined {
  const start = line.indexOf("##[");
  const end = start < 0 ? -1 : line.indexOf("]", start);
  if (end < 0) return undefined;
  const escapes = { "%3B": ";", "%0D": "\r", "%0A": "\n", "%5D": "]", "%25": "%" };
  const unescapeProperty = (value: string) => unescaped(value, escapes);
  const head = headOf(line.slice(start + 3, end), known, { separator: ";", unescapeProperty });
  if (head === undefined) return undefined;
  return { ...head, data: unescaped(line.slice(end + 1), escapes) };
}

interface PropertyForm {
  readonly separator: string;
  readonly unescapeProperty: (value: string) => string;
}

function headOf(
  head: string,
  known: readonly string[],
  form: PropertyForm,
): Omit<Command, "data"> | undefined {
  const space = head.indexOf(" ");
  const name = space < 0 ? head : head.slice(0, space);
  if (!known.some((other) => other.toLowerCase() === name.toLowerCase())) return undefined;
  const properties = new Map<string, string>();
  const written =
    space < 0
      ? []
      : head
          .slice(space + 1)
          .trim()
          .split(form.separator);
  for (const property of written) {
    const equals = property.indexOf("=");
    if (equals <= 0 || equals === property.length - 1) continue;
    properties.set(
      property.slice(0, equals).toLowerCase(),
      form.unescapeProperty(property.slice(equals + 1)),
    );
  }
  return { name: name.toLowerCase(), properties };
}

/** Replaces in the order given, one after the other, as the runner does: `%25` last. */
function unescaped(text: string, escapes: Readonly<Record<string, string>>): string {
  return Object.entries(escapes).reduce(
    (done, [written, character]) => done.replaceAll(written, character),
    text,
  );
}

function levelOf(name: string): Level | undefined {
  return name === "error" || name === "warning" || name === "notice" ? name : undefined;
}

/** Undefined where the server makes no annotation of it: without a message. */
function annotationOf(level: Level, { properties, data }: Command): SeenAnnotation | undefined {
  const message = data.slice(0, MESSAGE_LIMIT);
  if (message.trim() === "") return undefined;
  const path = properties.get("file");
  const title = properties.get("title");
  return {
    level,
    ...(path === undefined ? {} : { path, ...rangeOf(properties) }),
    ...(title === undefined ? {} : { title }),
    message,
  };
}

/** Lines and columns after `ValidateLinesAndColumns`; a line 0 is shown nowhere. */
function rangeOf(properties: ReadonlyMap<string, string>): Omit<SeenAnnotation, "level" | "message"> {
  const number = (name: string) => {
    const text = properties.get(name);
    return text !== undefined && /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : undefined;
  };
  const endLine = number("endline");
  const line = number("line") ?? endLine;
  if (line === undefined || line < 1 || (endLine !== undefined && endLine < line)) return {};
  const lines = { line, endLine: endLine ?? line };
  const endColumn = number("endcolumn");
  const column = number("col") ?? endColumn;
  if (column === undefined || lines.endLine !== line) return lines;
  if (endColumn !== undefined && endColumn < column) return lines;
  return { ...lines, column, endColumn: endColumn ?? column };
}
