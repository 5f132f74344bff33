import { expect, test } from "vitest";
import { decode } from "../../src/workspace/content.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const LFS = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n";
const SOPS = "ENC[AES256_GCM,data:Zm9v,iv:aXY=,tag:dGFn,type:str]";
const CONFLICT = "<<<<<<< HEAD\nuser web;\n=======\nuser root;\n>>>>>>> main\n";

test.each<[string, Uint8Array, string]>([
  [
    "a Git LFS pointer",
    bytes(LFS),
    'is a Git LFS pointer, and what it points to is not checked out ("lfs: true" of actions/checkout fetches it)',
  ],
  ["Ansible Vault", bytes("$ANSIBLE_VAULT;1.1;AES256\n6638\n"), "is encrypted by Ansible Vault"],
  ["SOPS in YAML", bytes(`user: ${SOPS}\nsops:\n  version: 3.9.0\n`), "is encrypted by SOPS"],
  ["SOPS in JSON", bytes(`{\n\t"data": "${SOPS}",\n\t"sops": {\n}}`), "is encrypted by SOPS"],
  ["SOPS in an env file", bytes(`A=${SOPS}\nsops_version=3.9.0\n`), "is encrypted by SOPS"],
  [
    "git-crypt",
    Uint8Array.of(0, 0x47, 0x49, 0x54, 0x43, 0x52, 0x59, 0x50, 0x54, 0, 1, 2),
    "is encrypted by git-crypt",
  ],
  ["UTF-16, little end first", Uint8Array.of(0xff, 0xfe, 0x41, 0), "is UTF-16, and only UTF-8 is read"],
  ["UTF-16, big end first", Uint8Array.of(0xfe, 0xff, 0, 0x41), "is UTF-16, and only UTF-8 is read"],
  ["NUL", bytes("a\0b"), "is no text, as it holds NUL bytes"],
  ["Latin 1", Uint8Array.of(0x63, 0x61, 0x66, 0xe9), "is not UTF-8"],
  ["a merge conflict", bytes(CONFLICT), "holds an unresolved merge conflict"],
  [
    "one with the common text",
    bytes(CONFLICT.replace("=======", "||||||| base\nuser a;\n=======")),
    "holds an unresolved merge conflict",
  ],
  [
    "one with Windows line ends",
    bytes(`a\n${CONFLICT}`.replaceAll("\n", "\r\n")),
    "holds an unresolved merge conflict",
  ],
])("%s is not read", (_, given, why) => {
  expect(decode(given)).toMatchObject({ unreadable: why });
});

test("a conflict is shown where it begins", () => {
  const text = `# a\n\n${CONFLICT}`;
  expect(decode(bytes(text))).toMatchObject({ conflict: { text, span: { start: 5, end: 17 } } });
});

test.each([
  ["a heading that is underlined", "Usage\n=======\n"],
  ["two of the three marks", "<<<<<<< HEAD\n>>>>>>> main\n"],
  ["marks in another order", "=======\n<<<<<<< a\n>>>>>>> b\n"],
  ["an example in a code block", `# How to merge\n\n\`\`\`text\n${CONFLICT}\`\`\`\n`],
  ["a here-document", "cat <<EOF\n<<<<<<<\nEOF\n"],
  ["words about SOPS", "sops: is what we use, and it writes ENC[...]\n"],
  ["words about LFS", "see version https://git-lfs.github.com/spec/v1\n"],
])("%s is read", (_, text) => {
  expect(decode(bytes(text))).toEqual({ text });
});
