import { expect, test } from "vitest";
import { readRepo } from "../../.github/scripts/repo.ts";
import { draftDocs } from "../../src/app/docs.ts";
import { draftNew } from "../../src/app/new/draft.ts";
import { laidFiles } from "../../src/engine/fix/patch.ts";
import { rules } from "../../src/rules/index.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";
import { overlayWorkspace } from "../../src/workspace/overlay.ts";
import { directReadmes } from "./direct-readmes.ts";

const PATH = "deployment/README.template.md";
const web = {
  "images/web/Dockerfile":
    "FROM nginx:1.28\nENV MODE=fast\nCOPY nginx.conf /etc/nginx/nginx.conf\nEXPOSE 8080\n",
  "images/web/nginx.conf": "user nginx;\nevents {}\nhttp {\n    server {\n        listen 8080;\n    }\n}\n",
};

function repo(template: string, policy = "") {
  return memoryWorkspace({
    ...web,
    ".github/keelcheck.yml": `images: images/**\nlayout: { readme: ${PATH} }\n${policy}`,
    [PATH]: template,
  });
}

/** What `docs` writes for the image, and what a second run changes. */
async function written(template: string, policy?: string) {
  const options = { rules, readmes: directReadmes };
  const workspace = repo(template, policy);
  const first = await draftDocs({ ...options, workspace });
  if (!first.ok) throw new Error(JSON.stringify(first.failure));
  const after = overlayWorkspace(workspace, laidFiles(first.changes));
  const second = await draftDocs({ ...options, workspace: after });
  const text = first.changes.find(({ path }) => path === "images/web/README.md")?.after ?? "";
  return {
    lines: text.split("\n").filter((line) => line.startsWith("#") || line.startsWith("<!--")),
    text,
    notes: first.notes.map((note) => note.text),
    again: second.ok && second.changes,
  };
}

const BEGIN = "<!-- keelcheck:begin -->";
const END = "<!-- keelcheck:end -->";

test("the page's template, with facts where it speaks of them and the rest at its end", async () => {
  const [, template = ""] = /^```markdown template\n([\s\S]*?)^```$/m.exec(readRepo("docs/layout.md")) ?? [];
  const { lines, text, again } = await written(template);
  expect(lines).toEqual([
    "# web",
    "## Purpose",
    "## Ports",
    "<!-- keelcheck:begin ports -->",
    END,
    "## On call",
    BEGIN,
    "## Users",
    "## Configuration files",
    "## Environment",
    END,
  ]);
  expect(text).toContain("`#web`.");
  expect(again).toEqual([]);
});

test("markers of its own say where the facts go", async () => {
  const { lines, again } = await written(
    `# {{ name }}\n\n${BEGIN}\n${END}\n\n## Ports\n\n<!-- keelcheck:begin ports -->\nold\n${END}\n\n## Last\n`,
  );
  expect(lines).toEqual([
    "# web",
    BEGIN,
    "## Users",
    "## Configuration files",
    "## Environment",
    END,
    "## Ports",
    "<!-- keelcheck:begin ports -->",
    END,
    "## Last",
  ]);
  expect(again).toEqual([]);
});

test("a section that only a person can write is the template's", async () => {
  const policy = "docs: { sections: [On call] }\n";
  expect((await written("# {{image}}\n\n## On call\n\nTeam web.\n", policy)).notes).toEqual([]);
  expect((await written("# {{image}}\n", policy)).notes).toEqual([
    'is not written: the policy asks for "On call", which only a person can write',
  ]);
});

test("a heading in code is none", async () => {
  const { lines } = await written("# {{image}}\n\n```sh\n## Ports\n```\n\nThat is all.\n");
  expect(lines).toContain("## Ports");
  expect(lines.filter((line) => line.includes("begin"))).toEqual([BEGIN]);
});

test("a new image begins as it", async () => {
  const workspace = repo("# {{image}}\n\n## On call\n\nTeam web.\n");
  const answer = await draftNew(
    { workspace, rules, readmes: directReadmes },
    { name: "shop", server: "nginx" },
  );
  const readme = answer.ok ? answer.changes.find(({ path }) => path.endsWith("README.md")) : undefined;
  expect(readme?.after).toMatch(/^# shop\n\n## On call\n\nTeam web\.\n\n<!-- keelcheck:begin -->/);
});

test("a template that is not there is an error in the policy", async () => {
  const workspace = memoryWorkspace({ ...web, ".github/keelcheck.yml": `layout: { readme: ${PATH} }\n` });
  const answer = await draftDocs({ workspace, rules, readmes: directReadmes });
  expect(answer).toMatchObject({
    ok: false,
    failure: { problems: [{ message: `there is no file ${PATH} for layout.readme` }] },
  });
});
