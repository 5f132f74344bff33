import { readFileSync } from "node:fs";
import { test } from "vitest";
import { readFleet } from "../src/model/fleet.ts";
import { loadPolicy } from "../src/policy/load.ts";
import { memoryWorkspace } from "../src/workspace/memory.ts";
import { readPage } from "./rules/page-examples.ts";
import { sourceFile } from "../src/source.ts";
import { ruleIds } from "../.github/scripts/rule-files.ts";
import { who, sockets } from "./model/server-image.ts";
test("x", () => {
  for (const id of ruleIds().filter((x) => /^(nginx|apache|ports)/.test(x))) {
    const page = readPage(readFileSync(`docs/rules/${id}.md`, "utf8"));
    for (const [kind, list] of [["R", page.reported], ["A", page.accepted]] as const)
    for (const ex of list) {
      const ws = memoryWorkspace(ex.files);
      const pol = ex.files[".github/keelcheck.yml"];
      const { policy } = loadPolicy(typeof pol === "string" ? sourceFile("p", pol) : undefined, []);
      const fleet = readFleet({ workspace: ws, policy });
      for (const run of fleet.runs) for (const s of [run.nginx, run.apache]) if (s)
        console.log(id, kind, ex.line, s.kind, "started", s.started.known ? s.started.value : `? ${s.started.why}`, "starts", s.starts.known ? s.starts.value : "?", who(s.master), who(s.workers), sockets(s.listeners), s.incomplete?.why ?? "", s.starts.known && !s.starts.value ? s.starts.because.map(b=>b.note).join(" | ") : "");
    }
  }
});
