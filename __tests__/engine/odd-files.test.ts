/** Files of every kind that hold what is no text of theirs: each is told at its place, and the other image is checked. */
import { describe, expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { describe as describeFleet } from "../../src/engine/describe.ts";
import { readFleet } from "../../src/model/fleet/read.ts";
import { defaultPolicy } from "../../src/policy/defaults.ts";
import { rules } from "../../src/rules/index.ts";
import { type MemoryFile, memoryWorkspace } from "../../src/workspace/memory.ts";

const WEB = "deployment/images/web";
const OTHER = "deployment/images/api/Dockerfile";
const DOCKERFILE = "FROM debian:12\nUSER 1000\n";

interface Kind {
  /** The file that holds it. */
  readonly path: string;
  /** What it may hold. */
  readonly text: string;
  /** The others that have it read. */
  readonly around?: Readonly<Record<string, string>>;
  /** The rule that tells of it where it cannot be read; none where no fact hangs on it. */
  readonly told?: string;
}

function copied(path: string, to: string, from: string): Pick<Kind, "path" | "around"> {
  return {
    path: `${WEB}/${path}`,
    around: { [`${WEB}/Dockerfile`]: `FROM ${from}\nCOPY --chmod=755 ${path} ${to}\nCMD ["${to}"]\n` },
  };
}

const CALLS = "on: push\njobs:\n  a:\n    steps:\n      - run: make && ci/build.sh\n";
const CALLED = { ".github/workflows/a.yml": CALLS };
const COMPOSE = `services:\n  web:\n    build: ${WEB}\n    env_file: .env\n`;

const KINDS: readonly (readonly [string, Kind])[] = [
  ["Dockerfile", { path: `${WEB}/Dockerfile`, text: DOCKERFILE, told: "fact/unreadable" }],
  ["README", { path: `${WEB}/README.md`, text: "# web\n", told: "docs/readme-missing" }],
  [
    "configuration of nginx",
    {
      path: `${WEB}/nginx.conf`,
      text: "events {}\nhttp { server { listen 8080; } }\n",
      around: { [`${WEB}/Dockerfile`]: "FROM nginx:1.27\nCOPY nginx.conf /etc/nginx/nginx.conf\n" },
      told: "fact/unknown",
    },
  ],
  [
    "configuration of Apache",
    {
      path: `${WEB}/httpd.conf`,
      text: "ServerName a\n",
      around: {
        [`${WEB}/Dockerfile`]: "FROM httpd:2.4\nCOPY httpd.conf /usr/local/apache2/conf/httpd.conf\n",
      },
      told: "fact/unknown",
    },
  ],
  [
    "start script",
    { ...copied("start.sh", "/start.sh", "nginx:1.27"), text: "#!/bin/sh\ntrue\n", told: "fact/unknown" },
  ],
  [
    "list of accounts",
    {
      path: `${WEB}/passwd`,
      text: "web:x:1000:1000::/:/bin/sh\n",
      around: { [`${WEB}/Dockerfile`]: "FROM debian:12\nCOPY passwd /etc/passwd\nUSER web\n" },
      told: "fact/unknown",
    },
  ],
  ["compose file", { path: "compose.yaml", text: "services: {}\n", told: "fact/unreadable" }],
  ["bake file", { path: "docker-bake.hcl", text: 'group "a" {}\n', told: "fact/unreadable" }],
  ["bake file in JSON", { path: "docker-bake.json", text: "{}\n", told: "fact/unreadable" }],
  ["workflow", { path: ".github/workflows/a.yml", text: "on: push\n", told: "fact/unreadable" }],
  ["GitLab's CI", { path: ".gitlab-ci.yml", text: "a: {script: b}\n", told: "fact/unreadable" }],
  [
    "Makefile that CI calls",
    { path: "Makefile", text: "a:\n\ttrue\n", around: CALLED, told: "fact/unreadable" },
  ],
  ["script that CI calls", { path: "ci/build.sh", text: "true\n", around: CALLED, told: "fact/unreadable" }],
  ["script that nothing calls", { path: "other.sh", text: "true\n" }],
  [".dockerignore", { path: `${WEB}/.dockerignore`, text: "*.log\n", told: "fact/unreadable" }],
  ["env file", { path: ".env", text: "A=b\n", around: { "compose.yaml": COMPOSE }, told: "fact/unreadable" }],
];

const encode = (text: string) => new TextEncoder().encode(text);

function utf16(text: string): Uint8Array {
  const bytes = Uint8Array.from({ length: 2 * text.length + 2 });
  new DataView(bytes.buffer).setUint16(0, 0xfeff);
  for (let i = 0; i < text.length; i++) new DataView(bytes.buffer).setUint16(2 * i + 2, text.charCodeAt(i));
  return bytes;
}

const CONTENTS: readonly (readonly [string, (text: string) => Uint8Array])[] = [
  ["NUL", (text) => encode(`${text}\0`)],
  ["UTF-16", utf16],
  ["Latin 1", (text) => Uint8Array.from([...encode(text), 0x23, 0xe9, 0x0a])],
  ["a merge conflict", (text) => encode(`<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> main\n`)],
  [
    "a Git LFS pointer",
    () => encode("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n"),
  ],
  ["git-crypt", () => Uint8Array.of(0, 0x47, 0x49, 0x54, 0x43, 0x52, 0x59, 0x50, 0x54, 0, 1, 2)],
  ["Ansible Vault", () => encode("$ANSIBLE_VAULT;1.1;AES256\n6638\n")],
  ["5 MiB in a line", (text) => encode(text + "#".repeat(5 * 1024 * 1024))],
];

function checked({ path, around = {} }: Kind, file: MemoryFile) {
  const files = {
    [`${WEB}/Dockerfile`]: DOCKERFILE,
    [OTHER]: 'FROM debian:12\nUSER root\nCMD ["app"]\n',
    ...around,
    [path]: file,
  };
  const fleet = readFleet({ workspace: memoryWorkspace(files), policy: defaultPolicy });
  const findings = check({ fleet, policy: defaultPolicy, rules });
  describeFleet(fleet);
  return { failures: fleet.failures.list, findings };
}

describe.each(CONTENTS)("%s", (_, bytesOf) => {
  test.each(KINDS)("in a %s", (__, kind) => {
    const { failures, findings } = checked(kind, { bytes: bytesOf(kind.text) });
    expect(failures).toEqual([]);
    const saying = findings.filter(({ rule }) => rule === kind.told);
    expect(saying.length > 0).toBe(kind.told !== undefined);
    expect(findings.some(({ rule, at }) => at.file.path === OTHER && rule.startsWith("user/"))).toBe(true);
  });
});

// A byte order mark is no mark to them, but what their first word begins with.
const TAKES_NO_MARK = [
  "configuration of nginx",
  "configuration of Apache",
  "start script",
  "list of accounts",
];

describe("what is read all the same", () => {
  test.each(KINDS)("a byte order mark before a %s", (name, kind) => {
    const [plain, marked] = [kind.text, `\ufeff${kind.text}`].map((text) => checked(kind, text));
    const said = (all: typeof plain) => all?.findings.map(({ rule, key }) => `${rule} ${key}`).sort();
    expect(marked?.failures).toEqual([]);
    if (TAKES_NO_MARK.includes(name)) expect(said(marked)).not.toEqual(said(plain));
    else expect(said(marked)).toEqual(said(plain));
  });

  test.each(KINDS)("lone CR in a %s: the other image is checked", (_, kind) => {
    const { failures, findings } = checked(kind, kind.text.replaceAll("\n", "\r"));
    expect(failures).toEqual([]);
    expect(findings.some(({ rule, at }) => at.file.path === OTHER && rule.startsWith("user/"))).toBe(true);
  });
});
