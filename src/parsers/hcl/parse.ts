/** A reader for HCL as build definitions use it: blocks, attributes, expressions. */
import type { SourceFile, Span } from "../../source.ts";
import { readExpression } from "./expression.ts";
import type { HclToken, HclTokenPart } from "./lexer.ts";
import { readHclTokens } from "./lexer.ts";
import type { HclTokenReader } from "./reader.ts";
import { deepest, fault, isMark, lastEnd, peek, skipLine, skipNewlines, tokenReader } from "./reader.ts";
import type { HclAttribute, HclBlock, HclFile } from "./tree.ts";

/** Reads a file; what cannot be read is a problem, and the next line is tried. */
export function parseHcl(file: SourceFile): HclFile {
  const tokens = readHclTokens(file);
  const reader = tokenReader(tokens);
  const body = readBody(reader, "end");
  return { file, body, comments: tokens.comments, problems: reader.problems };
}

function readBody(reader: HclTokenReader, close: "end" | "}"): Pick<HclBlock, "attributes" | "blocks"> {
  const attributes: HclAttribute[] = [];
  const blocks: HclBlock[] = [];
  for (;;) {
    skipNewlines(reader);
    const token = peek(reader);
    if (token.kind === "end") {
      if (close === "}") fault(reader, token, 'a block is not closed: "}" is missing');
      return { attributes, blocks };
    }
    if (close === "}" && isMark(token, "}")) {
      reader.at++;
      return { attributes, blocks };
    }
    if (token.kind !== "name") {
      fault(reader, token, "a name is expected here");
      skipLine(reader);
      continue;
    }
    reader.at++;
    if (isMark(peek(reader), "=")) attributes.push(readAttribute(reader, token));
    else readBlock(reader, token, blocks);
  }
}

function readAttribute(
  reader: HclTokenReader,
  name: HclToken & { kind: "name" | "number" | "mark" },
): HclAttribute {
  reader.at++;
  return { key: { text: name.text, span: name.span }, value: readExpression(reader) };
}

function readBlock(
  reader: HclTokenReader,
  type: HclToken & { kind: "name" | "number" | "mark" },
  blocks: HclBlock[],
): void {
  const labels: { text: string; span: Span }[] = [];
  for (;;) {
    const token = peek(reader);
    if (token.kind === "string") labels.push({ text: plainText(token.parts), span: token.span });
    else if (token.kind === "name") labels.push({ text: token.text, span: token.span });
    else break;
    reader.at++;
  }
  const open = peek(reader);
  if (!isMark(open, "{") || reader.depth >= deepest) {
    fault(reader, open, `"=" or "{" is expected after "${type.text}"`);
    skipLine(reader);
    return;
  }
  reader.at++;
  reader.depth++;
  const body = readBody(reader, "}");
  reader.depth--;
  blocks.push({ type: type.text, labels, ...body, span: { start: type.span.start, end: lastEnd(reader) } });
}

function plainText(parts: readonly HclTokenPart[]): string {
  return parts.map((part) => ("text" in part ? part.text : `\${${part.source}}`)).join("");
}
