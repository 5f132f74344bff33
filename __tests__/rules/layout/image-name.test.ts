import { expect, test } from "vitest";
import { imageName } from "../../../src/rules/layout/image-name.ts";
import { checkRule, findingsOf } from "../check-rule.ts";

const docker = 'use lower-case letters and digits, separated by ".", "_", "__" or hyphens';

test.each<[string, "docker" | "kebab-case", string | undefined]>([
  ["web", "docker", undefined],
  ["web-2.0_beta", "docker", undefined],
  ["a__b", "docker", undefined],
  ["a--b", "docker", undefined],
  ["8", "docker", undefined],
  ["Web", "docker", docker],
  ["a___b", "docker", docker],
  ["a._b", "docker", docker],
  ["-a", "docker", docker],
  ["a-", "docker", docker],
  ["my image", "docker", docker],
  ["büro", "docker", docker],
  ["my-app", "kebab-case", undefined],
  ["my--app", "kebab-case", "the policy asks for kebab-case"],
  ["my.app", "kebab-case", "the policy asks for kebab-case"],
])("%s in %s", (name, names, wanted) => {
  const files = { [`deployment/images/${name}/Dockerfile`]: "FROM nginx\n" };
  const said = `"${name}" is not a valid image name: ${wanted}`;
  expect(checkRule(imageName, files, { policy: `layout: {names: ${names}}\n` })).toEqual(
    wanted === undefined ? [] : [`deployment/images/${name}/Dockerfile:1:6-11 ${said}`],
  );
});

test.each([
  ["My_App", "rename the folder deployment/images/My_App to my-app"],
  ["ShopFrontend", "rename the folder deployment/images/ShopFrontend to shop-frontend"],
  ["ÄÖ", undefined],
])("%s: %s", (name, help) => {
  const found = findingsOf(imageName, { [`deployment/images/${name}/Dockerfile`]: "FROM nginx\n" });
  expect(found.map((finding) => finding.help)).toEqual([help]);
});

test("the repo's own folder has no name", () => {
  expect(checkRule(imageName, { Dockerfile: "FROM nginx\n" })).toEqual([]);
});

test.each<[string, Record<string, string>, number]>([
  ["what builds it gives it another name", { Makefile: "web:\n\tdocker build -t shop/web Web\n" }, 0],
  [
    "what builds it by options of variables does, too",
    { Makefile: "N := $(or $(N),shop)\nweb:\n\tcd ./Web && docker build $(ARGS) -t $(N)/web:$(TAG) .\n" },
    0,
  ],
  [
    "such a build of another folder does not",
    {
      Makefile: "web:\n\tcd ./api && docker build $(ARGS) -t $(N)/api:$(TAG) .\n",
      "api/Dockerfile": "FROM nginx\n",
    },
    1,
  ],
  [
    "a name that is a variable is none",
    { Makefile: "web:\n\tcd Web && docker build $(ARGS) -t $(N):$(TAG) .\n" },
    1,
  ],
  ["what builds it gives it none", { Makefile: "web:\n\tdocker build Web\n" }, 1],
])("%s", (_, more, count) => {
  expect(checkRule(imageName, { "Web/Dockerfile": "FROM nginx\n", ...more })).toHaveLength(count);
});

test.each<[string, readonly string[], number]>([
  ["a tool's folder", [".devcontainer"], 0],
  ["a folder of many images", ["Images/web", "Images/api", "Images/worker"], 0],
  ["a folder of one, by its name", ["tests/Containers/composer"], 0],
  ["a folder of a version, by such a name", ["tests/Containers/8.2"], 1],
  ["a folder of versions", ["Php/8.2", "Php/8.3", "Php/8.4"], 1],
])("%s", (_, folders, count) => {
  const files = Object.fromEntries(folders.map((folder) => [`${folder}/Dockerfile`, "FROM nginx\n"]));
  expect(checkRule(imageName, { ...files, "ok/Dockerfile": "FROM nginx\n" })).toHaveLength(count);
});
