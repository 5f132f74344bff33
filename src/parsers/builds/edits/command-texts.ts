/** Programs in other languages that CI runs: what their texts write, as far as they name it. */
import type { Span } from "../../../source.ts";
import type { FileEdit } from "../command-tree.ts";

const OPENED =
  /\bopen\s*\(\s*["']([^"'\n]+)["']\s*,\s*(?:mode\s*=\s*)?["'](?:[rbt]*[wax][+bt]*|[rbt]*\+[bt]*)["']/g;
const CALLED =
  /\b(?:writeFile(?:Sync)?|appendFile(?:Sync)?|createWriteStream|file_put_contents|File\.(?:write|open)|os\.WriteFile|WriteFile)\s*\(\s*["'`]([^"'`\n]+)["'`]/g;
const METHODS =
  /\bPath\s*\(\s*["']([^"'\n]+)["']\s*\)\s*\.\s*(?:write_text|write_bytes|unlink|rename|replace)\b/g;
const COPIED =
  /\b(?:copy2?|copyfile|copytree|copyFile(?:Sync)?|cpSync|move|rename(?:Sync)?|os\.replace)\s*\(\s*[^,()\n]*,\s*["'`]([^"'`\n]+)["'`]/g;
const PERL = /\bopen\s*\(?\s*[^,\n]+,\s*["']>{1,2}["']\s*,\s*["']([^"'\n]+)["']/g;
const SHELLS =
  /(?:Copy-Item|Move-Item)\s+\S+\s+(\S+)|(?:Set-Content|Add-Content|Out-File)\s+(?:-\w+\s+)?(\S+)/g;
const NAMED = [OPENED, CALLED, METHODS, COPIED, PERL, SHELLS];

const WRITING =
  /\bopen\s*\([^)\n]*,\s*(?:mode\s*=\s*)?["'](?:[rbt]*[wax][+bt]*|[rbt]*\+[bt]*)["']|\bopen\s*\(?[^,\n]+,\s*["']>|\b(?:write_text|write_bytes|writeFile(?:Sync)?|appendFile(?:Sync)?|createWriteStream|file_put_contents|copyfile|copytree|copyFile(?:Sync)?|cpSync|renameSync|WriteFile|fileinput|Set-Content|Add-Content|Out-File|Copy-Item|Move-Item)\b|\bFile\.(?:write|open|rename)|\b(?:shutil\.(?:copy2?|move)|os\.(?:rename|replace|remove|unlink))\b/g;
const BY_SHELL = /["'`\s](?:sed|perl|cp|mv|tee|install|rsync|dd|patch)["'`\s,]/;
const STARTS = /\b(?:system|subprocess|popen|child_process|execSync|spawn(?:Sync)?|exec)\b/i;
// What a text names: in quotes, with a slash or an ending.
const PATHS = /["'`]([\w.*?/@{}-]*[./][\w.*?/@{}-]*)["'`]|(?<=\s)([\w.*-]+\/[\w.*/-]+)(?=[\s"'`])/g;
/** As an `ansible` playbook and its like say where a file goes. */
const PLACED = /^\s*-?\s*(?:dest|path|dst)\s*:\s*["']?([^\s"'{}#]+)|\bdest\s*[:=]\s*["']?([^\s"',}]+)/gm;

/** The files that a text of another language writes: those that its writing names, else all that it names. */
export function textEdits(
  text: string,
  { folder, span }: { readonly folder: string; readonly span: Span },
): readonly FileEdit[] {
  const named = NAMED.flatMap((pattern) => matches(text, pattern));
  const writes = text.match(WRITING)?.length ?? 0;
  const byShell = STARTS.test(text) && BY_SHELL.test(text);
  const paths = writes > named.length || byShell ? [...named, ...matches(text, PATHS)] : named;
  const placed = /^\s*-\s*hosts\s*:/m.test(text) ? matches(text, PLACED) : [];
  return [...new Set([...paths, ...placed])].flatMap((path) => editOf(path, folder, span));
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return Array.from(
    text.matchAll(pattern),
    (found) => found.slice(1).find((part) => part !== undefined) ?? "",
  );
}

/** A name alone may be of a file in any folder that the text joins it to. */
function editOf(written: string, folder: string, span: Span): readonly FileEdit[] {
  const path = written.replace(/^(?:\.\/)+/, "").replace(/\$?\{[^}]*\}/g, "*");
  if (path === "" || /^[/~]|^\W+$|:\/\//.test(path) || path.endsWith("/")) return [];
  if (!path.includes("/")) return [{ path: folder === "" ? `**/${path}` : `${folder}/**/${path}`, span }];
  return [{ path: folder === "" ? path : `${folder}/${path}`, span }];
}
