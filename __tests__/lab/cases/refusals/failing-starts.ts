import type { LabCase, Theme } from "../../case.ts";
import { APACHE, NGINX, on, script } from "../images.ts";

const official = on("nginx:1.31.5", "official nginx");
const END = 'ENTRYPOINT ["/start.sh"]\n';
const USER = "USER www-data\n";
// nginx of Debian that any user can start.
const OPEN =
  "RUN chown -R www-data /var/lib/nginx /var/log/nginx /run && sed -i '/^user/d;s/80 default/8080 default/' /etc/nginx/nginx.conf /etc/nginx/sites-available/default\n";
const GO = "exec nginx -g 'daemon off;'\n";

const starts = (name: string, text: string, lines = "", files: LabCase["files"] = {}): LabCase => ({
  name: `start script, ${name}`,
  files: { Dockerfile: `${NGINX}COPY start.sh /\n${lines}${END}`, "start.sh": script(text), ...files },
});
const plain = (name: string, text: string, lines = "", files: LabCase["files"] = {}) =>
  starts(name, text, `${OPEN}${lines}${USER}`, files);
const apache = (name: string, text: string, lines = ""): LabCase => ({
  name: `start script, ${name}`,
  files: { Dockerfile: `${APACHE}COPY start.sh /\n${lines}${END}`, "start.sh": script(text) },
});

