import { expect, test } from "vitest";
import { readFleet } from "../../../src/model/fleet/read.ts";
import { loadPolicy } from "../../../src/policy/load.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";

const { policy } = loadPolicy(undefined, []);

/** The ports that Apache listens on. */
function ports(base: string, ...lines: readonly string[]): readonly number[] {
  const text = [`FROM ${base}`, ...lines, 'CMD ["httpd", "-D", "FOREGROUND"]'].join("\n");
  const tree = { "deployment/images/web/Dockerfile": `${text}\n` };
  const [run] = readFleet({ workspace: memoryWorkspace(tree), policy }).runs;
  return (run?.apache?.listeners ?? []).map(({ port }) => port);
}

// The ssl.conf of Alpine 3.20's apache2-ssl and of RHEL 9's mod_ssl.
test.each<readonly [string, string, readonly string[], readonly number[]]>([
  ["Red Hat's httpd", "rockylinux:9", ["RUN dnf install -y httpd"], [80]],
  ["with mod_ssl", "rockylinux:9", ["RUN dnf install -y httpd mod_ssl"], [80, 443]],
  ["mod_ssl alone, which needs httpd", "rockylinux:9", ["RUN dnf install -y mod_ssl"], [80, 443]],
  [
    "without its file",
    "rockylinux:9",
    ["RUN dnf install -y httpd mod_ssl && rm /etc/httpd/conf.d/ssl.conf"],
    [80],
  ],
  ["Alpine's apache2", "alpine:3.20", ["RUN apk add apache2"], [80]],
  ["with apache2-ssl", "alpine:3.20", ["RUN apk add apache2 apache2-ssl"], [80, 443]],
  ["a name of another system", "debian:12", ["RUN apt-get install -y apache2 mod_ssl"], [80]],
])("%s", (_, base, lines, expected) => {
  expect([...ports(base, ...lines)].sort((left, right) => left - right)).toEqual(expected);
});
