/** The variables of 20-envsubst-on-templates.sh. */

/** The folders and suffixes that the official entrypoint works with. */
export interface TemplateSettings {
  readonly folder: string;
  readonly output: string;
  readonly suffix: string;
  readonly streamOutput: string;
  readonly streamSuffix: string;
}

/** The settings that an environment gives; `undefined` where one of them cannot be told, which is `null` there. */
export function templateSettings(
  environment: ReadonlyMap<string, string | null>,
): TemplateSettings | undefined {
  // The script's ${NAME:-usual}.
  const setting = (name: string, usual: string) => {
    const value = environment.get(`NGINX_ENVSUBST_${name}`);
    return value === null ? undefined : value || usual;
  };
  const folder = setting("TEMPLATE_DIR", "/etc/nginx/templates");
  const output = setting("OUTPUT_DIR", "/etc/nginx/conf.d");
  const suffix = setting("TEMPLATE_SUFFIX", ".template");
  const streamOutput = setting("STREAM_OUTPUT_DIR", "/etc/nginx/stream-conf.d");
  const streamSuffix = setting("STREAM_TEMPLATE_SUFFIX", ".stream-template");
  if (!folder || !output || !suffix || !streamOutput || !streamSuffix) return undefined;
  return { folder, output, suffix, streamOutput, streamSuffix };
}
