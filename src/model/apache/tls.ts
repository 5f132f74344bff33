/**
 * What TLS takes to start: a certificate for each server (ssl_engine_init.c). That a file which a site of the repo names is
 * missing is not said: certificates are mounted by whoever starts the image.
 */
import type { Place } from "../../source.ts";
import { baseName } from "../container-path.ts";
import { isStock, type ServerFiles } from "../servers/files.ts";
import type { ServerInput } from "../servers/input.ts";
import type { ServerProblem } from "../servers/types.ts";
import type { ApacheStep, ApacheTree } from "./reading.ts";
import { isStockLine } from "./step.ts";

type TlsProblem = ServerProblem & { readonly path: string };

/** Servers with `SSLEngine on` and no certificate at all; mod_md may get one. */
export function bareTls(
  { steps, modules, incomplete, includes }: ApacheTree,
  installed: ServerInput["installed"],
): readonly TlsProblem[] {
  if (incomplete !== undefined || !modules.has("ssl_module") || modules.has("md_module")) return [];
  const outside = steps.filter(({ sections }) => !sections.some((section) => /^virtualhost$/i.test(section)));
  const main = { engine: lastOf(outside, "sslengine"), certificate: lastOf(outside, "sslcertificatefile") };
  const hosts = steps.filter(({ name, maybe }) => name === "virtualhost" && maybe === undefined);
  const found = [main.certificate === undefined ? main.engine : undefined];
  for (const host of hosts) {
    const inside = steps.filter((step) => isInside(step, host));
    if (inside.some(({ name, maybe }) => maybe !== undefined || name === "use")) continue;
    if (includes.some(({ at }) => isWithinHost(at, host))) continue;
    const has = lastOf(inside, "sslcertificatefile") ?? main.certificate;
    if (has === undefined) found.push(lastOf(inside, "sslengine") ?? main.engine);
  }
  return [...new Set(found)].flatMap((engine) => {
    const isOn = engine?.args[0]?.toLowerCase() === "on" && engine.open === undefined;
    if (engine === undefined || !isOn || engine.maybe !== undefined || isStockLine(engine, installed))
      return [];
    const { loaded, directive } = engine;
    const at = loaded.content.place(directive.name.span);
    const message = "SSLEngine is on, but no SSLCertificateFile is set for this server";
    return [{ key: "no certificate", at, message, related: [], path: loaded.container.path }];
  });
}

function lastOf(steps: readonly ApacheStep[], name: string): ApacheStep | undefined {
  return steps.findLast((step) => step.name === name);
}

function isWithinHost({ file, span }: Place, { loaded, directive }: ApacheStep): boolean {
  const host = loaded.content.place({ start: directive.span.start, end: directive.end });
  if (span === undefined || host.span === undefined || file !== host.file) return false;
  return span.start > host.span.start && span.start < host.span.end;
}

function isInside({ loaded, directive }: ApacheStep, host: ApacheStep): boolean {
  const { span, end } = host.directive;
  return loaded === host.loaded && directive.span.start > span.start && directive.span.start < end;
}

// The official image's own site with TLS, and what it needs.
const OFFICIAL_SITE = "/usr/local/apache2/conf/extra/httpd-ssl.conf";
const OFFICIAL_FILES = ["/usr/local/apache2/conf/server.crt", "/usr/local/apache2/conf/server.key"];

interface Around extends Pick<ServerInput, "installed" | "makes" | "named"> {
  readonly files: ServerFiles;
}

/** The official image's own site with TLS, included without its certificate or the cache of its sessions. */
export function officialTlsSite({ loaded, modules }: ApacheTree, around: Around): readonly TlsProblem[] {
  const site = loaded.find(({ container }) => container.path === OFFICIAL_SITE && isStock(container));
  if (site === undefined || !modules.has("ssl_module") || site.container.edited === true) return [];
  const at = site.includedAt ?? site.because.at(-1)?.at ?? around.installed.at;
  const told = (key: string, message: string) => [{ key, at, message, related: [], path: OFFICIAL_SITE }];
  if (!modules.has("socache_shmcb_module") && !around.makes("socache_shmcb"))
    return told("cache of TLS", `${OFFICIAL_SITE} needs mod_socache_shmcb, which is not loaded`);
  const { files, named, makes } = around;
  const absent = OFFICIAL_FILES.find((path) => files.find(path) === undefined);
  if (absent === undefined || named(absent) || makes(baseName(absent))) return [];
  return told("certificate of TLS", `${OFFICIAL_SITE} needs ${absent}, which the image does not have`);
}
