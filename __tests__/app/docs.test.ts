import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DocsDraft, draftDocs } from "../../src/app/docs.ts";
import { laidFiles } from "../../src/engine/fix/patch.ts";
import { regionsOf } from "../../src/model/readme/regions.ts";
import { parseMarkdown } from "../../src/parsers/markdown/parse.ts";
import { rules } from "../../src/rules/index.ts";
import { sourceFile } from "../../src/source.ts";
import { type MemoryFile, memoryWorkspace } from "../../src/workspace/memory.ts";
import { overlayWorkspace } from "../../src/workspace/overlay.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { amount, everyOf } from "../amount.ts";
import { subjectOf } from "../fixes/planned.ts";
import { treesOnDisk, withCarriageReturns } from "../fixes/trees.ts";
import { directReadmes } from "./direct-readmes.ts";
import { generatedImages } from "./generated-readmes.ts";
import "../properties.ts";

async function drafted(workspace: Workspace, adopt = false): Promise<DocsDraft> {
  const answer = await draftDocs({ workspace, rules, adopt, readmes: directReadmes });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  expect(answer.bugs).toEqual([]);
  return answer;
}

function written(workspace: Workspace, { changes }: DocsDraft): Workspace {
  return overlayWorkspace(workspace, laidFiles(changes));
}

/** A README's text without its regions, their markers and the two line ends that stand before a new one. */
function byHand(text: string): string {
  const file = sourceFile("README.md", text);
  let out = "";
  let at = 0;
  for (const { at: begin, inside } of regionsOf(parseMarkdown(file)).list) {
    const before = text.slice(at, begin.span?.start).replace(/(?:\r?\n){1,2}$/, "");
    out += before;
    at = inside.end + "<!-- keelcheck:end -->".length;
  }
  return out + text.slice(at);
}

function handWordsChanged({ changes }: DocsDraft): string[] {
  return changes
    .filter(
      ({ before, after }) =>
        before !== undefined && before.trim() !== "" && byHand(before) !== byHand(after ?? ""),
    )
    .map(({ path }) => path);
}

/** What a text is without the markers that `--adopt` puts round tables. */
function unadopted(text: string): string {
  return text
    .replace(/<!-- keelcheck:begin \w+ keep -->(?:\r?\n){2}/g, "")
    .replace(/(?:\r?\n){2}<!-- keelcheck:end -->/g, "");
}

const trees = everyOf(4, treesOnDisk());

describe.each([
  ...trees,
  ...trees.slice(0, 4).map((tree) => ({ ...withCarriageReturns(tree), name: `${tree.name} with CRLF` })),
])("$name", ({ workspace }) => {
  test("a second time there is nothing to write, and what people wrote stands as it was", async () => {
    const first = await drafted(workspace);
    expect(handWordsChanged(first)).toEqual([]);
    const after = written(workspace, first);
    expect((await drafted(after)).changes).toEqual([]);
    const left = subjectOf({ name: "", workspace: after }).findings;
    expect(left.filter(({ rule }) => rule === "docs/out-of-date")).toEqual([]);
    const before = subjectOf({ name: "", workspace }).findings;
    const asked = (all: typeof left) =>
      all.filter(({ rule }) => rule === "docs/undocumented").map(({ key }) => key);
    expect(asked(left).filter((key) => !asked(before).includes(key))).toEqual([]);
  });

  test("adopting adds markers and nothing else, once", async () => {
    const first = await drafted(workspace, true);
    expect(first.changes.filter(({ before, after }) => unadopted(after ?? "") !== before)).toEqual([]);
    const after = written(workspace, first);
    expect((await drafted(after, true)).changes).toEqual([]);
    const updated = await drafted(after);
    expect(handWordsChanged(updated)).toEqual([]);
    expect((await drafted(written(after, updated))).changes).toEqual([]);
  });
});

describe("READMEs made by chance", () => {
  const images = fc.sample(generatedImages, amount({ ordinary: 150, long: 1000 }));
  const files = Object.fromEntries(
    images.flatMap((image, index) =>
      Object.entries(image).map(([path, text]): [string, MemoryFile] => [
        `deployment/images/i${index}/${path}`,
        text,
      ]),
    ),
  );
  const workspace = memoryWorkspace(files);

  test("are written once, around what stands there", async () => {
    const first = await drafted(workspace);
    expect(first.changes.length).toBeGreaterThan(images.length / 2);
    expect(handWordsChanged(first)).toEqual([]);
    const second = await drafted(written(workspace, first));
    expect(second.changes).toEqual([]);
    expect(second.notes.map(({ path }) => path)).toEqual(first.notes.map(({ path }) => path));
  });

  test("are given markers, and keep every byte", async () => {
    const bare = Object.fromEntries(
      Object.entries(files).filter(
        ([path, text]) => !(path.endsWith(".md") && String(text).includes("keelcheck:")),
      ),
    );
    const whole = memoryWorkspace(bare);
    const first = await drafted(whole, true);
    expect(first.changes.length).toBeGreaterThan(images.length / 20);
    expect(first.changes.filter(({ before, after }) => unadopted(after ?? "") !== before)).toEqual([]);
    const adopted = written(whole, first);
    expect((await drafted(adopted, true)).changes).toEqual([]);
    const updated = await drafted(adopted);
    expect(handWordsChanged(updated)).toEqual([]);
    expect((await drafted(written(adopted, updated))).changes).toEqual([]);
  });
});

