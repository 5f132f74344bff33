/** Builds that are there but cannot be read. */
import type { Fleet } from "../fleet/types.ts";

const builders =
  /(^|\/)(\.github\/(workflows|actions)\/.+\.ya?ml|\.gitlab-ci.*\.ya?ml|azure-pipelines.*\.ya?ml|\.circleci\/.+\.ya?ml|jenkinsfile.*|(gnu)?makefile|justfile|taskfile\..+|[^/]+\.(mk|sh|bash|py))$/i;
const byVariable =
  /\b(docker|podman|nerdctl|buildah|kaniko\S*)\b[^\n]*\b(build|bud|executor|bake)\b(\\\r?\n|[^\n])*\$|\bkaniko\b[^\n]*\$/;
const stepByVariable = /^\s*(context|file|workdir|dockerfile|targets?|files):.*\$\{\{/m;

/** Whether a workflow, Makefile or script builds images that a variable names (a matrix): it may build any of them. */
export function buildsByVariable(fleet: Fleet): boolean {
  return fleet.entries.some(({ path, kind }) => {
    if (!builders.test(path) || kind === "link" || kind === "submodule") return false;
    const file = fleet.read(path);
    if (file === undefined || "unreadable" in file) return false;
    return (
      byVariable.test(file.text) ||
      (/build-push-action|bake-action/.test(file.text) && stepByVariable.test(file.text))
    );
  });
}