export const failingStarts: Theme = {
  name: "failing-starts",
  cases: [
    plain(
      "set -e, a file of root's written",
      `set -e\necho 'server { listen 8081; }' > /etc/nginx/conf.d/a.conf\n${GO}`,
    ),
    plain("a file of root's written", `echo 'server { listen 8081; }' > /etc/nginx/conf.d/a.conf\n${GO}`),
    plain(
      "set -e, a file of its own written",
      `set -e\necho 'server { listen 8081; }' > /etc/nginx/conf.d/a.conf\n${GO}`,
      "RUN chown www-data /etc/nginx/conf.d\n",
    ),
    plain(
      "set -e, a file of root's changed by sed",
      `set -e\nsed -i s/8080/8081/ /etc/nginx/sites-available/default\n${GO}`,
    ),
    plain(
      "set -e, its file changed by sed in a folder of root's",
      `set -e\nsed -i s/8080/8081/ /etc/nginx/sites-available/default\n${GO}`,
      "RUN chown www-data /etc/nginx/sites-available/default\n",
    ),
    plain(
      "set -e, a failing write that is guarded",
      `set -e\necho a > /etc/nginx/conf.d/a.conf || true\n${GO}`,
    ),
    plain(
      "set -e, a failing write in a condition",
      `set -e\nif echo a > /etc/nginx/conf.d/a.conf; then echo yes; fi\n${GO}`,
    ),
    plain("set -e, cp to a folder of root's", `set -e\ncp /etc/hostname /etc/nginx/hostname\n${GO}`),
    plain("set -e, mkdir in a folder of root's", `set -e\nmkdir -p /etc/shop\n${GO}`),
    plain("set -e, mkdir of what is there", `set -e\nmkdir -p /etc/nginx/conf.d\n${GO}`),
    plain("set -e, chown by a user", `set -e\nchown www-data /etc/nginx/nginx.conf\n${GO}`),
    plain("set -e, chmod of a file of root's", `set -e\nchmod 644 /etc/nginx/nginx.conf\n${GO}`),
    plain(
      "set -e, chmod of its own file",
      `set -e\nchmod 600 /etc/nginx/shop.conf\n${GO}`,
      "RUN touch /etc/nginx/shop.conf && chown www-data /etc/nginx/shop.conf\n",
    ),
    plain("set -e, rm in a folder of root's", `set -e\nrm -f /etc/nginx/sites-enabled/default\n${GO}`),
    plain("set -e, rm of what is not there", `set -e\nrm -f /etc/nginx/sites-enabled/shop\n${GO}`),
    plain(
      "set -e, ln into a folder of root's",
      `set -e\nln -sf /etc/nginx/sites-available/default /etc/nginx/sites-enabled/shop\n${GO}`,
    ),
    plain("set -e, tee into a file of root's", `set -e\necho a | tee /etc/nginx/conf.d/a.conf\n${GO}`),
    plain(
      "set -e, a failing write at the front of a pipe",
      `set -e\necho a > /etc/nginx/conf.d/a.conf | cat\n${GO}`,
    ),
    plain("set -e, a failing write in a subshell", `set -e\n( echo a > /etc/nginx/conf.d/a.conf )\n${GO}`),
    plain(
      "set -e, a failing write before another command",
      `set -e\necho a > /etc/nginx/conf.d/a.conf && echo b\n${GO}`,
    ),
    plain("set +e again, a failing write", `set -e\nset +e\necho a > /etc/nginx/conf.d/a.conf\n${GO}`),
    starts("as root, a file in a folder that is not there", `echo a > /etc/shop/a.conf\n${GO}`),
    starts(
      "as root, set -e, cp of what is not there",
      `set -e\ncp /etc/shop.conf /etc/nginx/conf.d/shop.conf\n${GO}`,
    ),
    starts(
      "as root, set -e, sed of what is not there",
      `set -e\nsed -i s/a/b/ /etc/nginx/conf.d/shop.conf\n${GO}`,
    ),
    starts("as root, set -u, a variable that is not there", `set -u\necho "$SHOP"\n${GO}`),
    starts("as root, set -u, a variable of the image", `set -u\necho "$SHOP"\n${GO}`, "ENV SHOP=a\n"),
    starts("as root, a variable that must be there", `: "\${SHOP:?}"\n${GO}`),
    starts(
      "as root, sed puts a line first",
      `sed -i '1i worker_processes 1;' /etc/nginx/nginx.conf\n${GO}`,
      "RUN sed -i /^worker_processes/d /etc/nginx/nginx.conf\n",
    ),
    starts(
      "as root, sed puts a listen behind another",
      `sed -i '/listen 80 default/a listen 8081;' /etc/nginx/sites-available/default\n${GO}`,
    ),
    starts(
      "as root, sed changes a whole line",
      `sed -i '/listen 80 default/c listen 8081;' /etc/nginx/sites-available/default\n${GO}`,
    ),
    starts(
      "as root, sed puts a user first, twice",
      `sed -i '1i user www-data;' /etc/nginx/nginx.conf\n${GO}`,
    ),
    apache(
      "Apache, sed puts a port first",
      "sed -i '1i Listen 8081' /etc/apache2/ports.conf\nexec apachectl -D FOREGROUND\n",
    ),
    apache("Apache, a2enmod of nothing", "a2enmod shop\nexec apachectl -D FOREGROUND\n"),
    official("a hook whose write fails", "COPY hook.sh /docker-entrypoint.d/40-hook.sh\nUSER nginx\n", {
      "hook.sh": script("set -e\necho 'server { listen 8081; }' > /etc/nginx/conf.d/a.conf\n"),
    }),
    official(
      "a hook whose write fails, without set -e, its last",
      "COPY hook.sh /docker-entrypoint.d/40-hook.sh\nRUN chown -R nginx /var/cache/nginx /run\nUSER nginx\n",
      { "hook.sh": script("echo 'server { listen 8081; }' > /etc/nginx/conf.d/a.conf\n") },
    ),
    official(
      "a hook whose write fails, another command behind it",
      "COPY hook.sh /docker-entrypoint.d/40-hook.sh\nRUN chown -R nginx /var/cache/nginx /run\nUSER nginx\n",
      { "hook.sh": script("echo 'server { listen 8081; }' > /etc/nginx/conf.d/a.conf\necho done\n") },
    ),
    official(
      "an envsh whose write fails",
      "COPY hook.sh /docker-entrypoint.d/40-hook.envsh\nRUN chown -R nginx /var/cache/nginx /run\nUSER nginx\n",
      { "hook.sh": script("echo a > /etc/nginx/conf.d/a.conf\n") },
    ),
    official(
      "an envsh that unsets -e",
      "COPY hook.sh /docker-entrypoint.d/40-hook.envsh\nRUN chown -R nginx /var/cache/nginx /run\nUSER nginx\n",
      { "hook.sh": script("set +e\necho a > /etc/nginx/conf.d/a.conf\n") },
    ),
    official(
      "templates elsewhere, rendered to the main file",
      "ENV NGINX_ENVSUBST_TEMPLATE_DIR=/srv/templates NGINX_ENVSUBST_OUTPUT_DIR=/etc/nginx PORT=8081\nCOPY t /srv/templates\n",
      { "t/nginx.conf.template": "user nginx;\nevents {}\nhttp { server { listen ${PORT}; } }\n" },
    ),
    official(
      "templates elsewhere, rendered to a folder that the main file includes",
      "ENV NGINX_ENVSUBST_TEMPLATE_DIR=/srv/templates NGINX_ENVSUBST_OUTPUT_DIR=/tmp/sites PORT=8081\nCOPY t /srv/templates\nCOPY nginx.conf /etc/nginx/\nRUN mkdir /tmp/sites\n",
      {
        "t/shop.conf.template": "server { listen ${PORT}; }\n",
        "nginx.conf": "user nginx;\nevents {}\nhttp { include /tmp/sites/*.conf; }\n",
      },
    ),
    official(
      "templates rendered to a folder that is not there",
      "ENV NGINX_ENVSUBST_OUTPUT_DIR=/tmp/sites\nCOPY t /etc/nginx/templates\n",
      { "t/shop.conf.template": "server { listen 8081; }\n" },
    ),
    official(
      "templates of a folder that is not there",
      "ENV NGINX_ENVSUBST_TEMPLATE_DIR=/srv/templates\nCOPY t /etc/nginx/templates\n",
      { "t/shop.conf.template": "server { listen 8081; }\n" },
    ),
    official(
      "templates elsewhere by a service",
      "COPY t /srv/templates\n",
      {
        "t/default.conf.template": "server { listen ${PORT}; }\n",
        "/compose.yml":
          "services:\n  web:\n    build: deployment/images/web\n    environment:\n      NGINX_ENVSUBST_TEMPLATE_DIR: /srv/templates\n      PORT: '8083'\n",
      },
      { name: "web", environment: { NGINX_ENVSUBST_TEMPLATE_DIR: "/srv/templates", PORT: "8083" } },
    ),
    official(
      "a suffix and a folder of its own",
      "ENV NGINX_ENVSUBST_TEMPLATE_DIR=/srv NGINX_ENVSUBST_TEMPLATE_SUFFIX=.tpl PORT=8082\nCOPY t /srv/\n",
      {
        "t/default.conf.tpl": "server { listen ${PORT}; }\n",
        "t/other.conf.template": "server { listen 8089; }\n",
      },
    ),
  ],
};
