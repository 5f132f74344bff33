/** Files that the repo does not hold, but that something in it may make before an image is built. */
import { baseName } from "../container-path.ts";
import type { Fleet } from "../fleet/types.ts";
import { isInside } from "../repo/path.ts";
import { copiedPaths } from "../stages/brought.ts";
import type { Image } from "../stages/image.ts";

const RUNS_BEFORE_A_BUILD =
  /(?:^|\/)(?:makefile|justfile|taskfile[^/]*|jenkinsfile|rakefile|vagrantfile|package\.json|[^/]*\.(?:sh|bash|mk|py|rb|js|mjs|ts|ps1|bat|groovy|gradle(?:\.kts)?)|\.gitlab-ci[^/]*\.ya?ml|\.travis\.yml|azure-pipelines[^/]*\.ya?ml|cloudbuild[^/]*\.ya?ml)$|^\.(?:github|circleci|drone|woodpecker|tekton)\/.*\.ya?ml$|(?:^|\/)\.drone\.ya?ml$/i;

/** Whether a script or job of the repo names a file by its last part: one that runs before the image is built. */
export function mayBeMade(fleet: Fleet, image: Image, missing: string): boolean {
  const name = baseName(missing);
  const inImage = new Set(copiedPaths(image));
  return fleet.holding([name]).some(({ path }) => {
    if (!RUNS_BEFORE_A_BUILD.test(path) || inImage.has(path)) return false;
    if (fleet.isInImageFolder(path) && !isInside(path, image.folder.path)) return false;
    const file = fleet.read(path);
    return file !== undefined && "text" in file && file.text.includes(name);
  });
}
