import { says, section, writeApache } from "./apache-writer.ts";
import type { Family } from "./assemble.ts";
import { baseOf, exposes, NGINX_TAGS } from "./bases.ts";
import { cmd, copy, line, run, type Step } from "./dockerfile-steps.ts";
import { someSite } from "./families-official-nginx.ts";
import { listenFacts, server } from "./nginx-parts.ts";
import { writeNginx } from "./nginx-writer.ts";
import type { Random } from "./random.ts";

const FOLDER = "/etc/nginx/conf.d";

/** Commands that take the default site away in a way that need not be read, as long as nobody is accused for it. */
function unusualRemoval(random: Random): string {
  return random.pick([
    `(cd ${FOLDER} && rm default.conf)`,
    `for f in ${FOLDER}/*.conf; do rm "$f"; done`,
    `for f in default example; do rm -f ${FOLDER}/$f.conf; done`,
    `ls ${FOLDER}/*.conf | xargs rm`,
    `find ${FOLDER} -name '*.conf' -delete`,
    `find ${FOLDER} -type f -exec rm {} +`,
    `if [ -f ${FOLDER}/default.conf ]; then rm ${FOLDER}/default.conf; fi`,
    `clean() { rm -f ${FOLDER}/default.conf; }; clean`,
    `cp /dev/null ${FOLDER}/default.conf`,
    `sh -c 'rm ${FOLDER}/default.conf'`,
    `unlink ${FOLDER}/default.conf`,
    `cd ${FOLDER} && rm -f -- *`,
  ]);
}

/** The official image whose default site goes by an unusual command. */
export const unusual: Family = (random) => {
  const base = baseOf(random, "nginx", NGINX_TAGS);
  const site = someSite(random);
  return {
    steps: [
      ...base.steps,
      run(unusualRemoval(random)),
      copy("shop.conf", `${FOLDER}/`),
      ...exposes(random, site.port),
    ],
    files: { "shop.conf": writeNginx([server(random, site)], random) },
    readme: { ports: [site.port], files: [{ source: "shop.conf", container: `${FOLDER}/shop.conf` }] },
    policy: base.policy,
    user: "root",
    servers: [{ kind: "nginx", workers: "nginx", listens: listenFacts(site) }],
    mayBeUnclear: true,
    system: base.system,
    site: "shop.conf",
  };
};

/** A site that a shell writes from several commands. */
export const shellWritten: Family = (random) => {
  const base = baseOf(random, "nginx", NGINX_TAGS);
  const port = random.pick([8080, 3000]);
  const file = `${FOLDER}/default.conf`;
  const echoes = ["echo 'server {';", `echo '  listen ${port};';`, "echo '}';"].join(" ");
  const way = random.pick([
    `{ ${echoes} } > ${file}`,
    `{ ${echoes} } | tee ${file}`,
    `( ${echoes} ) > ${file}`,
    `printf '%s\\n' 'server {' '  listen ${port};' '}' > ${file}`,
    `printf 'server {\\n  listen ${port};\\n}\\n' | tee ${file} >/dev/null`,
    `echo 'server { listen ${port}; }' > ${file}`,
    `echo 'server {' > ${file} && echo '  listen ${port};' >> ${file} && echo '}' >> ${file}`,
  ]);
  return {
    steps: [...base.steps, run(way), ...exposes(random, port)],
    files: {},
    readme: { ports: [port] },
    policy: base.policy,
    user: "root",
    servers: [{ kind: "nginx", workers: "nginx", listens: [`4:${port}`] }],
    mayBeUnclear: true,
    system: base.system,
  };
};

/** The official httpd image, whose main configuration RUN edits. */
export const editedHttpd: Family = (random) => {
  const base = baseOf(random, "httpd", { "2.4": "debian", latest: "debian", "2.4-alpine": "alpine" });
  const prefix = "/usr/local/apache2";
  const main = `${prefix}/conf/httpd.conf`;
  const port = random.pick([80, 8080]);
  const moved =
    port === 80
      ? []
      : [
          run(
            random.pick([
              `sed -i 's/^Listen 80$/Listen ${port}/' ${main}`,
              `sed -i "s/Listen 80/Listen ${port}/g" ${main}`,
            ]),
          ),
        ];
  const host = section("VirtualHost", `*:${port}`, [says("DocumentRoot", `${prefix}/htdocs`)]);
  const [slot, enabled] = random.pick<readonly [string, Step]>([
    [
      "httpd-vhosts.conf",
      run(`sed -i 's,^#Include conf/extra/httpd-vhosts.conf,Include conf/extra/httpd-vhosts.conf,' ${main}`),
    ],
    ["httpd-vhosts.conf", run(`sed -i 's/^#\\(Include .*httpd-vhosts.conf\\)/\\1/' ${main}`)],
    ["shop.conf", run(`echo 'Include conf/extra/shop.conf' >> ${main}`)],
    ["shop.conf", run(`echo "Include ${prefix}/conf/extra/shop.conf" | tee -a ${main}`)],
  ]);
  const container = `${prefix}/conf/extra/${slot}`;
  return {
    steps: [
      ...base.steps,
      ...random.shuffled([...moved, enabled]),
      copy("shop.conf", container),
      ...(port === 80 ? [] : [line("EXPOSE", String(port))]),
      ...random.pick([[], [cmd("httpd-foreground")]]),
    ],
    files: { "shop.conf": writeApache([host], random) },
    readme: { ports: [port], files: [{ source: "shop.conf", container }] },
    policy: base.policy,
    user: "root",
    servers: [{ kind: "apache", workers: "www-data", listens: [`4:${port}`, `6:${port}`] }],
    system: base.system,
    apacheSite: "shop.conf",
  };
};
