import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  safe
} from "./chunk-W2ZOQYWS.js";

// src/report/commands.ts
function logLine(text) {
  return screened(safe(text));
}
function screened(text) {
  return harmless(text).replace(/^((?:[^\S\r\n]|\x1b\[[\d;]*m)*):(?=:)/gmu, "$1\\:");
}
function command(name, properties, message) {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(value)}`);
  return `::${name} ${written.join(",")}::${escapedData(harmless(message))}
`;
}
function harmless(text) {
  return text.replaceAll("##[", "##\\[");
}
function escapedData(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapedProperty(text) {
  return escapedData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

export {
  logLine,
  screened,
  command
};
