/** The projects that commands start by naming their files. */
import type { BuildCommandFile, ComposeCall } from "../../../parsers/builds/command-tree.ts";
import { type CalledFiles, usualFiles } from "../../compose/roots.ts";
import { folderOfFile, joinRepoPath } from "../../repo/path.ts";
import { scriptFolders } from "../command-kinds.ts";

/** Who calls: workflows and other CI start at the repo's root. */
export interface Callers {
  readonly workflow: readonly BuildCommandFile[];
  readonly scripts: readonly BuildCommandFile[];
}

/** Each list of files once, where all of them can be told and are there. */
export function calledProjects(
  { workflow, scripts }: Callers,
  isFile: (path: string) => boolean,
): readonly CalledFiles[] {
  const calls = [
    ...workflow.flatMap(({ composes }) => composes.map((call) => ({ call, folders: [""] }))),
    ...scripts.flatMap((script) => script.composes.map((call) => ({ call, folders: scriptFolders(script) }))),
  ];
  const found = calls.flatMap(({ call, folders }): readonly CalledFiles[] => {
    for (const start of folders) {
      const files = filesOf(call, start, isFile);
      if (files !== undefined) return [files];
    }
    return [];
  });
  return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()];
}

function filesOf(
  call: ComposeCall,
  start: string,
  isFile: (path: string) => boolean,
): CalledFiles | undefined {
  if (call.moreFiles || call.folder === null) return undefined;
  const from = joinRepoPath(start, call.folder);
  if (from === undefined) return undefined;
  const { projectFolder, envFiles, variables } = call;
  const searched = joinRepoPath(from, projectFolder ?? "");
  const usual = call.files.length > 0 || searched === undefined ? [] : usualFiles(searched, isFile);
  const files = [...call.files.map((name) => joinRepoPath(from, name)), ...usual];
  const [main] = files;
  const folder = projectFolder === undefined ? main && folderOfFile(main) : joinRepoPath(from, projectFolder);
  if (main === undefined || folder === undefined) return undefined;
  const there = files.filter((path) => path !== undefined && isFile(path));
  if (there.length < files.length) return undefined;
  const env = envFiles.map((name) => joinRepoPath(from, name)).filter((path) => path !== undefined);
  if (env.length < envFiles.length) return undefined;
  return {
    files: there.filter((path) => path !== undefined),
    folder,
    ...(env.length > 0 && { envFiles: env }),
    ...(Object.keys(variables).length > 0 && { variables }),
  };
}
