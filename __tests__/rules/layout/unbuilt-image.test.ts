import { expect, test } from "vitest";
import { unbuiltImage } from "../../../src/rules/layout/unbuilt-image.ts";
import { checkRule, type Files } from "../check-rule.ts";

const web = "deployment/images/web/Dockerfile";
const images = { [web]: "FROM nginx\n", "deployment/images/api/Dockerfile": "FROM node\n" };
const unbuilt = `${web}:1:6-11 no bake file, compose file or workflow builds ${web}`;

test.each<[string, Files, string[]]>([
  ["nothing is said", {}, []],
  [
    "compose builds another",
    { "compose.yaml": "services:\n  api:\n    build: deployment/images/api\n" },
    [unbuilt],
  ],
  [
    "bake builds both",
    {
      "docker-bake.hcl":
        'target "web" {\n  context = "deployment/images/web"\n}\ntarget "api" {\n  context = "deployment/images/api"\n}\n',
    },
    [],
  ],
  ["a compose file that builds nothing", { "compose.yaml": "services:\n  db:\n    image: postgres\n" }, []],
  [
    "a Makefile builds what a variable names",
    {
      "compose.yaml": "services:\n  api:\n    build: deployment/images/api\n",
      Makefile: "%:\n\tdocker build -t $@ deployment/images/$@\n",
    },
    [],
  ],
  [
    "a script over several lines",
    {
      "compose.yaml": "services:\n  api:\n    build: deployment/images/api\n",
      "build.sh": "docker buildx build \\\n  deployment/images/$1\n",
    },
    [],
  ],
  [
    "a Makefile builds something else",
    {
      "compose.yaml": "services:\n  api:\n    build: deployment/images/api\n",
      Makefile: "docs:\n\tdocker build docs\n\techo $@\n",
    },
    [unbuilt],
  ],
])("%s", (_, files, lines) => {
  expect(checkRule(unbuiltImage, { ...images, ...files })).toEqual(lines);
});

test("the policy may say what builds it", () => {
  const files = { ...images, "compose.yaml": "services:\n  api:\n    build: deployment/images/api\n" };
  expect(checkRule(unbuiltImage, files, { policy: `builds:\n  - dockerfile: ${web}\n` })).toEqual([]);
});
