import { rememberCompiled } from "../app/compiled.ts";

rememberCompiled();
// What is compiled from here on is remembered.
import("../app/cli/process.ts")
  .then(({ runProcess }) => runProcess())
  .then((code) => {
    process.exitCode = code;
  });
