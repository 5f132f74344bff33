import type { LabCase, Theme } from "../case.ts";
import { APACHE, MAIN, NGINX, SITE, STEP_DOWN, script } from "./images.ts";

const exec = "exec nginx -g 'daemon off;'\n";
/** An entrypoint that does something to the configuration before it starts nginx. */
const nginx = (name: string, text: string, lines = "", files: LabCase["files"] = {}): LabCase => ({
  name,
  files: {
    Dockerfile: `${lines.includes("TEMPLATE") ? STEP_DOWN : NGINX}${lines.replace("TEMPLATE\n", "")}COPY start.sh /\nENTRYPOINT ["/start.sh"]\n`,
    "start.sh": script(`set -e\n${text}\n${exec}`),
    ...files,
  },
});
const apache = (name: string, text: string, lines = ""): LabCase => ({
  name,
  files: {
    Dockerfile: `${APACHE}${lines}COPY start.sh /\nENTRYPOINT ["/start.sh"]\n`,
    "start.sh": script(`set -e\n${text}\nexec apachectl -D FOREGROUND\n`),
  },
});
const template = { "web.template": "server { listen ${PORT}; location / { return 200 $host; } }\n" };

export const atStart: Theme = {
  name: "at-start",
  cases: [
    nginx(
      "envsubst renders a template with a default of the image",
      "envsubst '$PORT' < /web.template > /etc/nginx/sites-enabled/default",
      "TEMPLATE\nENV PORT=8081\nCOPY web.template /\n",
      template,
    ),
    nginx(
      "envsubst without its list takes nginx's own variables too",
      "envsubst < /web.template > /etc/nginx/sites-enabled/default",
      "TEMPLATE\nENV PORT=8081\nCOPY web.template /\n",
      template,
    ),
    nginx(
      "envsubst with a variable that is not there",
      "envsubst '$PORT' < /web.template > /etc/nginx/sites-enabled/default",
      "TEMPLATE\nCOPY web.template /\n",
      template,
    ),
    nginx(
      "sed puts a port in",
      'sed -i "s/8080/${PORT:-8081}/" /etc/nginx/nginx.conf',
      "COPY nginx.conf /etc/nginx/\n",
      { "nginx.conf": MAIN },
    ),
    nginx(
      "a heredoc makes the site",
      "cat > /etc/nginx/sites-enabled/default <<EOF\nserver { listen ${PORT:-8081}; }\nEOF",
    ),
    nginx("echo makes a site at start", "echo 'server { listen 8081; }' > /etc/nginx/conf.d/web.conf"),
    nginx(
      "cp takes one of the sites",
      "cp /opt/web.conf /etc/nginx/sites-enabled/default",
      "COPY web.conf /opt/\n",
      { "web.conf": SITE },
    ),
    nginx(
      "ln enables a site",
      "ln -sf /opt/web.conf /etc/nginx/sites-enabled/default",
      "COPY web.conf /opt/\n",
      { "web.conf": SITE },
    ),
    nginx(
      "rm takes the default site away",
      "rm -f /etc/nginx/sites-enabled/default",
      "COPY web.conf /etc/nginx/conf.d/\n",
      { "web.conf": SITE },
    ),
    nginx(
      "perl writes the site",
      "perl -e 'print \"server { listen 8081; }\\n\"' > /etc/nginx/sites-enabled/default",
    ),
    nginx(
      "a site is written only when a variable is set",
      'if [ -n "$EXTRA" ]; then echo "server { listen $EXTRA; }" > /etc/nginx/conf.d/extra.conf; fi',
    ),
    nginx("an account is made", "useradd -r -u 905 app", "COPY nginx.conf /etc/nginx/\n", {
      "nginx.conf": MAIN.replace("www-data", "app"),
    }),
    nginx(
      "folders of no server are made",
      "mkdir -p /var/cache/own && chown www-data /var/cache/own",
      "COPY web.conf /etc/nginx/sites-enabled/default\n",
      { "web.conf": SITE },
    ),
    nginx(
      "folders are handed over, and it steps down",
      "chown -R www-data /var/lib/nginx /var/log/nginx /run\nexec gosu www-data nginx -g 'daemon off;'",
      "TEMPLATE\nCOPY nginx.conf /etc/nginx/\n",
      { "nginx.conf": MAIN },
    ),
    apache("echo moves Apache's port", 'echo "Listen ${PORT:-8081}" > /etc/apache2/ports.conf'),
    apache(
      "sed moves Apache's port at start",
      'sed -i "s/Listen 80$/Listen ${PORT}/" /etc/apache2/ports.conf',
      "ENV PORT=8081\n",
    ),
    apache(
      "a2ensite at start",
      "a2ensite default-ssl >/dev/null && a2enmod ssl >/dev/null && a2dissite default-ssl",
    ),
    apache("a variable exported for Apache", "export APACHE_RUN_USER=nobody"),
  ],
};
