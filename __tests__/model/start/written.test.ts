import { describe, expect, test } from "vitest";
import { imageFacts, summary } from "../image-facts.ts";

const SITE = "server { listen 8080; server_name _; }\n";
const PORT = "server { listen !PORT!; }\n";
const TEMPLATE = "server { listen $PORT; location / { proxy_set_header Host $host; } }\n";

interface Image {
  /** Lines of the Dockerfile behind those that copy the script. */
  readonly lines?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** Where nginx listens once a script has run, or why that cannot be told. */
function listens(script: string, { lines = "ENV PORT=8081", files = {} }: Image = {}): string {
  const [image] = imageFacts({
    Dockerfile: `FROM nginx:1.29\n${lines}\nCOPY *.conf *.tmpl /tmp/\nRUN rm /etc/nginx/conf.d/default.conf\nCOPY site.conf /etc/nginx/conf.d/\nCOPY --chmod=755 *.sh /\nENTRYPOINT ["/start.sh"]\nCMD ["nginx", "-g", "daemon off;"]\n`,
    "site.conf": PORT,
    "site.tmpl": TEMPLATE,
    "start.sh": `#!/bin/sh\n${script}\nexec "$@"\n`,
    ...files,
  });
  const [server] = image?.servers ?? [];
  if (server === undefined) return "no server";
  if (server.starts !== true) return server.starts === false ? "does not start" : server.starts.why;
  const open = image?.unknown.find(({ fact }) => fact === "nginx listeners")?.why;
  return open ?? server.listeners.map(({ port }) => port).join(" ");
}

const CONF = "/etc/nginx/conf.d/site.conf";

describe("what a start script writes counts with the image's defaults", () => {
  test.each<[string, string]>([
    ["sed", `sed -i "s/!PORT!/$PORT/" ${CONF}`],
    ["sed where a variable is set", `[ ! -z "$PORT" ] && sed -i "s/!PORT!/$PORT/" ${CONF}`],
    ["sed by a file's name in a variable", `F=${CONF}\nsed -i "s/!PORT!/\${PORT}/g" $F`],
    ["a heredoc", `cat > ${CONF} <<EOF\nserver { listen $PORT; }\nEOF`],
    ["echo", `echo "server { listen $PORT; }" > ${CONF}`],
    ["a copy", `sed -i "s/!PORT!/$PORT/" /tmp/site.conf && cp /tmp/site.conf ${CONF}`],
    ["envsubst with a list", `envsubst '$PORT' < /tmp/site.tmpl > ${CONF}`],
    ["envsubst without a list", `envsubst < /tmp/site.tmpl > ${CONF}`],
    ["envsubst behind cat", `cat /tmp/site.tmpl | envsubst '\${PORT}' > ${CONF}`],
    ["envsubst by a function", `render() { envsubst "$1" < /tmp/site.tmpl > ${CONF}; }\nrender '$PORT'`],
    [
      "a default that the image makes needless",
      `: "\${PORT:=9000}"; export PORT\nenvsubst '$PORT' < /tmp/site.tmpl > ${CONF}`,
    ],
    ["a variable of the script's own", `export LISTEN=$PORT\nsed -i "s/!PORT!/$LISTEN/" ${CONF}`],
  ])("%s", (_, script) => {
    expect(listens(script)).toBe("8081");
  });

  test("a default of the script's own", () => {
    const own = `export LISTEN=\${OWN_PORT:-8081}\nsed -i "s/!PORT!/$LISTEN/" ${CONF}`;
    expect(listens(own)).toBe("8081");
    expect(listens(own.replaceAll("OWN_PORT", "NGINX_VERSION"))).toMatch(/^what sed does to/);
  });
});

describe("and stays open", () => {
  const written = `${CONF} is written when the container starts`;
  test.each<[string, string, Image, string]>([
    [
      "where nothing sets the variable",
      `sed -i "s/!PORT!/$OTHER/" ${CONF}`,
      {},
      "what sed does to /etc/nginx/conf.d/site.conf is unknown",
    ],
    [
      "where the variable of a template is given at the start",
      `envsubst '$PORT' < /tmp/site.tmpl > ${CONF}`,
      { lines: "ENV OTHER=1" },
      "${PORT} is replaced by an unknown value",
    ],
    [
      "where the script reads a value for it",
      `read PORT < /port; export PORT\nenvsubst '$PORT' < /tmp/site.tmpl > ${CONF}`,
      {},
      "${PORT} is replaced by an unknown value",
    ],
    ["where it is done beside the server", `(sleep 9; sed -i "s/!PORT!/$PORT/" ${CONF}) &`, {}, written],
    [
      "where a server is started before",
      `nginx -g "daemon on;"\nsed -i "s/!PORT!/$PORT/" ${CONF}`,
      {},
      written,
    ],
    [
      "under a condition that is not known",
      `if [ -f /data/x ]; then sed -i "s/!PORT!/$PORT/" ${CONF}; fi`,
      {},
      `${CONF} is changed only under a condition`,
    ],
    [
      "where another script gives the variable its value",
      `. /env.sh\nsed -i "s/!PORT!/$PORT/" ${CONF}`,
      { files: { "env.sh": "PORT=9000\n" } },
      "what sed does to /etc/nginx/conf.d/site.conf is unknown",
    ],
    [
      "where another script writes it at any time",
      `/more.sh &\nsed -i "s/!PORT!/$PORT/" ${CONF}`,
      { files: { "more.sh": `#!/bin/sh\necho "server { listen 81; }" >> ${CONF}\n` } },
      written,
    ],
    [
      "where a script of another one that is beside it does",
      `/aside.sh &\nsed -i "s/!PORT!/$PORT/" ${CONF}`,
      {
        files: {
          "aside.sh": "#!/bin/sh\nsleep 1\n. /more.sh\n",
          "more.sh": `#!/bin/sh\necho "server { listen 81; }" >> ${CONF}\n`,
        },
      },
      written,
    ],
    [
      "where another one does when it ends",
      `. /more.sh\nsed -i "s/!PORT!/$PORT/" ${CONF}`,
      { files: { "more.sh": `trap 'echo "server { listen 81; }" >> ${CONF}' EXIT\n` } },
      written,
    ],
    [
      "where it is called again and again",
      `for i in 1 2; do sed -i "s/!PORT!/$PORT/" ${CONF}; . /more.sh; done\nsed -i "s/x/y/" ${CONF}`,
      { files: { "more.sh": `cp /tmp/site.conf ${CONF}\n` } },
      written,
    ],
    [
      "where a server is started before it is called",
      `nginx -g "daemon on;"\n. /more.sh`,
      { files: { "more.sh": `sed -i "s/!PORT!/$PORT/" ${CONF}\n` } },
      written,
    ],
  ])("%s", (_, script, image, why) => {
    expect(listens(script, image)).toBe(why);
  });
});

describe("scripts that write to one folder, in their order", () => {
  const each = 'for one in /init/*; do [ -r "$one" ] && . "$one"; done';
  const lines = "ENV PORT=8081\nCOPY init/ /init/";
  test.each<[string, string, Readonly<Record<string, string>>, string]>([
    [
      "one behind the other",
      each,
      { "init/10": `cp /tmp/site.conf ${CONF}\n`, "init/20": `sed -i "s/!PORT!/$PORT/" ${CONF}\n` },
      "8081",
    ],
    [
      "one that may remove the file of another",
      each,
      {
        "init/10": `echo "server { listen 81; }" > /etc/nginx/conf.d/own.conf\nrm ${CONF}\n`,
        "init/20": "[ -f /data/x ] || rm -f /etc/nginx/conf.d/own.conf\n",
        "init/30": 'echo "server { listen 82; }" > /etc/nginx/conf.d/own.conf\n',
        "init/40": `echo "server { listen 83; }" > ${CONF}\nrm /etc/nginx/conf.d/own.conf\n`,
      },
      "83",
    ],
    [
      "one that is called between two lines",
      `echo "server { listen 81; }" > ${CONF}\n. /init/10\nsed -i s/82/83/ ${CONF}`,
      { "init/10": `sed -i s/81/82/ ${CONF}\n` },
      "83",
    ],
    [
      "one that is run in place of another",
      `echo "server { listen 81; }" > ${CONF}\nexec /init/10 "$@"`,
      { "init/10": `#!/bin/sh\nsed -i s/81/82/ ${CONF}\nexec "$@"\n` },
      "82",
    ],
    [
      "one whose last word is a condition",
      each,
      {
        "init/10": `cp /tmp/site.conf ${CONF}\n`,
        "init/20": `[ -f /data/x ] && sed -i "s/!PORT!/$PORT/" ${CONF}\n`,
      },
      `${CONF} is changed only under a condition`,
    ],
  ])("%s", (_, script, files, expected) => {
    expect(listens(script, { lines: `${lines}\nRUN chmod +x /init/*`, files })).toBe(expected);
  });
});

test("what is removed at the start is gone, and what is linked is there", () => {
  expect(listens(`rm ${CONF}\nln -s /tmp/other.conf ${CONF}`, { files: { "other.conf": SITE } })).toBe(
    "8080",
  );
});

describe("at build time", () => {
  const base = "FROM php:8.3-apache\n";
  const served = ["user root:0", "apache starts, workers www-data:33, listens *:80"];

  test.each([
    [
      "php's own scripts write none but their files",
      "RUN docker-php-ext-configure gd --with-jpeg-dir=/usr\n",
    ],
    ["the home of root is none of a server's folders", 'RUN echo "alias ll=ls" >> ~/.bashrc\n'],
    [
      "nor is that of a user that is made",
      "RUN useradd -m web\nUSER web\nRUN echo a >> ~/.profile\nUSER root\n",
    ],
  ])("%s", (_, line) => {
    expect(summary(`${base}${line}`)).toEqual(served);
  });

  test.each([
    [
      "a script of the repo by such a name",
      "COPY --chmod=755 docker-php-ext-configure /usr/local/bin/\nRUN docker-php-ext-configure\n",
    ],
    ["a home that HOME names", "ENV HOME=/etc/apache2\nRUN echo a >> ~/ports.conf\n"],
  ])("%s is read", (_, line) => {
    const script = "#!/bin/sh\necho Listen 81 > /etc/apache2/ports.conf\n";
    expect(summary(`${base}${line}`, { "docker-php-ext-configure": script })).not.toEqual(served);
  });
});
