import { DEFAULT_PATH } from "../container-path.ts";
import { apacheOfficial } from "./apache.ts";
import { apachePhp } from "./apache-debian.ts";
import { always, type BaseImage, base, byTag, inRootGroup, own } from "./base.ts";
import { ubi } from "./bases-systems.ts";
import { nginxOfficial, nginxOfficialInVarRun, nginxUnprivileged } from "./nginx.ts";
import { earlyNginxBases } from "./nginx-early.ts";
import { nginxOpenresty } from "./openresty.ts";
import { apacheUbi, nginxUbi } from "./ubi.ts";

// Sources: github.com/nginx/docker-nginx, github.com/nginx/docker-nginx-unprivileged, github.com/docker-library/
// {httpd,php,wordpress,drupal,haproxy,varnish}, github.com/nextcloud/docker, github.com/phpmyadmin/docker,
// github.com/caddyserver/caddy-docker, github.com/traefik/traefik-library-image, github.com/sclorg/
// {nginx,httpd}-container, github.com/openresty/docker-openresty. Each image's Dockerfile and entrypoint, 2026-04 to -06.

const START_NGINX = ["nginx", "-g", "daemon off;"];

/** What makes an image of php:apache. */
const PHP_APACHE = {
  tags: /^(?!.*(fpm|cli|zts|alpine|fcgi|cron))/,
  exposes: [80],
  workdir: "/var/www/html",
  cmd: ["apache2-foreground"],
  servers: [apachePhp],
};

/** What makes an image of php:fpm, whose pool runs as www-data. */
const PHP_FPM = {
  tags: /fpm/,
  exposes: [9000],
  workdir: "/var/www/html",
  cmd: ["php-fpm"],
  stepsDown: { "php-fpm": "www-data" },
};

/** An application in its Apache, its FPM and its FPM on Alpine variants, where www-data is 82. */
function phpApplication(
  names: string | readonly string[],
  rest: Partial<Omit<BaseImage, "names" | "systemOf" | "tags">>,
): readonly BaseImage[] {
  return [
    base(names, always("debian"), { ...PHP_APACHE, ...rest }),
    base(names, always("alpine"), { ...PHP_FPM, ...rest, ...ALPINE_FPM, cmd: ["php-fpm"], exposes: [9000] }),
    base(names, always("debian"), { ...PHP_FPM, ...rest, cmd: ["php-fpm"], exposes: [9000] }),
  ];
}

const ALPINE_FPM = { tags: /fpm.*alpine|alpine.*fpm/, users: own("www-data", 82) };
const PHP_ENTRYPOINT = ["docker-php-entrypoint"];

// php's Dockerfiles set these in every variant, and the two of Apache in its own.
const PHP_ENVIRONMENT = { PHP_INI_DIR: "/usr/local/etc/php" };
const PHP_APACHE_ENVIRONMENT = {
  ...PHP_ENVIRONMENT,
  APACHE_CONFDIR: "/etc/apache2",
  APACHE_ENVVARS: "/etc/apache2/envvars",
};

/** What makes an image of nginx, from 1.19 on. */
const NGINX = {
  environment: { PATH: DEFAULT_PATH },
  users: own("nginx", 101),
  exposes: [80],
  entrypoint: ["/docker-entrypoint.sh"],
  cmd: START_NGINX,
};

// github.com/sclorg/s2i-base-container, core/Dockerfile; the versions of nginx and httpd are the names' own.
const S2I = {
  APP_ROOT: "/opt/app-root",
  HOME: "/opt/app-root/src",
  STI_SCRIPTS_PATH: "/usr/libexec/s2i",
};
const S2I_NGINX = {
  ...S2I,
  NAME: "nginx",
  NGINX_CONFIGURATION_PATH: "/opt/app-root/etc/nginx.d",
  NGINX_CONF_PATH: "/etc/nginx/nginx.conf",
  NGINX_DEFAULT_CONF_PATH: "/opt/app-root/etc/nginx.default.d",
  NGINX_CONTAINER_SCRIPTS_PATH: "/usr/share/container-scripts/nginx",
  NGINX_APP_ROOT: "/opt/app-root",
  NGINX_LOG_PATH: "/var/log/nginx",
  NGINX_PERL_MODULE_PATH: "/opt/app-root/etc/perl",
};
const S2I_HTTPD = {
  ...S2I,
  NAME: "httpd",
  HTTPD_VERSION: "2.4",
  HTTPD_CONTAINER_SCRIPTS_PATH: "/usr/share/container-scripts/httpd/",
  HTTPD_APP_ROOT: "/opt/app-root",
  HTTPD_CONFIGURATION_PATH: "/opt/app-root/etc/httpd.d",
  HTTPD_MAIN_CONF_PATH: "/etc/httpd/conf",
  HTTPD_MAIN_CONF_MODULES_D_PATH: "/etc/httpd/conf.modules.d",
  HTTPD_MAIN_CONF_D_PATH: "/etc/httpd/conf.d",
  HTTPD_TLS_CERT_PATH: "/etc/httpd/tls",
  HTTPD_VAR_RUN: "/var/run/httpd",
  HTTPD_DATA_PATH: "/var/www",
  HTTPD_DATA_ORIG_PATH: "/var/www",
  HTTPD_LOG_PATH: "/var/log/httpd",
};

