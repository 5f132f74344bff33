/** A main configuration that says `user root`, in an image whose nginx is not seen. */
import { type NginxDirective, parseNginx } from "../../parsers/nginx/parse.ts";
import type { Place } from "../../source.ts";
import type { Evidence } from "../fact.ts";
import { isFile } from "../files/layers.ts";
import type { Run } from "../runs/types.ts";

// Where nginx.org, the distributions, OpenResty, a build from source and Angie have it.
const MAIN_CONFIGS = [
  "/etc/nginx/nginx.conf",
  "/usr/local/openresty/nginx/conf/nginx.conf",
  "/usr/local/nginx/conf/nginx.conf",
  "/etc/angie/angie.conf",
];

/** The word `root` of a `user` line. */
export interface UnseenRoot {
  readonly at: Place;
  readonly because: readonly Evidence[];
}

/** The line that makes an nginx serve as root, should the image hold one; none where it is known that no root starts it. */
export function unseenRoot({ image, nginx, containerUser, service }: Run): UnseenRoot | undefined {
  const isOpen = image.unknowns.some(({ fact }) => fact === "servers" || fact === "nginx");
  if (service !== undefined || nginx !== undefined || !isOpen) return undefined;
  if (containerUser.known && !containerUser.value.root) return undefined;
  for (const path of MAIN_CONFIGS) {
    const file = image.files.lookup(path);
    if (file === undefined || !isFile(file) || !file.content.known || file.from === "base") continue;
    const { file: text, place } = file.content.value;
    const user = onlyUser(parseNginx(text).directives);
    if (user !== undefined) return { at: place(user.span), because: file.because };
  }
  return undefined;
}

/** nginx refuses a second line, and takes a name in lower case alone. */
function onlyUser(directives: readonly NginxDirective[]): NginxDirective["args"][number] | undefined {
  const [line, ...others] = directives.filter(({ name }) => name.value === "user");
  const [user] = line?.args ?? [];
  return others.length === 0 && user?.value === "root" ? user : undefined;
}
