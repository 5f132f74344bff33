/** Programs that do something of their own first, and then run the command among their words. */
import { ownValue } from "../../../names.ts";
import { baseName } from "../../container-path.ts";

type Words = readonly (string | null)[];

// Those that take the first operand for the command, with their options that have a value (their own --help).
const BEHIND_OPTIONS: Readonly<Record<string, string>> = {
  dockerize:
    "template wait timeout stdout stderr env env-section env-header delims wait-http-header wait-retry-interval validate-cert cacert",
  envconsul: "config prefix secret consul-addr vault-addr kill-signal splay wait exec",
  "dbus-run-session": "dbus-daemon config-file",
  "xvfb-run": "n e f p s w server-num error-file auth-file server-args wait xauth-protocol",
  "opentelemetry-instrument":
    "traces_exporter metrics_exporter logs_exporter service_name exporter_otlp_endpoint",
  "ddtrace-run": "",
  "with-contenv": "",
  "vault-env": "",
  "secrets-init": "provider",
  fixuid: "",
  // s6 2.11.
  "s6-notifyoncheck": "3 s T t w n c",
};

// Those whose command stands behind `--`, where there is one.
const BEHIND_DASHES =
  /^(wait-for(-it)?(\.sh)?|wait4ports|gomplate|doppler|chamber|aws-vault|berglas|op|infisical|envkey-source|dotenv|dotenvx)$/;

/** The words of the command that a program runs in the end; `undefined` for other programs, and where there is none. */
export function commandBehind(words: Words): Words | undefined {
  const [program, ...args] = words;
  if (typeof program !== "string") return undefined;
  const name = baseName(program);
  const dashes = args.indexOf("--");
  if (BEHIND_DASHES.test(name)) return dashes < 0 ? undefined : filled(args.slice(dashes + 1));
  const valued = ownValue(BEHIND_OPTIONS, name);
  return valued === undefined ? undefined : filled(behindOptions(args, new Set(valued.split(" "))));
}

function behindOptions(args: Words, valued: ReadonlySet<string>): Words {
  let index = 0;
  for (; index < args.length; index++) {
    const arg = args[index];
    if (arg === "--") return args.slice(index + 1);
    if (typeof arg !== "string" || !arg.startsWith("-")) break;
    if (valued.has(arg.replace(/^--?/, ""))) index++;
  }
  return args.slice(index);
}

function filled(words: Words): Words | undefined {
  return words.length === 0 ? undefined : words;
}
