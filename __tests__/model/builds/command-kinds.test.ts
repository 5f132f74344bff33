import { expect, test } from "vitest";
import { commandKind, isCommandName } from "../../../src/model/builds/command-kinds.ts";
import { baseName } from "../../../src/model/container-path.ts";

test.each([
  ".gitlab-ci.yml",
  "ci/.gitlab-ci.deploy.yaml",
  "cloudbuild-prod.yaml",
  "Jenkinsfile",
  "ci/jenkinsfile.release",
  ".circleci/config.yml",
  "azure-pipelines-images.yml",
  "bitbucket-pipelines.yml",
  ".drone.yml",
  "Makefile",
  "GNUmakefile.local",
  "build/images.mk",
  "Taskfile.dist.yml",
  ".justfile",
  "images.just",
  "web/package.json",
  "build.sh",
  "lib/build.bash",
])("%s is told by its last part to be looked at", (path) => {
  expect(commandKind(path)).toBeDefined();
  expect(isCommandName(baseName(path))).toBe(true);
});

test.each([
  "Dockerfile",
  "nginx.conf",
  "package-lock.json",
  "makefiles/readme.md",
  "index.html",
])("%s is passed over", (path) => expect(isCommandName(baseName(path))).toBe(false));
