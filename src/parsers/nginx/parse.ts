import { once } from "../../once.ts";
import type { SourceFile, Span } from "../../source.ts";
import { positionAt } from "../../source.ts";
import type { Comment, SyntaxProblem } from "../syntax.ts";
import { luaBlockEnd } from "./lua.ts";
import type { NginxWord } from "./statement.ts";
import { readStatement, unexpected } from "./statement.ts";

export type { NginxWord } from "./statement.ts";

/** A directive with its arguments and, for a block, what stands in it. */
export interface NginxDirective {
  readonly name: NginxWord;
  readonly args: readonly NginxWord[];
  /** Absent for a simple directive; empty for a `*_by_lua_block`. */
  readonly block?: readonly NginxDirective[];
  /** The Lua of a `*_by_lua_block`, without its braces. */
  readonly lua?: Span;
  /** From the name to the `;` or `{`, inclusive. */
  readonly span: Span;
  /** Offset behind the `;` or the closing `}`; the end of the text when the block is never closed. */
  readonly end: number;
}

/** What nginx reads in a file; after an error, what stands before it. */
export interface NginxFile {
  readonly file: SourceFile;
  readonly directives: readonly NginxDirective[];
  readonly comments: readonly Comment[];
  readonly error?: SyntaxProblem;
}

/** A directive and the blocks that it stands in, outermost first. */
export interface NginxStep {
  readonly directive: NginxDirective;
  readonly parents: readonly NginxDirective[];
}

interface OpenBlock {
  readonly head: Pick<NginxDirective, "name" | "args" | "span">;
  readonly children: NginxDirective[];
}

// Ours, not nginx's: nobody nests this deep, and whoever walks the tree by recursion stays safe.
const deepest = 500;

/** Reads a configuration as nginx 1.31 tokenizes it; an error ends the reading, as in nginx, and its message begins with nginx's words. */
export const parseNginx = once(readText);

function readText(file: SourceFile): NginxFile {
  const { text } = file;
  const directives: NginxDirective[] = [];
  const comments: Comment[] = [];
  const open: OpenBlock[] = [];
  const siblings = () => open.at(-1)?.children ?? directives;
  const close = (end: number) => {
    const block = open.pop();
    if (block) siblings().push({ ...block.head, block: block.children, end });
  };
  const finish = (error?: SyntaxProblem): NginxFile => {
    while (open.length > 0) close(text.length);
    return error ? { file, directives, comments, error } : { file, directives, comments };
  };

  for (let at = 0; ; ) {
    const read = readStatement(file, at, comments);
    if (read.kind === "error") return finish(read.problem);
    if (read.kind === "file end") return finish(unclosed(file, open.at(-1)));
    at = read.end;
    if (read.kind === "}") {
      if (open.length === 0) return finish(unexpected(file, at - 1, "no block is open"));
      close(at);
      continue;
    }
    const { name, args } = read;
    const head = { name, args, span: { start: name.span.start, end: at } };
    if (read.kind === ";") {
      siblings().push({ ...head, end: at });
    } else if (name.value.endsWith("_by_lua_block")) {
      const end = luaBlockEnd(text, at);
      const lua = { start: at, end: end === undefined ? text.length : end - 1 };
      siblings().push({ ...head, block: [], lua, end: end ?? text.length });
      if (end === undefined) return finish(unclosed(file, { head, children: [] }));
      at = end;
    } else {
      open.push({ head, children: [] });
      if (open.length > deepest) return finish(tooDeep(head.span));
    }
  }
}

/** Every directive, each before what stands in it. */
export function* walk(directives: readonly NginxDirective[]): Generator<NginxStep> {
  const levels = [{ rest: directives[Symbol.iterator](), parents: [] as readonly NginxDirective[] }];
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const next = level.rest.next();
    if (next.done) {
      levels.pop();
      continue;
    }
    const directive = next.value;
    yield { directive, parents: level.parents };
    if (!directive.block?.length) continue;
    levels.push({ rest: directive.block[Symbol.iterator](), parents: [...level.parents, directive] });
  }
}

function unclosed(file: SourceFile, block: OpenBlock | undefined): SyntaxProblem | undefined {
  if (!block) return undefined;
  const { name } = block.head;
  const { line } = positionAt(file, name.span.start);
  const end = file.text.length;
  return {
    message: `unexpected end of file, expecting "}": the "${name.value}" block of line ${line} is not closed`,
    span: { start: end, end },
  };
}

function tooDeep(span: Span): SyntaxProblem {
  return { message: `blocks are nested more than ${deepest} deep`, span };
}
