/** What a Dockerfile names, by a look at its text alone: cheap enough for ten thousand of them, and never for a verdict. */
export interface DockerfileWords {
  /** Sources of COPY, ADD and bind mounts that come from the context, without a leading `./` or `/`. */
  readonly sources: readonly string[];
  /** References of FROM, `--from` and `from=`: stages, named contexts and images. */
  readonly references: readonly string[];
  /** What ARG lines say, which a reference may take its words from. */
  readonly arguments: readonly string[];
}

const INSTRUCTION = /^\s*(?:ONBUILD\s+)?(ARG|COPY|ADD|FROM|RUN)\s+(.*)$/gim;

/** The paths and references that a Dockerfile's text names. */
export function wordsOf(text: string): DockerfileWords {
  const sources: string[] = [];
  const references: string[] = [];
  const args: string[] = [];
  for (const [, keyword = "", rest = ""] of joined(text).matchAll(INSTRUCTION)) {
    const plain = plainWords(rest);
    const from = /--from=(\S+)/i.exec(rest)?.[1];
    if (/^from$/i.test(keyword)) references.push(...plain.slice(0, 1));
    else if (/^arg$/i.test(keyword)) args.push(rest);
    else if (/^run$/i.test(keyword)) readMounts(rest, sources, references);
    else if (from !== undefined) references.push(from);
    else sources.push(...plain.slice(0, -1).map(relative));
  }
  return { sources, references, arguments: args };
}

/** The words behind the flags: of the JSON form, whose words may hold blanks, or those between blanks. */
function plainWords(rest: string): readonly string[] {
  const json = /^(?:--\S+\s+)*\[(.*)\]\s*$/.exec(rest)?.[1];
  if (json !== undefined) return [...json.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word = ""]) => word);
  return (rest.match(/[^\s"]+/g) ?? []).filter((word) => !word.startsWith("--"));
}

/** Continued lines as one; comment lines may stand between them. */
function joined(text: string): string {
  return text.replace(/[\\`][ \t]*\r?\n(?:[ \t]*#.*\n)*/g, " ");
}

function readMounts(rest: string, sources: string[], references: string[]): void {
  for (const [, mount = ""] of rest.matchAll(/--mount=(\S+)/gi)) {
    const from = /(?:^|,)from=([^,]+)/i.exec(mount)?.[1];
    const isBind = /(?:^|,)type=bind(?:,|$)/i.test(mount) || !/(?:^|,)type=/i.test(mount);
    const source = /(?:^|,)(?:source|src)=([^,]+)/i.exec(mount)?.[1];
    if (from !== undefined) references.push(from);
    else if (isBind) sources.push(relative(source ?? "."));
  }
}

function relative(source: string): string {
  return source.replace(/^(?:\.?\/)+/, "").replace(/\/+$/, "");
}
