import { expect, test } from "vitest";
import { imageFolders } from "../../../src/model/builds/image-names.ts";
import { claimsByDockerfile } from "../../../src/model/builds/own-images.ts";
import { surveyBuilds } from "../../../src/model/builds/survey.ts";
import { brings, heirsOf, type Takes, withFolders } from "../../../src/model/change/sources.ts";
import { repoTree } from "../../../src/model/repo/tree.ts";
import { loadPolicy } from "../../../src/policy/load.ts";
import { rules } from "../../../src/rules/index.ts";
import { sourceFile } from "../../../src/source.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";
import { type Files, searchable } from "../../app/changes-between.ts";

function takesOf(files: Files, text = "", search = false): Omit<Takes, "changed"> {
  const { policy } = loadPolicy(sourceFile(".github/keelcheck.yml", text), rules);
  const plain = memoryWorkspace(files);
  const workspace = search ? searchable(plain) : plain;
  const tree = repoTree(workspace.list());
  const survey = surveyBuilds({ workspace, policy, tree });
  const claimsOf = claimsByDockerfile(survey);
  return { survey, tree, workspace, policy, claimsOf, folderOf: imageFolders(survey) };
}

const shared = {
  "shared/a.conf": "",
  "shared/b.conf": "",
  "conf/a.conf": "",
  "images/web/conf/notes.txt": "",
};

test.each([
  { name: "COPY names it", line: "COPY shared/a.conf /a", changed: "shared/a.conf", wanted: true },
  {
    name: "COPY names its neighbour",
    line: "COPY shared/b.conf /a",
    changed: "shared/a.conf",
    wanted: false,
  },
  { name: "COPY names its folder", line: "COPY shared /a", changed: "shared/a.conf", wanted: true },
  {
    name: "a folder whose name begins alike",
    line: "COPY shared /a",
    changed: "shared-more/a.conf",
    wanted: false,
  },
  { name: "a glob in its folder", line: "COPY shared/*.conf /a", changed: "shared/a.conf", wanted: true },
  {
    name: "a glob that its own folder has the folder of",
    line: "COPY conf/*.conf /a",
    changed: "conf/a.conf",
    wanted: true,
  },
  { name: "a leading slash", line: "COPY /shared/a.conf /a", changed: "shared/a.conf", wanted: true },
  { name: "from a stage", line: "COPY --from=x shared/a.conf /a", changed: "shared/a.conf", wanted: false },
  { name: "the root's .dockerignore", line: "COPY shared /a", changed: ".dockerignore", wanted: true },
  {
    name: "another folder's .dockerignore",
    line: "COPY shared /a",
    changed: "other/.dockerignore",
    wanted: false,
  },
  { name: "nothing is copied", line: "RUN make", changed: ".dockerignore", wanted: false },
  {
    name: ".gitignore, and a source that is not there",
    line: "COPY dist /a",
    changed: ".gitignore",
    wanted: true,
  },
  {
    name: ".gitignore, and all sources are there",
    line: "COPY shared /a",
    changed: ".gitignore",
    wanted: false,
  },
])("a file of the repo: $name", ({ line, changed, wanted }) => {
  const takes = takesOf({ ...shared, "images/web/Dockerfile": `FROM debian\n${line}\n` });
  expect(brings([changed], { ...takes, changed: withFolders([changed]) })).toEqual(
    wanted ? ["images/web/Dockerfile"] : [],
  );
});

test.each([true, false])("heirs of heirs, a ring of them too (search: %s)", (search) => {
  const files = {
    "images/a/Dockerfile": "FROM reg.example.com/c\n",
    "images/b/Dockerfile": "FROM reg.example.com/a\n",
    "images/c/Dockerfile": "FROM reg.example.com/b\n",
    "images/ab/Dockerfile": "FROM reg.example.com/ab-other\n",
    "images/hub/Dockerfile": "FROM a\n",
  };
  const takes = takesOf(files, "registries: { reg.example.com: . }\n", search);
  const isTouched = (path: string) => path === "images/a/Dockerfile";
  const heirs = heirsOf(["images/a/Dockerfile"], { ...takes, changed: new Set() }, isTouched);
  expect([...heirs].sort()).toEqual(["images/b/Dockerfile", "images/c/Dockerfile"]);
});
