import { describe, expect, test } from "vitest";
import { summary } from "../image-facts.ts";

const ALPINE = "FROM alpine:3.20\nRUN apk add --no-cache nginx confd bash && adduser -D web\n";
const MAIN = 'user {{ getenv "RUN_AS" }};\nevents {}\nhttp { server { listen {{ getenv "PORT" }}; } }\n';
const RESOURCE =
  '[template]\nsrc = "nginx.tmpl"\ndest = "/etc/nginx/nginx.conf"\nmode = "0644"\nkeys = ["/"]\n';
const CONFD = {
  "confd/conf.d/nginx.toml": RESOURCE,
  "confd/templates/nginx.tmpl": MAIN,
};

/** The server of an image whose start script has some lines before nginx. */
const server = (lines: string, files: Readonly<Record<string, string>>, env = "RUN_AS=web PORT=8080") => {
  const [, facts] = summary(
    `${ALPINE}ENV ${env}\nCOPY confd /etc/confd\nCOPY conf /conf\nCOPY --chmod=755 *.sh /\nENTRYPOINT ["/start.sh"]\n`,
    {
      "confd/conf.d/.keep": "",
      "conf/.keep": "",
      "start.sh": `#!/bin/bash\n${lines}\nexec nginx -g "daemon off;"\n`,
      ...files,
    },
  );
  return facts;
};

const READ = "nginx starts, workers web, listens 0.0.0.0:8080";

describe("confd at the start", () => {
  test.each([
    "confd -onetime -backend env",
    "confd --onetime --backend=env -confdir /etc/confd",
    "/usr/local/bin/confd -onetime",
    'args=(-onetime)\nconfd "${args[@]}"',
  ])("%s", (line) => {
    expect(server(line, CONFD)).toBe(READ);
  });

  test("in a script that the start script runs", () => {
    expect(server("/render.sh", { ...CONFD, "render.sh": "#!/bin/sh\nconfd -onetime -backend env\n" })).toBe(
      READ,
    );
  });

  test("with a folder of its own", () => {
    const { "confd/conf.d/nginx.toml": toml, "confd/templates/nginx.tmpl": template } = CONFD;
    expect(
      server("confd -onetime -backend env -confdir /conf", {
        "conf/conf.d/nginx.toml": toml,
        "conf/templates/nginx.tmpl": template,
      }),
    ).toBe(READ);
  });

  test("what may be another folder is not told", () => {
    const facts = server('args=(-confdir "$DIR")\nconfd "${args[@]}"', CONFD);
    expect(facts).toContain("confd reads the folder $DIR");
  });

  test("under a condition", () => {
    const only = (condition: string) =>
      server(`if [ ${condition} ]; then confd -onetime -backend env; fi`, CONFD);
    expect(only("-f /run/x")).toContain("only under a condition");
    expect(only('-z "$X"')).toContain("only under a condition");
    expect(only('-n "$X"')).toBe("nginx starts, workers nginx, listens 0.0.0.0:80 :::80");
  });

  test("with a variable that a script gives another value", () => {
    expect(
      server("/render.sh", { ...CONFD, "render.sh": "#!/bin/sh\nexport PORT=9090\nconfd -onetime\n" }),
    ).toBe("nginx starts, workers web, listens 0.0.0.0:9090");
    expect(
      server(". /set.sh\n/render.sh", {
        ...CONFD,
        "set.sh": 'export PORT="$(hostname)"\n',
        "render.sh": "#!/bin/sh\nconfd -onetime\n",
      }),
    ).toBe("nginx ? ${PORT} is replaced by an unknown value, workers web, listens ?");
  });

  test("a template that is not there", () => {
    expect(server("confd -onetime", { "confd/conf.d/nginx.toml": RESOURCE })).toContain(
      "confd writes /etc/nginx/nginx.conf, but its template nginx.tmpl is not in the image",
    );
  });

  test("a template of which a part cannot be told", () => {
    const open = MAIN.replace(
      "http {",
      'http { {{ if getenv "X" }}include /x; {{ end }}{{ range gets "/a/*" }}b;{{ end }}',
    );
    expect(server("confd -onetime", { ...CONFD, "confd/templates/nginx.tmpl": open })).toContain(
      "hangs on gets",
    );
  });
});

describe("other programs at the start", () => {
  const of = (text: string) => ({ "conf/nginx.tmpl": text });
  const GO = "user {{ .Env.RUN_AS }};\nevents {}\nhttp { server { listen {{ .Env.PORT }}; } }\n";
  const EP = "user ${RUN_AS};\nevents {}\nhttp { server { listen ${PORT:-80}; } }\n";

  test.each<[string, string]>([
    ["dockerize -template /conf/nginx.tmpl:/etc/nginx/nginx.conf", GO],
    ["dockerize -wait tcp://db:1 -template=/conf/nginx.tmpl:/etc/nginx/nginx.conf", GO],
    ["gomplate -f /conf/nginx.tmpl -o /etc/nginx/nginx.conf", GO],
    ["gomplate --file=/conf/nginx.tmpl --out=/etc/nginx/nginx.conf", GO],
    ["cd /conf && gomplate -f nginx.tmpl -o /etc/nginx/nginx.conf", GO],
    [
      "consul-template -once -template /conf/nginx.tmpl:/etc/nginx/nginx.conf",
      MAIN.replaceAll("getenv", "env"),
    ],
    ["envtpl -o /etc/nginx/nginx.conf /conf/nginx.tmpl", GO.replaceAll(".Env.", ".")],
  ])("%s", (line, text) => {
    expect(server(line, of(text))).toBe(READ);
  });

  test.each<[string, string]>([
    ["j2 /conf/nginx.tmpl -o /etc/nginx/nginx.conf", "templates of Jinja are not evaluated"],
    ["gomplate --config x.yaml", "which ones is unknown"],
    ["dockerize -delims '<%:%>' -template /conf/nginx.tmpl:/etc/nginx/nginx.conf", "other delimiters"],
    ["consul-template -config /etc/ct.hcl", "which ones is unknown"],
    ["remco", "which ones"],
  ])("%s is not told", (line, why) => {
    expect(server(line, of(GO))).toContain(why);
  });

  test("a program that prints what it makes leaves the files alone", () => {
    expect(server("j2 /conf/nginx.tmpl > /tmp/x", {})).toBe(
      "nginx starts, workers nginx, listens 0.0.0.0:80 :::80",
    );
  });

  test("envplate in place", () => {
    const image = (line: string, text = EP) =>
      summary(
        `${ALPINE}ENV RUN_AS=web PORT=8080\nCOPY nginx.conf /etc/nginx/\nCOPY --chmod=755 start.sh /\nENTRYPOINT ["/start.sh"]\n`,
        { "nginx.conf": text, "start.sh": `#!/bin/sh\n${line}\nexec nginx -g "daemon off;"\n` },
      )[1];
    expect(image("ep /etc/nginx/*")).toBe(READ);
    expect(image("ep -v /etc/nginx/nginx.conf")).toBe(READ);
    expect(image("ep /etc/nginx/nginx.conf", EP.replace("PORT:-80", "NONE:-8080"))).toBe(READ);
    // Which files these are is unknown: only what stands for a variable may be another.
    expect(
      image("find /etc/nginx -type d | while read D; do ep $D/*; done", EP.replace("${RUN_AS}", "web")),
    ).toBe("nginx ? ${PORT} is replaced by an unknown value, workers web, listens ?");
  });
});
