import { rememberCompiled } from "../app/compiled.ts";

rememberCompiled();
const { runProcess } = await import("../app/cli/process.ts");
process.exitCode = await runProcess();
