import type { Span } from "./source.ts";

/** Why bytes give no text that can be read: it goes on from the file's name. */
export interface Undecoded {
  readonly unreadable: string;
  /** Whether what the file is meant to hold is not in its bytes at all: they are a pointer, or a cipher. */
  readonly sealed?: true;
  /** Of an unresolved merge conflict: the text all the same, to show it, and the line that begins the conflict. */
  readonly conflict?: { readonly text: string; readonly span: Span };
}

/**
 * The text of a file's bytes (a BOM is kept, since offsets count it), or why there is none: what stands in for the text,
 * as a pointer, a cipher or both sides of a conflict, is none either.
 */
export function decodeText(bytes: Uint8Array): { readonly text: string } | Undecoded {
  const other = otherContent(bytes);
  if (other !== undefined) return other;
  if (bytes.includes(0)) return { unreadable: "is no text, as it holds NUL bytes" };
  const text = utf8(bytes);
  if (text === undefined) return { unreadable: "is not UTF-8" };
  return standIn(text) ?? { text };
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Why a text is not what its file is meant to hold; `undefined` for any other. */
function standIn(text: string): Undecoded | undefined {
  const why = cipherOrPointer(text);
  if (why !== undefined) return { unreadable: why, sealed: true };
  const span = conflictSpan(text);
  return span && { unreadable: "holds an unresolved merge conflict", conflict: { text, span } };
}

function cipherOrPointer(text: string): string | undefined {
  if (text.startsWith(LFS_POINTER))
    return 'is a Git LFS pointer, and what it points to is not checked out ("lfs: true" of actions/checkout fetches it)';
  if (text.startsWith("$ANSIBLE_VAULT;")) return "is encrypted by Ansible Vault";
  return SOPS_VALUE.test(text) && SOPS_METADATA.test(text) ? "is encrypted by SOPS" : undefined;
}

/** Why bytes are no text of ours, where their first ones tell; `undefined` where they do not. */
function otherContent(bytes: Uint8Array): Undecoded | undefined {
  if (GIT_CRYPT.every((byte, index) => bytes[index] === byte))
    return { unreadable: "is encrypted by git-crypt", sealed: true };
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isUtf16 ? { unreadable: "is UTF-16, and only UTF-8 is read" } : undefined;
}

// https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: this line is always the first.
const LFS_POINTER = "version https://git-lfs.github.com/spec/v1\n";
// What git-crypt 0.7 begins every file with.
const GIT_CRYPT = new TextEncoder().encode("\0GITCRYPT\0");
// What SOPS 3 writes in place of a value, and its own part in YAML, JSON, INI and env files.
const SOPS_VALUE = /\bENC\[AES256_GCM,data:/;
const SOPS_METADATA = /^\s*(?:"?sops"?\s*:|\[sops\]|sops_\w+\s*=)/m;

/** The line at which git's marks of a conflict begin; `undefined` where they are not all there, or in a code block. */
function conflictSpan(text: string): Span | undefined {
  if (!text.includes("<<<<<<< ")) return undefined;
  let begun: Span | undefined;
  let isParted = false;
  let inFence = false;
  for (const { 0: line, index } of text.matchAll(/^.*$/gm)) {
    if (/^ {0,3}(?:```|~~~)/.test(line)) inFence = !inFence;
    if (inFence) continue;
    if (line.startsWith("<<<<<<< ")) {
      begun = { start: index, end: index + line.length };
      isParted = false;
    } else if (line === "=======") isParted = begun !== undefined;
    else if (isParted && line.startsWith(">>>>>>> ")) return begun;
  }
  return undefined;
}
