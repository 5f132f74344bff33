import { expect, test } from "vitest";
import { surveyRepo } from "../../../src/app/init/init.ts";
import { rules } from "../../../src/rules/index.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";
import { directReadmes } from "../direct-readmes.ts";

test.each<[what: string, files: readonly string[], expected: string]>([
  ["image folders", ["deployment/images/web", "deployment/images/api"], "deployment/images: 2"],
  ["one image", ["deployment/images/web"], "deployment/images: 1"],
  ["a folder that holds them all", ["images/images/web", "images/images/api"], "images/images: 2"],
  ["folders in folders", ["images/docker/all/web", "images/docker/all/api"], "images/docker/all: 2"],
  ["one image in versions", ["images/php/8.3", "images/php/8.4"], "images: 1"],
  ["versions of several", ["images/docker/php/8.3", "images/docker/web/latest"], "images/docker: 2"],
  ["a Dockerfile above", ["images/base", "images/base/web", "images/base/api"], "images: 1"],
  ["a place that is none of the usual ones", ["docker/web", "docker/api"], "docker: 2"],
  ["several places", ["docker/web", "tools/api"], ": 2"],
  ["services that hold one each", ["services/web/docker", "services/api/docker"], ": 2"],
  ["the top", ["", "docker/web", "docker/api"], ": 3"],
])("%s", async (_, folders, expected) => {
  const files = folders.map((folder) => [
    `${folder === "" ? "" : `${folder}/`}Dockerfile`,
    "FROM nginx:1.27\n",
  ]);
  const workspace = memoryWorkspace(Object.fromEntries(files));
  const answer = await surveyRepo({ workspace, folder: "/nowhere", rules, readmes: directReadmes });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  const { root, folders: count } = answer.survey;
  expect(`${root}: ${count}`).toBe(expected);
});

test("a folder with a README of its own is one image's", async () => {
  const workspace = memoryWorkspace({
    "images/shop/README.md": "# shop\n",
    "images/shop/web/Dockerfile": "FROM nginx:1.27\n",
    "images/shop/api/Dockerfile": "FROM nginx:1.27\n",
  });
  const answer = await surveyRepo({ workspace, folder: "/nowhere", rules, readmes: directReadmes });
  expect(answer).toMatchObject({ survey: { root: "images", folders: 1 } });
});
