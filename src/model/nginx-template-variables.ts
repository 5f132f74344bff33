import { parseNginx, walk } from "../parsers/nginx.ts";
import type { Place } from "../source.ts";
import type { ComposeRun } from "./builds.ts";
import type { FileContent, Fleet, Run } from "./model.ts";
import { templateName, templatesOf } from "./nginx-template-use.ts";
import { startTexts } from "./permission-texts.ts";

/** A variable of a template that nothing defines. */
export interface UndefinedVariable {
  readonly name: string;
  readonly at: Place;
  /** File name of the template. */
  readonly template: string;
}

/** Variables that a rendered template reads and nothing of the repo defines, each once a template. */
export function undefinedVariables(run: Run, fleet: Pick<Fleet, "composeServices">): readonly UndefinedVariable[] {
  const templates = templatesOf(run) ?? [];
  const services = fleet.composeServices.filter(
    ({ dockerfile, target }) => dockerfile === run.image.build.dockerfile && target === run.image.build.target,
  );
  return templates.flatMap(({ file, left }) => {
    if (left !== undefined || !file.content.known) return [];
    const content = file.content.value;
    const own = namesOfItsOwn(content);
    const seen = new Set<string>();
    return readsIn(content).flatMap(({ name, at }): readonly UndefinedVariable[] => {
      if (seen.has(name) || own.has(name.toLowerCase()) || isNginxVariable(name)) return [];
      seen.add(name);
      return isDefined(run, services, name) ? [] : [{ name, at, template: templateName(file) }];
    });
  });
}

/** `${NAME}` in upper case, outside of comments. */
function readsIn({ file, place }: FileContent): readonly { readonly name: string; readonly at: Place }[] {
  const { comments } = parseNginx(file);
  return [...file.text.matchAll(/\$\{([A-Z_][A-Z0-9_]*)\}/g)].flatMap((match) => {
    const span = { start: match.index, end: match.index + match[0].length };
    const commented = comments.some((comment) => comment.span.start <= span.start && span.end <= comment.span.end);
    return commented ? [] : [{ name: match[1] ?? "", at: place(span) }];
  });
}

/** Variables that the template gives to nginx itself: by `set`, `map` and their like, or as a named group of a pattern. */
function namesOfItsOwn({ file }: FileContent): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { directive } of walk(parseNginx(file).directives)) {
    if (!/^(set|map|geo|split_clients|auth_request_set|perl_set|js_set|js_var|set_by_lua.*|geoip2)$/.test(directive.name.value))
      continue;
    for (const { value } of directive.args) {
      const name = /^\$\{?(\w+)\}?$/.exec(value)?.[1];
      if (name !== undefined) names.add(name.toLowerCase());
    }
  }
  for (const [, name] of file.text.matchAll(/\?P?[<'](\w+)[>']/g)) names.add((name ?? "").toLowerCase());
  return names;
}

// nginx's own names are not case-sensitive (ngx_http_add_variable lowers them): those that people shout.
const NGINX_OWN =
  /^(arg|cookie|http|sent_http|sent_trailer|upstream|ssl|proxy|realip|geoip2?|time|tcpinfo|server|remote|request|binary|body|bytes|connection|content|document|fastcgi|gzip|jwt|secure_link|session|slice|memcached|limit)_\w+$|^(args|host|hostname|https|is_args|msec|nginx_version|pid|pipe|protocol|query_string|request|scheme|status|uri|date_local|date_gmt|invalid_referer|uid_got|uid_set)$/;

function isNginxVariable(name: string): boolean {
  // PROXY_PASS and SERVER_NAME are what people call their own; nginx has those only in these spellings.
  return NGINX_NAMES.has(name.toLowerCase()) || /^(arg|cookie|http|sent_http)_/.test(name.toLowerCase());
}

const NGINX_NAMES: ReadonlySet<string> = new Set([]);

function isDefined({ image }: Run, services: readonly ComposeRun[], name: string): boolean {
  if (image.environment.some((variable) => variable.name === name)) return true;
  // Docker itself sets HOSTNAME and HOME; the entrypoint's 15-local-resolvers.envsh sets the resolvers.
  if (/^(HOSTNAME|HOME|PATH|NGINX_LOCAL_RESOLVERS|NGINX_VERSION|NJS_VERSION|PKG_RELEASE)$/.test(name)) return true;
  const mentioned = new RegExp(`\\b${name}\\b`);
  if (startTexts(image).some((text) => mentioned.test(text))) return true;
  if (image.readme?.mentions(name) !== undefined) return true;
  return services.some(({ service, compose }) => {
    if (service.envFiles.length > 0 || service.extends !== undefined) return true;
    return mentioned.test(compose.file.text);
  });
}
