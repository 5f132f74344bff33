import { literally } from "../../names.ts";
import { type NginxFile, parseNginx, walk } from "../../parsers/nginx/parse.ts";
import type { Place, SourceFile } from "../../source.ts";
import { within } from "../../work.ts";
import { servicesOfBuild } from "../builds/services-of-build.ts";
import type { ComposeRun } from "../builds/types.ts";
import type { FileContent } from "../files/types.ts";
import { mentionedAtStart } from "../permissions/mentions.ts";
import type { Run } from "../runs/types.ts";
import { templateName, templatesOf } from "./templates.ts";

/** A variable of a template that nothing defines. */
export interface UndefinedVariable {
  readonly name: string;
  readonly at: Place;
  /** File name of the template. */
  readonly template: string;
}

/** Variables that a rendered template reads and nothing of the repo defines, each once a template. */
export function undefinedVariables(
  run: Run,
  fleet: { readonly composeServices: readonly ComposeRun[] },
): readonly UndefinedVariable[] {
  const templates = templatesOf(run, fleet) ?? [];
  const services = servicesOfBuild(fleet.composeServices, run.image.build);
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

function templateOf(file: SourceFile): NginxFile {
  return within({ doing: "reading this template", at: { file } }, () => parseNginx(file));
}

/** `${NAME}` in upper case, outside of comments. */
function readsIn({ file, place }: FileContent): readonly { readonly name: string; readonly at: Place }[] {
  const { comments } = templateOf(file);
  return [...file.text.matchAll(/\$\{([A-Z_][A-Z0-9_]*)\}/g)].flatMap((match) => {
    const span = { start: match.index, end: match.index + match[0].length };
    const commented = comments.some(
      (comment) => comment.span.start <= span.start && span.end <= comment.span.end,
    );
    return commented ? [] : [{ name: match[1] ?? "", at: place(span) }];
  });
}

/** Variables that the template gives to nginx itself: by `set`, `map` and their like, or as a named group of a pattern. */
function namesOfItsOwn({ file }: FileContent): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { directive } of walk(templateOf(file).directives)) {
    if (
      !/^(set|map|geo|split_clients|auth_request_set|perl_set|js_set|js_var|set_by_lua.*|geoip2)$/.test(
        directive.name.value,
      )
    )
      continue;
    for (const { value } of directive.args) {
      const name = /^\$\{?(\w+)\}?$/.exec(value)?.[1];
      if (name !== undefined) names.add(name.toLowerCase());
    }
  }
  for (const [, name] of file.text.matchAll(/\?P?[<'](\w+)[>']/g)) names.add((name ?? "").toLowerCase());
  return names;
}

// Variables of nginx's own modules that a `${}` in upper case may mean: nginx lowers the case of a variable's name
// (ngx_http_get_variable_index).
const NGINX_NAMES = new Set(
  `args binary_remote_addr body_bytes_sent bytes_sent connection content_length content_type date_gmt date_local
  document_root document_uri fastcgi_path_info fastcgi_script_name host hostname https is_args limit_rate msec
  nginx_version pid proxy_host proxy_port proxy_add_x_forwarded_for query_string realpath_root remote_addr remote_port
  remote_user request request_body request_filename request_id request_length request_method request_time request_uri
  scheme server_addr server_name server_port server_protocol ssl_protocol status time_iso8601 time_local uri`.split(
    /\s+/,
  ),
);

/** Whether nginx's own modules set a variable, whatever the case of its name. */
export function isNginxVariable(name: string): boolean {
  const lower = name.toLowerCase();
  return NGINX_NAMES.has(lower) || /^(arg|cookie|http|sent_http|upstream_http)_/.test(lower);
}

function isDefined({ image }: Run, services: readonly ComposeRun[], name: string): boolean {
  if (image.environment.some((variable) => variable.name === name)) return true;
  // Docker itself sets HOSTNAME and HOME; the entrypoint's 15-local-resolvers.envsh sets the resolvers.
  if (/^(HOSTNAME|HOME|PATH|NGINX_LOCAL_RESOLVERS|NGINX_VERSION|NJS_VERSION|PKG_RELEASE)$/.test(name))
    return true;
  const mentioned = new RegExp(`\\b${literally(name)}\\b`);
  if (mentionedAtStart(image, mentioned)) return true;
  if (image.readme?.mentions(name) !== undefined) return true;
  return services.some(({ service }) => {
    if (service.envFiles.length > 0 || service.open !== undefined) return true;
    return (
      service.environment.some((variable) => variable.name === name) || mentioned.test(service.at.file.text)
    );
  });
}
