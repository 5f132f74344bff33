/** Debian's own site with TLS, which wants a module and a certificate. */
import { isFile } from "../files/layers.ts";
import { isStock, type ServerFiles } from "../servers/files.ts";
import type { ServerInput } from "../servers/input.ts";
import type { ServerProblem } from "../servers/types.ts";
import { apachePhp } from "../stock/apache-debian.ts";
import type { ApacheTree } from "./reading.ts";

interface Around extends Pick<ServerInput, "installed"> {
  readonly files: ServerFiles;
}

type TlsProblem = ServerProblem & { readonly path: string };

// Debian 12's and 13's stands without the <IfModule mod_ssl.c> that it had before.
const TLS_SITE = "/etc/apache2/sites-available/default-ssl.conf";
const TLS_ALONE = /\b(bookworm|trixie|debian:1[23])\b/;

/** Debian's own site with TLS, enabled without its module. */
export function tlsSite({ loaded, modules }: ApacheTree, { installed }: Around): readonly TlsProblem[] {
  const site = loaded.find(({ container }) => container.path === TLS_SITE && isStock(container));
  if (site === undefined || modules.has("ssl_module") || !TLS_ALONE.test(installed.on ?? "")) return [];
  const at = site.because.at(-1)?.at ?? installed.at;
  const message = "default-ssl needs mod_ssl, which is not loaded: add a2enmod ssl";
  return [{ key: "mod_ssl default-ssl", at, message, related: [], path: TLS_SITE }];
}

// Made by the package ssl-cert, which apache2 only recommends, for itself (Debian 12's apache2: "SSLCertificateFile: file
// '/etc/ssl/certs/ssl-cert-snakeoil.pem' does not exist or is empty").
const SNAKEOIL = "/etc/ssl/certs/ssl-cert-snakeoil.pem";

/** Debian's own site with TLS, enabled where its certificate was not installed. */
export function lacksCertificate(
  { loaded, modules }: ApacheTree,
  { installed, files }: Around,
): readonly TlsProblem[] {
  const site = loaded.find(({ container }) => container.path === TLS_SITE && isStock(container));
  const isEdited = site?.container.edited === true;
  const isBare = installed.bare === true || installed.install === apachePhp;
  if (site === undefined || isEdited || !modules.has("ssl_module") || !isBare) return [];
  const found = files.find(SNAKEOIL);
  if (found !== undefined && isFile(found)) return [];
  const at = site.because.at(-1)?.at ?? installed.at;
  const message = `default-ssl needs ${SNAKEOIL}, which only the package ssl-cert brings: install it`;
  return [{ key: "certificate of default-ssl", at, message, related: [], path: TLS_SITE }];
}
