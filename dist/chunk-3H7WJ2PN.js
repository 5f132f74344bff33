import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);

// src/app/compiled.ts
import module from "node:module";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
function rememberCompiled(folder = join(userCache(), "keelcheck")) {
  module.enableCompileCache?.(folder);
}
function compiledFolder() {
  const folder = module.getCompileCacheDir?.();
  return folder === void 0 ? void 0 : dirname(folder);
}
function userCache() {
  const { XDG_CACHE_HOME: cache = "" } = process.env;
  return isAbsolute(cache) ? cache : join(homedir(), ".cache");
}

export {
  rememberCompiled,
  compiledFolder
};
