import { expect, test } from "vitest";
import { usePullRequests } from "./pull-request.ts";
import { image, tree } from "./pull-request-seen.ts";
const { open } = usePullRequests();
test("odd", async () => {
  const odd = "deployment/images/web/a\n::error::b ##[error]c @team ![x](y).conf";
  const conf = "user root;\n# ::error::forged\nevents {\n}\nhttp {\n    server {\n        listen 8080;\n    }\n}\n";
  const head = { "deployment/images/web/Dockerfile": "FROM nginx:1.27\nCOPY [\"a\\n::error::b ##[error]c @team ![x](y).conf\", \"/etc/nginx/nginx.conf\"]\n", [odd]: conf };
  const { run } = await open({ base: tree, head: [head] });
  const step = await run({  });
  console.log(step.annotations, step.summary.slice(0,3000));
  const odd2 = "deployment/images/web/a ::error::b ##[error]c @team ![x](y).conf";
  const head2 = { "deployment/images/web/Dockerfile": "FROM nginx:1.27\nCOPY [\"a ::error::b ##[error]c @team ![x](y).conf\", \"/etc/nginx/nginx.conf\"]\n", [odd2]: conf };
  const s2 = await (await open({ base: tree, head: [head2] })).run({  });
  console.log(s2.annotations);
  expect(1).toBe(1);
}, 120000);
test("10000", async () => {
  const names = Array.from({ length: 10000 }, (_, n) => `shop-${n}`);
  const base = Object.assign({}, tree, ...names.map((name) => image(name, "nginx")));
  const head = Object.assign({}, ...[1, 2, 3].map((n) => ({ [`deployment/images/shop-${n}/nginx.conf`]: image("x", "root")["deployment/images/x/nginx.conf"] })));
  const stage = await open({ base, head: [head] });
  for (let i = 0; i < 3; i++) {
    const step = await stage.run();
    console.log(step.exitCode, Math.round(step.milliseconds), step.outputs["introduced"], step.log.slice(0,1));
  }
  expect(1).toBe(1);
}, 120000);
