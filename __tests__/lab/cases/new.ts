import { draftNew, type NewImage } from "../../../src/app/new/draft.ts";
import { rules } from "../../../src/rules/index.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";
import { directReadmes } from "../../app/direct-readmes.ts";
import type { LabCase, Theme } from "../case.ts";

const POLICY = ".github/keelcheck.yml";
const DEBIAN = "debian:12-slim";

interface Fresh extends Partial<NewImage> {
  readonly policy?: string;
  readonly runtime?: LabCase["runtime"];
}

/** The folder that `keelcheck new` writes, and the policy that it is written for. */
async function fresh(name: string, { policy = "", runtime, ...image }: Fresh): Promise<LabCase> {
  const files = policy === "" ? {} : { [POLICY]: policy };
  const answer = await draftNew(
    { workspace: memoryWorkspace(files), rules, readmes: directReadmes },
    { name: "web", server: "nginx", base: DEBIAN, ...image },
  );
  if (!answer.ok) throw new Error(`${name} is refused`);
  const made = answer.changes.map(({ path, after = "" }) => [`/${path}`, after]);
  const rooted = Object.entries(files).map(([path, text]) => [`/${path}`, text]);
  return {
    name,
    files: Object.fromEntries([...rooted, ...made]),
    ...(runtime !== undefined && { runtime }),
  };
}

const KUBERNETES = "runtime: kubernetes\n";

/** What `keelcheck new` makes: its servers must stay, as the user and on the port that the policy wants. */
export const newImages: Theme = {
  name: "new",
  cases: await Promise.all([
    fresh("new: nginx", {}),
    fresh("new: Apache", { server: "apache" }),
    fresh("new: no server", { server: "none" }),
    fresh("new: a port of its own", { port: 9000 }),
    fresh("new: nginx for a user of the policy's", {
      policy:
        "nginx: { user: web, master: non-root }\nowned: { /etc/nginx/nginx.conf: web, /var/www: web }\n",
    }),
    fresh("new: Apache for the owner of its files", {
      server: "apache",
      policy: "owned: { /var/www: web }\n",
    }),
    fresh("new: nginx, users by number", { policy: "rules: { user/non-numeric: error }\n" }),
    fresh("new: nginx on a low port of Kubernetes", {
      policy: `${KUBERNETES}ports: { nginx: 80 }\n`,
      runtime: "kubernetes",
    }),
    fresh("new: Apache on a low port of Kubernetes", {
      server: "apache",
      policy: `${KUBERNETES}ports: { apache: 80 }\n`,
      runtime: "kubernetes",
    }),
    fresh("new: nginx on a low port of Docker", { policy: "runtime: docker\nports: { nginx: 80 }\n" }),
  ]),
};
