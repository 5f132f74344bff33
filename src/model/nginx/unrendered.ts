import { type NginxFile, walk } from "../../parsers/nginx/parse.ts";
import { templateMark } from "../servers/template-marks.ts";

/** The mark of a template language that stands in a configuration outside of comments and Lua, if there is one. */
export function unrenderedIn({ file, comments, directives }: NginxFile): string | undefined {
  const left = comments.map(({ span }) => span);
  for (const { directive } of walk(directives)) if (directive.lua !== undefined) left.push(directive.lua);
  return templateMark(file, left);
}