/** Names of an image of every release of RHEL and of UBI, and its builds on CentOS Stream. */
function redhat(images: readonly string[]): readonly string[] {
  const releases = ["8", "9", "10"];
  return images.flatMap((image) => [
    ...ubi(...releases.flatMap((release) => [`ubi${release}/${image}`, `rhel${release}/${image}`])),
    ...releases.map((release) => `quay.io/sclorg/${image}-c${release}s`),
  ]);
}

export const webBases: readonly BaseImage[] = [
  ...earlyNginxBases,
  base("nginx", byTag("debian"), {
    ...NGINX,
    releases: { before: "1.27.5" },
    servers: [nginxOfficialInVarRun],
  }),
  base("nginx", byTag("debian"), { ...NGINX, servers: [nginxOfficial] }),
  base("openresty/openresty", byTag("debian"), {
    tags: /^(?!.*(windows|armhf))/,
    environment: {
      PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/openresty/luajit/bin:/usr/local/openresty/nginx/sbin:/usr/local/openresty/bin",
    },
    cmd: ["/usr/local/openresty/bin/openresty", "-g", "daemon off;"],
    servers: [nginxOpenresty],
  }),
  base(
    [
      "nginxinc/nginx-unprivileged",
      "ghcr.io/nginxinc/nginx-unprivileged",
      "ghcr.io/nginx/nginx-unprivileged",
      "quay.io/nginx/nginx-unprivileged",
      "public.ecr.aws/nginx/nginx-unprivileged",
    ],
    byTag("debian"),
    {
      users: own("nginx", 101),
      user: { name: "nginx", uid: 101 },
      exposes: [8080],
      entrypoint: ["/docker-entrypoint.sh"],
      cmd: START_NGINX,
      servers: [nginxUnprivileged],
    },
  ),
  // Their start command only prints how to use the image; who builds on them sets CMD.
  base(redhat(["118", "120", "122", "124", "126"].map((version) => `nginx-${version}`)), always("rhel"), {
    environment: S2I_NGINX,
    users: inRootGroup("default", 1001),
    user: { uid: 1001 },
    exposes: [8080, 8443],
    workdir: "/opt/app-root/src",
    entrypoint: ["container-entrypoint"],
    cmd: ["/bin/sh", "-c", "$STI_SCRIPTS_PATH/usage"],
    servers: [nginxUbi],
  }),

  base("httpd", byTag("debian"), {
    environment: { HTTPD_PREFIX: "/usr/local/apache2" },
    tags: /alpine/,
    users: own("www-data", 82),
    exposes: [80],
    workdir: "/usr/local/apache2",
    cmd: ["httpd-foreground"],
    servers: [apacheOfficial],
  }),
  base("httpd", byTag("debian"), {
    environment: { HTTPD_PREFIX: "/usr/local/apache2" },
    exposes: [80],
    workdir: "/usr/local/apache2",
    cmd: ["httpd-foreground"],
    servers: [apacheOfficial],
  }),
  base(redhat(["httpd-24"]), always("rhel"), {
    environment: S2I_HTTPD,
    users: inRootGroup("default", 1001),
    user: { uid: 1001 },
    exposes: [8080, 8443],
    workdir: "/opt/app-root/src",
    entrypoint: ["container-entrypoint"],
    cmd: ["/usr/bin/run-httpd"],
    servers: [apacheUbi],
  }),

  base("php", always("debian"), {
    environment: PHP_APACHE_ENVIRONMENT,
    ...PHP_APACHE,
    tags: /apache/,
    entrypoint: PHP_ENTRYPOINT,
  }),
  base("php", always("alpine"), {
    environment: PHP_ENVIRONMENT,
    ...PHP_FPM,
    ...ALPINE_FPM,
    entrypoint: PHP_ENTRYPOINT,
  }),
  base("php", always("debian"), { environment: PHP_ENVIRONMENT, ...PHP_FPM, entrypoint: PHP_ENTRYPOINT }),
  base("php", always("alpine"), {
    environment: PHP_ENVIRONMENT,
    tags: /alpine/,
    users: own("www-data", 82),
    entrypoint: PHP_ENTRYPOINT,
    cmd: ["php", "-a"],
  }),
  base("php", byTag("debian"), {
    environment: PHP_ENVIRONMENT,
    entrypoint: PHP_ENTRYPOINT,
    cmd: ["php", "-a"],
  }),
  base("wordpress", always("alpine"), {
    tags: /cli/,
    users: own("www-data", 82),
    user: { name: "www-data" },
    workdir: "/var/www/html",
    entrypoint: ["docker-entrypoint.sh"],
    cmd: ["wp", "shell"],
  }),
  ...phpApplication("wordpress", { volumes: ["/var/www/html"], entrypoint: ["docker-entrypoint.sh"] }),
  ...phpApplication("drupal", { workdir: "/opt/drupal", entrypoint: PHP_ENTRYPOINT }),
  ...phpApplication("nextcloud", { volumes: ["/var/www/html"], entrypoint: ["/entrypoint.sh"] }),
  ...phpApplication("joomla", { volumes: ["/var/www/html"], entrypoint: ["/entrypoint.sh"] }),
  ...phpApplication(["phpmyadmin", "phpmyadmin/phpmyadmin"], { entrypoint: ["/docker-entrypoint.sh"] }),
  ...phpApplication("mediawiki", { entrypoint: PHP_ENTRYPOINT }),

  // USER came with 2.4.
];
