import { runAction } from "../app/action/action.ts";
import { actionsRunner } from "../github/runner.ts";

runAction({
  env: process.env,
  runner: actionsRunner(),
  today: new Date().toISOString().slice(0, 10),
}).then((code) => {
  process.exitCode = code;
});
