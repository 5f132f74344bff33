import type { Rule } from "../../../src/rule.ts";
import { type CheckOptions, checkRule, type Files } from "../check-rule.ts";

/** The image folder of the cases. */
export const WEB = "deployment/images/web";

/** What a rule says of the official image with a main configuration of its own, paths from the image folder. */
export function checkHttpd(
  rule: Rule,
  config: readonly string[],
  { lines = [], ...options }: CheckOptions & { readonly lines?: readonly string[] } = {},
): string[] {
  const modules = [
    "LoadModule mpm_event_module modules/mod_mpm_event.so",
    "LoadModule unixd_module modules/mod_unixd.so",
  ];
  const docker = ["FROM httpd:2.4", "COPY httpd.conf /usr/local/apache2/conf/httpd.conf", ...lines];
  const files = { "httpd.conf": [...config, ...modules].join("\n"), Dockerfile: docker.join("\n") };
  return checkFiles(rule, files, options);
}

/** What a rule says of Debian's package, with further lines of the Dockerfile and files. */
export function checkDebian(
  rule: Rule,
  lines: readonly string[],
  { files = {}, start = "apachectl -D FOREGROUND" }: { readonly files?: Files; readonly start?: string } = {},
): string[] {
  const docker = ["FROM debian:12", "RUN apt-get install -y apache2", ...lines, `CMD ${start}`];
  return checkFiles(rule, { ...files, Dockerfile: docker.join("\n") });
}

function checkFiles(rule: Rule, files: Files, options: CheckOptions = {}): string[] {
  const tree = Object.fromEntries(Object.entries(files).map(([path, text]) => [`${WEB}/${path}`, text]));
  return checkRule(rule, tree, options).map((line) => line.replace(`${WEB}/`, ""));
}