describe("a table of ports that people wrote", () => {
  const readme = (rows: readonly string[]) =>
    ["# web", "", "<!-- keelcheck:begin ports keep -->", "", "| Port | Purpose |", "| --- | --- |", ...rows]
      .concat("", "<!-- keelcheck:end -->", "")
      .join("\n");

  test.each<readonly [what: string, before: readonly string[], after: readonly string[]]>([
    ["another number", ["| 8081 | the shop |"], ["| 8080 | the shop |"]],
    [
      "the right row without a word",
      ["| 8081 (HTTP) | the shop |", "| 8080 | |"],
      ["| 8080 (HTTP) | the shop |"],
    ],
    ["the same from above", ["| 8080 | |", "| 8081 | the shop |"], ["| 8080 | the shop |"]],
    ["the right row with words", ["| 8081 | old |", "| 8080 | the shop |"], ["| 8080 | the shop |"]],
    ["two that are gone, for one that is new", ["| 8081 | a |", "| 9090 | b |"], ["| 8080 | |"]],
    ["those and one that is there", ["| 8081 | a |", "| 8080 | b |", "| 9090 | c |"], ["| 8080 | b |"]],
  ])("is brought up to date: %s", async (_what, before, after) => {
    const workspace = memoryWorkspace({
      "deployment/images/web/Dockerfile":
        "FROM nginx:1.27\nCOPY nginx.conf /etc/nginx/nginx.conf\nEXPOSE 8080\n",
      "deployment/images/web/nginx.conf": "events {}\nhttp { server { listen 8080; } }\n",
      "deployment/images/web/README.md": readme(before),
    });
    const first = await drafted(workspace);
    expect(first.changes[0]?.after?.startsWith(readme(after).trimEnd())).toBe(true);
    expect((await drafted(written(workspace, first))).changes).toEqual([]);
  });
});

describe("the index of images", () => {
  const files: Readonly<Record<string, MemoryFile>> = {
    "deployment/images/base/Dockerfile": "FROM nginx:1.27\nUSER nginx\n",
    "deployment/images/web/Dockerfile": "FROM base\n",
    "deployment/images/a (b)/Dockerfile": "FROM registry.example.org/x:1\nEXPOSE 53/udp\n",
    "docker-bake.hcl":
      'target "base" {\n  context = "deployment/images/base"\n  tags = ["base"]\n}\ntarget "web" {\n  context = "deployment/images/web"\n  contexts = { base = "target:base" }\n}\n',
    CODEOWNERS: "/deployment/ @org/`x|y`\n",
  };
  const ROOT = "deployment/images/README.md";

  test("has a row for each, and a map of what is built on what", async () => {
    const first = await drafted(memoryWorkspace(files));
    const text = first.changes.find(({ path }) => path === ROOT)?.after ?? "";
    expect(text.split("\n").filter((line) => line.startsWith("| ["))).toEqual([
      "| [a (b)](a%20%28b%29/README.md) | `registry.example.org/x:1` | Unknown: unknown base image registry.example.org/x<span>&#58;</span>1 | 53/udp, maybe more | <code><span>&#64;</span>org/&#96;x&#124;y&#96;</code> |",
      "| [base](base/README.md) | `nginx:1.27` | `nginx` (101) | 80 | <code><span>&#64;</span>org/&#96;x&#124;y&#96;</code> |",
      "| [web](web/README.md) | `base` | `nginx` (101) | 80 | <code><span>&#64;</span>org/&#96;x&#124;y&#96;</code> |",
    ]);
    expect(text).toContain('(["nginx:1.27"])');
    const after = written(memoryWorkspace(files), first);
    expect((await drafted(after)).changes).toEqual([]);
  });

  test("stands below what people wrote, and documents no image", async () => {
    const hand = "# Ours\r\n\r\nAll of them.";
    const workspace = memoryWorkspace({ ...files, [ROOT]: hand });
    const first = await drafted(workspace);
    const change = first.changes.find(({ path }) => path === ROOT);
    expect(byHand(change?.after ?? "")).toBe(hand);
    const bare = memoryWorkspace({ ...files, [ROOT]: change?.after ?? "" });
    const missing = subjectOf({ name: "", workspace: bare }).findings.filter(
      ({ rule }) => rule === "docs/readme-missing",
    );
    expect(missing).toHaveLength(3);
  });

  test("is left out where its markers would not be read", async () => {
    const open = memoryWorkspace({ ...files, [ROOT]: "# Ours\n\n```\nopen" });
    const { changes, notes } = await drafted(open);
    expect(changes.map(({ path }) => path)).not.toContain(ROOT);
    expect(notes.map(({ path }) => path)).toContain(ROOT);
  });
});

test("a README of several images is told of once", async () => {
  const workspace = memoryWorkspace({
    "images/web/1/Dockerfile": "FROM debian:12\n",
    "images/web/2/Dockerfile": "FROM debian:13\n",
    "images/web/README.md": "# web\n\n<!-- keelcheck:begin prots -->\n\n<!-- keelcheck:end -->\n",
  });
  const { notes } = await drafted(workspace);
  expect(notes.filter(({ path }) => path === "images/web/README.md")).toHaveLength(1);
});
