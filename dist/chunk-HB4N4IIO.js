import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  noProgress
} from "./chunk-DCVM5XD5.js";
import {
  colors,
  commandFailureText,
  openWorkspace,
  readPolicyFile
} from "./chunk-SY2YNAVI.js";
import {
  EXIT
} from "./chunk-URUJ55XU.js";
import {
  rules
} from "./chunk-P2NZQK6N.js";

// src/app/cli/terminal.ts
function textStyle(flags, io) {
  return { colors: paint(flags, io), ...io.columns !== void 0 && { columns: io.columns } };
}
function paint(flags, io) {
  return colors(flags.color ?? (wantsColor(io) && (io.outIsTerminal || forcesColor(io))));
}
function wantsColor({ env }) {
  return !env.NO_COLOR && env.FORCE_COLOR !== "0" && env.TERM !== "dumb";
}
function forcesColor({ env }) {
  return env.FORCE_COLOR !== void 0 && env.FORCE_COLOR !== "0";
}
function errorPaint(flags, io) {
  return colors(flags.color ?? (wantsColor(io) && (io.errIsTerminal || forcesColor(io))));
}

// src/app/cli/tree.ts
async function withTree({ folder, flags, io }, work) {
  const line = io.progress?.() ?? noProgress;
  try {
    line.say("reading the files");
    const opened = openWorkspace(folder);
    if (!opened.ok) return opened;
    const policy = flags.policy === void 0 ? void 0 : readPolicyFile(flags.policy, io.cwd);
    if (policy?.ok === false) return policy;
    return await work({
      workspace: opened.workspace,
      ...policy !== void 0 && { policyFile: policy.file },
      ...flags.images !== void 0 && { images: flags.images },
      rules: io.rules ?? rules,
      progress: line.say,
      ...io.newFailures && { newFailures: io.newFailures },
      ...io.stepsFor && { stepsFor: io.stepsFor }
    });
  } finally {
    await line.done();
  }
}
function failed(failure, flags, io) {
  io.err(commandFailureText(failure, errorPaint(flags, io)));
  return EXIT.usage;
}
function today() {
  return (/* @__PURE__ */ new Date()).toISOString().slice(0, 10);
}

export {
  textStyle,
  paint,
  withTree,
  failed,
  today
};
