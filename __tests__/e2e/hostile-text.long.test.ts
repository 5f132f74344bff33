// Names, contents, branches and comments that want to speak to the runner or to a page: they are shown, and do nothing.
import { expect, test } from "vitest";
import type { Files } from "../checkouts/upstream.ts";
import { usePullRequests } from "./pull-request.ts";
import type { StepDone } from "./pull-request-step.ts";

const { open } = usePullRequests();

const COMMANDS = "::error::x\r::stop-commands::y\r##[set-env name=A]b";
const MARKUP =
  "@victim #1 acme/deploy#2 https://evil.example [a](https://evil.example) ![i](//e/i.png) <img src=x onerror=y> ``` </details> |";
/** What a file can be called. */
const NAME = `\n::error::n\n##[add-mask]m @victim #1 GH-1 <b>x [a](b) \`\`\` %0A::warning::w |`;

const I = "deployment/images";
const dockerfile = (name: string) =>
  [
    `FROM nginx:1.27 AS final`,
    `LABEL a="${MARKUP}"`,
    `RUN useradd '${name}'; echo '##[error]r ${MARKUP}'`,
    `COPY ["missing ${MARKUP.replaceAll('"', "")} ##[error]z", "/x/"]`,
    `ENV PORT="${MARKUP.replaceAll('"', "")}"`,
    `EXPOSE 70000`,
    `COPY nginx.conf /etc/nginx/nginx.conf`,
    "",
  ].join("\n");
const conf = (port: string) =>
  `user root;\nevents {}\nhttp {\n  server {\n    listen ${port};\n    root "/${MARKUP.replaceAll('"', "")}";\n    ##[error]c\n    bad_${"x"} "::error::d ${MARKUP.replaceAll('"', "")}"\n  }\n}\n`;

const base: Files = {
  ".github/keelcheck.yml": "suggestions: true\ncheck-run: true\n",
  [`${I}/web/Dockerfile`]: "FROM nginx:1.27\nCOPY nginx.conf /etc/nginx/nginx.conf\n",
  [`${I}/web/nginx.conf`]: "user nginx;\nevents {}\nhttp { server { listen 8080; listen [::]:8080; } }\n",
  [`${I}/web/README.md`]: "# web\n",
};

const head: Files = {
  [`${I}/web/Dockerfile`]: dockerfile("web"),
  [`${I}/web/nginx.conf`]: conf("80"),
  [`${I}/web/README.md`]: `# web ${MARKUP}\n\n##[error]r\n\n| Port | Use |\n| --- | --- |\n| 81 | ${MARKUP} |\n`,
  [`${I}/${NAME.replaceAll("/", "_")}/Dockerfile`]: dockerfile("x"),
  [`${I}/${NAME.replaceAll("/", "_")}/nginx.conf`]: conf("8080"),
  [`${I}/waived/Dockerfile`]: "FROM nginx:1.27\nCOPY nginx.conf /etc/nginx/nginx.conf\n",
  [`${I}/waived/nginx.conf`]: `# keelcheck-ignore nginx/user-root until 2099-01-01 -- ::error::w ##[error]w ${MARKUP}\nuser root;\nevents {}\nhttp { server { listen 8080; listen [::]:8080; } }\n`,
  ".github/keelcheck.yml": `suggestions: true\ncheck-run: true\nwaivers:\n  list:\n    - rule: nginx/user-root\n      reason: ${JSON.stringify(`::error::p ##[error]p ${MARKUP}`)}\n      path: ${JSON.stringify(`${MARKUP}/**`)}\n`,
  "compose.yml": `services:\n  ${JSON.stringify(`s ::error:: ${MARKUP}`)}:\n    build: ./deployment/images/web\n    user: ${JSON.stringify(`root ##[error]u ${MARKUP}`)}\n    ports: ["8080:81"]\n`,
};

/** What is live on a page, outside of what is fenced: there it is code. */
function live(markdown: string): readonly string[] {
  const bare = markdown.replace(/^(?<fence>`{3,})(?:diff|suggestion|mermaid)\n[\s\S]*?^\k<fence>$/gm, "");
  return [
    /@victim/,
    /[^&]#\d/,
    /https?:\/\/evil/,
    /<img/i,
    /\]\((?:https:\/\/evil|b\))/,
    /```/,
    /<b>x/,
    /!\[/,
  ].flatMap((pattern) =>
    pattern.test(bare)
      ? [`${pattern}: ${bare.match(new RegExp(`.{0,60}${pattern.source}.{0,30}`))?.[0]}`]
      : [],
  );
}

function expectQuiet(step: StepDone): void {
  expect(step.stderr).toBe("");
  expect(step.others.filter((name) => name !== "group" && name !== "endgroup")).toEqual([]);
  for (const { title, message } of step.annotations) {
    expect(title ?? "keelcheck").toMatch(/^(keelcheck|[a-z]+\/[a-z-]+)$/);
    expect(message).not.toMatch(/^x$/);
  }
  expect(Object.keys(step.outputs).sort()).toEqual(
    ["conclusion", "errors", "fixed", "introduced", "notices", "patch", "report", "warnings"].sort(),
  );
}

test("nothing of a pull request is obeyed by the runner or live on a page", async () => {
  const { run, pull, github } = await open({ base, head: [head] });
  const payload = pull().payload() as { pull_request: Record<string, Record<string, unknown>> };
  const { pull_request: told } = payload;
  const named = {
    ...payload,
    pull_request: {
      ...told,
      title: COMMANDS,
      base: { ...told["base"], ref: `${COMMANDS} ${MARKUP}` },
      head: { ...told["head"], ref: COMMANDS, label: COMMANDS },
    },
  };
  const step = await run({ payload: named as never });
  expect(step.exitCode).toBe(1);
  expectQuiet(step);
  expect(live(step.summary)).toEqual([]);
  // The picture has one directive of its own.
  const own = /^%%\{init: \{"flowchart":\{"wrappingWidth":\d+\}\}\}%%$/m;
  expect(step.summary.replace(own, "")).not.toContain("%%{");
  const { comments, checkRuns } = github.state;
  expect(comments.length).toBeGreaterThan(0);
  expect(comments.flatMap(({ body }) => live(body))).toEqual([]);
  expect(checkRuns.length).toBe(1);
  expect(checkRuns.flatMap(({ summary, text }) => live(`${summary ?? ""}\n${text ?? ""}`))).toEqual([]);
  // What was not shown at all would be no proof.
  for (const page of [step.summary, checkRuns[0]?.summary ?? ""])
    expect(page).toContain("<span>&#64;</span>victim");
});
