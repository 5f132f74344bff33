import type { Theme } from "../case.ts";
import { mended } from "../mended.ts";
import { examples } from "./examples.ts";
import { brokenNginx } from "./fixes-nginx.ts";
import { brokenOthers } from "./fixes-others.ts";
import { brokenStyles } from "./fixes-styles.ts";

const incident = examples.cases
  .filter(({ name }) => name === "incident")
  .map((one) => ({ ...one, rule: "nginx/user-root", name: "the incident" }));

/** What fixes make of trees with a fault: the case is the tree after `keelcheck fix --unsafe`. */
export const fixes: Theme = {
  name: "fixes",
  cases: await Promise.all([...incident, ...brokenNginx, ...brokenOthers, ...brokenStyles].map(mended)),
};
