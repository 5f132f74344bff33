import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);

// lazy:node:worker_threads
import { createRequire } from "node:module";
function load() {
  ({ Worker: lazy_Worker } = createRequire(import.meta.url)("node:worker_threads"));
}
var lazy_Worker = function(...given) {
  load();
  return new.target ? new lazy_Worker(...given) : lazy_Worker(...given);
};

export {
  lazy_Worker
};
