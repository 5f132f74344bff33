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
