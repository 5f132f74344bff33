import type { LabCase, Theme } from "../case.ts";
import { NGINX, nginxWith, START_NGINX } from "./images.ts";

const conf = (user: string) => ({
  "nginx.conf": `user ${user};\nevents {}\nhttp { server { listen 8080; } }\n`,
});

/** The account serves as the workers of nginx, and the container runs as root. */
function made(run: string, user = "app"): LabCase {
  const title = user === "app" ? "workers" : `workers ${user}`;
  return nginxWith(
    `${title} of: ${run.replaceAll("\n", " ")}`,
    `RUN ${run}\nCOPY nginx.conf /etc/nginx/\n`,
    conf(user),
  );
}

/** The account is the container's user. */
const started = (run: string, user = "app"): LabCase => ({
  name: `USER ${user} of: ${run.replaceAll("\n", " ")}`,
  files: { Dockerfile: `FROM debian:12-slim\nRUN ${run}\nUSER ${user}\nCMD ["sleep", "60"]\n` },
});

export const accounts: Theme = {
  name: "accounts",
  cases: [
    made("useradd app"),
    made("useradd -r app"),
    made("useradd -u 1500 app"),
    made("useradd --uid=1500 --create-home --shell /bin/bash app"),
    made("useradd -rmu 905 -s /usr/sbin/nologin -c 'the app' app"),
    made("useradd -N -u 1500 app"),
    made("useradd -g www-data -u 1500 app"),
    made("useradd -g www-data -u 1500 app", "app www-data"),
    made("useradd -G www-data -u 1500 app"),
    made("groupadd -g 1600 web && useradd -g web -u 1500 app"),
    made("groupadd -g 1600 web && useradd -g web -u 1500 app", "app web"),
    made("groupadd -r app && useradd -r -g app app"),
    made("groupadd app; useradd --no-log-init -g app -u 1500 app"),
    made("adduser --system app"),
    made("useradd app && userdel app"),
    made("groupadd app && useradd -g www-data app && userdel app && useradd -g app app"),
    made("useradd web && groupmod -n app web && useradd -g app app", "app app"),
    made("useradd web && usermod -l app web && groupmod -n app web"),
    made("groupadd -f -g 33 app && useradd -g app app"),
    made("useradd -u 1500 app && usermod -u 1600 -g www-data app", "app www-data"),
    made("echo 'app:x:1500:33::/:/bin/sh' >> /etc/passwd", "app www-data"),
    made("printf 'root:x:0:0::/root:/bin/sh\\napp:x:1500:33::/:/bin/sh\\n' > /etc/passwd", "app www-data"),
    made("sed -i s/www-data:x:33/app:x:33/ /etc/passwd", "app www-data"),
    started("useradd -u 1500 app && usermod -o -u 0 app"),
    started("echo 'app:x:0:0::/:/bin/sh' >> /etc/passwd"),
    made("adduser --system --group app"),
    made("adduser --system --no-create-home --group --uid 905 app"),
    made("adduser --disabled-password --gecos '' app"),
    made("adduser --uid 1500 --disabled-login --gecos '' --shell /bin/sh app"),
    made("addgroup --system web && adduser --system --ingroup web app"),
    made("addgroup --system web && adduser --system --ingroup web app", "app web"),
    made("addgroup --gid 1600 app && adduser --uid 1500 --gid 1600 --disabled-password --gecos '' app"),
    made("useradd -u 1500 app && usermod -u 1700 app"),
    made("usermod -u 1700 www-data", "www-data"),
    made("usermod -l web www-data", "www-data"),
    made("usermod -l web www-data && groupmod -n web www-data", "web"),
    made("userdel www-data", "www-data"),
    made("deluser www-data", "www-data"),
    made("echo 'app:x:1500:1500::/:/bin/sh' >> /etc/passwd && echo 'app:x:1500:' >> /etc/group"),
    made("id -u app 2>/dev/null || useradd -u 1500 app"),
    made("if ! getent passwd app >/dev/null; then useradd -u 1500 app; fi"),
    made("getent group app || groupadd -g 1600 app; getent passwd app || useradd -g app -u 1500 app"),
    made("set -eux; useradd -u 1500 app; mkdir -p /data; chown app:app /data"),
    made("useradd -u 1500 app || true"),
    made("useradd -u 1500 app && false || true"),
    made("false && useradd -u 1500 app || true"),
    made("for u in app web; do useradd $u; done"),
    made("useradd -o -u 33 app"),
    made("useradd -o -u 0 app"),
    started("useradd app"),
    started("useradd -r app"),
    started("useradd -u 1500 app"),
    started("useradd --uid 1500 app", "1500"),
    started("useradd -u 1500 app", "app:www-data"),
    started("adduser --system app"),
    started("adduser --disabled-password --gecos '' app"),
    started("useradd -o -u 0 app"),
    {
      name: "workers of an account whose name is an ARG",
      files: {
        Dockerfile: `${NGINX}ARG APP=app\nARG ID=1500\nRUN groupadd -g $ID $APP && useradd -u \${ID} -g \${APP} \${APP}\nCOPY nginx.conf /etc/nginx/\n${START_NGINX}`,
        ...conf("app"),
      },
    },
    {
      name: "workers of an account that a script of the repo makes",
      files: {
        Dockerfile: `${NGINX}COPY setup.sh /tmp/\nRUN sh /tmp/setup.sh\nCOPY nginx.conf /etc/nginx/\n${START_NGINX}`,
        "setup.sh": "#!/bin/sh\nset -e\nuseradd --system --uid 905 app\n",
        ...conf("app"),
      },
    },
    {
      name: "workers of an account that a mounted script makes",
      files: {
        Dockerfile: `${NGINX}RUN --mount=type=bind,source=setup.sh,target=/setup.sh sh /setup.sh\nCOPY nginx.conf /etc/nginx/\n${START_NGINX}`,
        "setup.sh": "useradd --system --uid 905 app\n",
        ...conf("app"),
      },
    },
  ],
};
