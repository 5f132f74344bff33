import type { SourceFile, Span } from "../../source.ts";
import { type Found, placeOfSpan, portsOf } from "./facts.ts";

// Each pattern's first group holds the ports: one, or several with blanks, commas and words between them.
const PATTERNS: readonly RegExp[] = [
  // docker run -p 127.0.0.1:8080:80/tcp, --publish=8080:80
  /(?:^|[\s`"'])(?:-p|--publish)[ =]*["']?([\w.[\]:$-]*\d{1,5}(?:\/(?:tcp|udp))?)/gm,
  // - 80: what it is for
  /^\s*(?:[-*+]|\d+\.)\s+[`*]*(\d{2,5}(?:\/(?:tcp|udp))?)[`*]*\s*(?::\s|[-–—]\s|=)/gm,
  // - "8080:80" in a compose file
  /^\s*-\s*["']?((?:[\d.]+:)?\d{1,5}(?:-\d+)?:\d{1,5}(?:\/(?:tcp|udp))?)["']?\s*(?:#.*)?$/gm,
  /\bEXPOSE\s+([\d \t/a-z-]+)/gi,
  /\bports?(?:\s+(?:is|are|number|numbers|of|on))?[\s:=`*"'([]*((?:\d{1,5}(?:\/(?:tcp|udp))?(?:[\s`*"',&]|and|or)*)+)/gi,
  /\b(?:listen\w*|serv\w*|bind\w*|expos\w*|available|reachable|accessible)\s+(?:\w+\s+){0,4}?(?:on|at|to)?\s*[`*"'([]*((?:\d{2,5}(?:\/(?:tcp|udp))?(?:[\s`*"',&]|and|or)*)+)/gi,
  /\b(\d{1,5}\/(?:tcp|udp))\b/gi,
  // localhost:8080, :8080, [::]:8080; not the host's side of 8080:80, nor an image's tag like nginx:1.25
  /:`?(\d{1,5})\b(?!\.\d|:\d)/g,
  /\b(\d{1,5})\s*`?\s+ports?\b/gi,
  /\(`?(\d{2,5}(?:\/(?:tcp|udp))?)`?\)/gi,
  // a number as inline code
  /`(\d{2,5}(?:\/(?:tcp|udp))?)`/gi,
];

/** Finds every number that may be meant as a port of the container, anywhere in the text: generous, so only to excuse. */
export function findPorts(file: SourceFile, found: Found): void {
  for (const pattern of PATTERNS) {
    for (const match of file.text.matchAll(pattern)) {
      const list = match[1] ?? "";
      readList({ text: list, offset: match.index + match[0].lastIndexOf(list) }, file, found);
    }
  }
}

interface PortList {
  readonly text: string;
  /** Where it begins in the file, in UTF-16 units. */
  readonly offset: number;
}

function readList({ text, offset }: PortList, file: SourceFile, found: Found): void {
  for (const word of text.matchAll(/[\w.[\]:$/-]*\d[\w/]*/g)) {
    for (const value of portsOf(word[0]) ?? []) {
      const at = placeOfSpan(file, numberSpan(word[0], String(value.port), offset + word.index));
      found.ports.push({ value, at, strict: false });
    }
  }
}

function numberSpan(word: string, number: string, offset: number): Span {
  const at = word.lastIndexOf(number);
  return at < 0
    ? { start: offset, end: offset + word.length }
    : { start: offset + at, end: offset + at + number.length };
}
