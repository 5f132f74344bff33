import type { Policy } from "./policy.ts";

/** The policy of a repo that has none: every default of docs/configuration.md. */
export const defaultPolicy: Policy = {
  builds: [],
  generated: [],
  ports: {},
  ipv6: "optional",
  nginx: { user: "declared", master: "any" },
  layout: { required: [], requiredBy: [], names: "docker" },
  docs: { sections: [], require: ["user", "ports", "config files"] },
  registries: {},
  baseImages: [],
  rules: [],
  failOn: "error",
  waivers: { new: "show", list: [] },
  owned: [],
  scope: "changed",
  checkRun: false,
  suggestions: false,
};
