/** `npm run oracle -- NAME [options]`: compares Keelcheck with the real program. Each has a folder here. */
import { bakeOracle } from "./bake/oracle.ts";
import { composeOracle } from "./compose/oracle.ts";
import { daemonsOracle } from "./daemons/oracle.ts";
import { dockerfileOracle } from "./dockerfile/oracle.ts";
import { enablingOracle } from "./enabling/oracle.ts";
import { ignoreOracle } from "./ignore/oracle.ts";
import { nginxOracle } from "./nginx/oracle.ts";
import type { Oracle } from "./oracle.ts";
import { toolsOracle } from "./tools/oracle.ts";

const oracles: readonly Oracle[] = [
  bakeOracle,
  composeOracle,
  daemonsOracle,
  dockerfileOracle,
  enablingOracle,
  ignoreOracle,
  nginxOracle,
  toolsOracle,
];

const [name, ...options] = process.argv.slice(2);
const oracle = oracles.find((one) => one.name === name);
if (oracle === undefined) {
  const lines = oracles.map((one) => `  ${one.name}  ${one.summary}`);
  console.error(["npm run oracle -- NAME [options]", ...lines].join("\n"));
  process.exitCode = 2;
} else {
  process.exitCode = await oracle.run(options);
}
