import { givesName, isImageName, kebabName } from "../../model/layout/names.ts";
import type { Rule } from "../../rule.ts";

const wanted = {
  docker: 'use lower-case letters and digits, separated by ".", "_", "__" or hyphens',
  "kebab-case": "the policy asks for kebab-case",
};

export const imageName: Rule = {
  id: "layout/image-name",
  summary: "Every image folder has a valid image name",
  severity: "warning",
  scope: "folder",

  *check(folder, { policy }) {
    const { name, path, at } = folder;
    const grammar = policy.layout.names;
    if (name === "." || isImageName(name, grammar)) return;
    if (isImageName(name, "docker") === false && !givesName(folder)) return;
    const better = kebabName(name);
    yield {
      key: `name ${name}`,
      at,
      folder: path,
      message: `"${name}" is not a valid image name: ${wanted[grammar]}`,
      ...(better === "" ? {} : { help: `rename the folder ${path} to ${better}` }),
    };
  },
};
