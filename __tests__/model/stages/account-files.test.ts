import { expect, test } from "vitest";
import { readFleet } from "../../../src/model/fleet/read.ts";
import { defaultPolicy } from "../../../src/policy/defaults.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";

const ROOT = "root:x:0:0:root:/root:/bin/sh\n";
const BAD = `${ROOT}nginx:x:0:0::/:/bin/sh\n`;
const GOOD = `${ROOT}nginx:x:101:101::/:/sbin/nologin\n`;

/** Who the container of lines behind the official image runs as: name and number; `?` for what cannot be told. */
function whoRuns(
  lines: readonly string[],
  files: Readonly<Record<string, string>>,
  base = "nginx:1.27",
): string {
  const text = [`FROM ${base}`, ...lines, "USER nginx", 'CMD ["nginx", "-g", "daemon off;"]', ""].join("\n");
  const named = Object.entries({ Dockerfile: text, ...files }).map(([path, one]) => [
    `images/web/${path}`,
    one,
  ]);
  const [run] = readFleet({
    workspace: memoryWorkspace(Object.fromEntries(named)),
    policy: defaultPolicy,
  }).runs;
  const user = run?.containerUser;
  return user?.known ? `${user.value.name} ${user.value.uid ?? "?"}` : "?";
}

test.each<readonly [string, readonly string[], string]>([
  ["copied", ["COPY bad /etc/passwd"], "nginx 0"],
  ["copied, and as it was", ["COPY good /etc/passwd"], "nginx 101"],
  ["copied with its folder", ["COPY etc /etc"], "nginx 0"],
  ["copied to its folder", ["COPY etc/passwd /etc/"], "nginx 0"],
  ["a heredoc", ["COPY <<EOF /etc/passwd", `${BAD}EOF`], "nginx 0"],
  ["printed", [`RUN printf '${BAD.replaceAll("\n", "\\n")}' > /etc/passwd`], "nginx 0"],
  ["without the user", ["COPY none /etc/passwd"], "nginx ?"],
  ["of another stage that has it", ["COPY --from=bad /etc/passwd /etc/passwd"], "nginx 0"],
  ["of another stage that edits it", ["COPY --from=edited /etc/passwd /etc/passwd"], "?"],
  ["of another image", ["COPY --from=registry.corp/x /etc/passwd /etc/passwd"], "?"],
  ["moved there", ["RUN mv /opt/x /etc/passwd"], "?"],
  ["linked there", ["RUN ln -sf /opt/x /etc/passwd"], "?"],
  ["edited", ["RUN sed -i 's/nginx:x:101/nginx:x:0/' /etc/passwd"], "?"],
  [
    "edited, and the user made anew",
    ["RUN sed -i /nginx/d /etc/passwd", "RUN useradd -u 1500 nginx"],
    "nginx 1500",
  ],
  ["written by another language", ['RUN python3 -c \'open("/etc/passwd", "w")\''], "?"],
  ["written by awk", ["RUN awk '{ print > \"/etc/passwd\" }' /opt/x"], "?"],
  ["with another user behind", ["RUN echo 'web:x:0:0::/:/bin/sh' >> /etc/passwd"], "nginx 101"],
  ["with the same user behind", ["RUN echo 'nginx:x:0:0::/:/bin/sh' >> /etc/passwd"], "nginx 101"],
  ["opened to a group", ["RUN chmod g=u /etc/passwd"], "nginx 101"],
  ["read", ["RUN cat /etc/passwd && grep nginx /etc/passwd > /tmp/x"], "nginx 101"],
  ["another file beside it", ["COPY bad /etc/passwd.bak"], "nginx 101"],
])("the list of users, %s", (_what, lines, expected) => {
  const files = { bad: BAD, good: GOOD, none: ROOT, "etc/passwd": BAD };
  const stages =
    "FROM debian:12 AS bad\nCOPY bad /etc/passwd\nFROM debian:12 AS edited\nRUN sed -i s/33/0/ /etc/passwd\n";
  expect(whoRuns(lines, files, `scratch\n${stages}FROM nginx:1.27`)).toBe(expected);
});

test("users of another stage come with its list, as far as lines make them", () => {
  const lines = ["RUN adduser -S nginx", "FROM scratch", "COPY --from=0 /etc/passwd /etc/passwd"];
  expect(whoRuns(lines, {}, "alpine:3.20")).toBe("nginx ?");
});
