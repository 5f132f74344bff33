import { isImageName, kebabName } from "../../model/layout/names.ts";
import type { Rule } from "../../rule.ts";

const wanted = {
  docker: "docker wants lower-case letters and digits, with single . _ or any number of - between them",
  "kebab-case": "the policy wants kebab-case",
};

export const imageName: Rule = {
  id: "layout/image-name",
  summary: "An image folder is called what an image can be called",
  severity: "warning",
  scope: "folder",

  *check({ name, path, at }, { policy }) {
    const grammar = policy.layout.names;
    if (name === "." || isImageName(name, grammar)) return;
    const better = kebabName(name);
    yield {
      key: `name ${name}`,
      at,
      message: `the image folder "${name}" has no name for an image: ${wanted[grammar]}`,
      ...(better === "" ? {} : { help: `rename the folder ${path} to ${better}` }),
    };
  },
};
