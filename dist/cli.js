#!/usr/bin/env node
import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  rememberCompiled
} from "./chunk-3H7WJ2PN.js";
import "./chunk-IKB4C3XX.js";

// src/bin/cli.ts
rememberCompiled();
var { runProcess } = await import("./process-GG5GIICB.js");
process.exitCode = await runProcess();
