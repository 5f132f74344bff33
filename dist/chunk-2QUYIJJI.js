import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);

// lazy:node:crypto
import { createRequire } from "node:module";
function load() {
  ({ createHash: lazy_createHash, randomUUID: lazy_randomUUID } = createRequire(import.meta.url)("node:crypto"));
}
var lazy_createHash = function(...given) {
  load();
  return new.target ? new lazy_createHash(...given) : lazy_createHash(...given);
};
var lazy_randomUUID = function(...given) {
  load();
  return new.target ? new lazy_randomUUID(...given) : lazy_randomUUID(...given);
};

export {
  lazy_createHash,
  lazy_randomUUID
};
