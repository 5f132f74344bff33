import { always, type BaseImage, base, byTag, inRootGroup, own, SOME_ON_UBUNTU } from "./base.ts";

// Sources: github.com/{grafana/grafana,prometheus/*,hashicorp/docker-{vault,consul},eclipse-mosquitto/mosquitto,
// jenkinsci/docker,keycloak/keycloak,TryGhost/docker,odoo/docker,apache/{airflow,flink-docker,kafka},minio/minio},
// github.com/SonarSource/docker-sonarqube, github.com/SeleniumHQ/docker-selenium, github.com/docker-library/{redmine,adminer}, github.com/31z4/zookeeper-docker: each image's Dockerfile and entrypoint.

const ENTRYPOINT = ["docker-entrypoint.sh"];

/** Prometheus and its exporters: busybox, as nobody. */
const PROMETHEUS = { users: own("nobody", 65534), user: { name: "nobody", uid: 65534 } };
const prometheus = (name: string): readonly string[] => [`prom/${name}`, `quay.io/prometheus/${name}`];

/** Confluent's images from 6.0 on. */
const CONFLUENT = {
  tags: /^([6789]|latest)/,
  users: own("appuser", 1000),
  user: { name: "appuser", uid: 1000 },
  cmd: ["/etc/confluent/docker/run"],
};

export const serviceBases: readonly BaseImage[] = [
  base(["grafana/grafana", "grafana/grafana-oss", "grafana/grafana-enterprise"], byTag("alpine"), {
    users: inRootGroup("grafana", 472),
    user: { uid: 472 },
    exposes: [3000],
    workdir: "/usr/share/grafana",
    entrypoint: ["/run.sh"],
  }),
  base(prometheus("prometheus"), always("none"), {
    ...PROMETHEUS,
    exposes: [9090],
    volumes: ["/prometheus"],
    workdir: "/prometheus",
    entrypoint: ["/bin/prometheus"],
  }),
  base(prometheus("alertmanager"), always("none"), {
    ...PROMETHEUS,
    exposes: [9093],
    volumes: ["/alertmanager"],
    workdir: "/alertmanager",
    entrypoint: ["/bin/alertmanager"],
  }),
  base(prometheus("node-exporter"), always("none"), {
    ...PROMETHEUS,
    exposes: [9100],
    entrypoint: ["/bin/node_exporter"],
  }),
  base("telegraf", byTag("debian"), {
    users: [{ name: "telegraf" }],
    exposes: [8094],
    entrypoint: ["/entrypoint.sh"],
    cmd: ["telegraf"],
    stepsDown: { telegraf: "telegraf" },
  }),

  // The entrypoint puts the program in front of a subcommand, then gives root up.
  base(["hashicorp/vault", "vault"], always("alpine"), {
    tags: /^(?!.*ubi)/,
    users: [{ name: "vault" }],
    exposes: [8200],
    volumes: ["/vault/file", "/vault/logs"],
    entrypoint: ENTRYPOINT,
    cmd: ["server", "-dev"],
    stepsDown: { vault: "vault", server: "vault" },
  }),
  base(["hashicorp/consul", "consul"], always("alpine"), {
    tags: /^(?!.*ubi)/,
    users: [{ name: "consul" }],
    exposes: [8300, 8301, 8302, 8500, 8600],
    volumes: ["/consul/data"],
    entrypoint: ENTRYPOINT,
    cmd: ["agent", "-dev", "-client", "0.0.0.0"],
    stepsDown: { consul: "consul", agent: "consul" },
  }),
  base("zookeeper", byTag("debian"), {
    ...SOME_ON_UBUNTU,
    users: own("zookeeper", 1000),
    exposes: [2181, 2888, 3888, 8080],
    volumes: ["/data", "/datalog", "/logs"],
    entrypoint: ["/docker-entrypoint.sh"],
    cmd: ["zkServer.sh", "start-foreground"],
    stepsDown: { "zkServer.sh": "zookeeper" },
  }),
  base("confluentinc/cp-kafka", always("rhel"), { ...CONFLUENT, exposes: [9092] }),
  base("confluentinc/cp-zookeeper", always("rhel"), { ...CONFLUENT, exposes: [2181, 2888, 3888] }),
  base("confluentinc/cp-schema-registry", always("rhel"), { ...CONFLUENT, exposes: [8081] }),
  base("apache/kafka", always("alpine"), {
    users: [{ name: "appuser", uid: 1000 }],
    user: { name: "appuser" },
    exposes: [9092],
    cmd: ["/etc/kafka/docker/run"],
  }),
  base("flink", byTag("debian"), {
    ...SOME_ON_UBUNTU,
    users: own("flink", 9999),
    exposes: [6123, 8081],
    workdir: "/opt/flink",
    entrypoint: ["/docker-entrypoint.sh"],
    cmd: ["help"],
    stepsDown: {
      jobmanager: "flink",
      taskmanager: "flink",
      "standalone-job": "flink",
      "history-server": "flink",
    },
  }),
  base("apache/airflow", always("debian"), {
    users: inRootGroup("airflow", 50000),
    user: { name: "airflow", uid: 50000 },
    exposes: [8080],
    workdir: "/opt/airflow",
    entrypoint: ["/usr/bin/dumb-init", "--", "/entrypoint"],
  }),
  base("nats", always("alpine"), {
    tags: /alpine/,
    exposes: [4222, 6222, 8222],
    entrypoint: ENTRYPOINT,
    cmd: ["nats-server", "--config", "/etc/nats/nats-server.conf"],
  }),
  base("nats", always("none"), {
    tags: /^(?!.*(windows|nanoserver))/,
    exposes: [4222, 6222, 8222],
    entrypoint: ["/nats-server"],
    cmd: ["--config", "nats-server.conf"],
  }),
  // mosquitto that is started as root drops to the user mosquitto unless its configuration names another.
  base("eclipse-mosquitto", byTag("alpine"), {
    users: own("mosquitto", 1883),
    exposes: [1883],
    volumes: ["/mosquitto/data", "/mosquitto/log"],
    entrypoint: ["/docker-entrypoint.sh"],
    cmd: ["/usr/sbin/mosquitto", "-c", "/mosquitto/config/mosquitto.conf"],
    stepsDown: { mosquitto: "mosquitto" },
  }),

  base("registry", always("alpine"), {
    exposes: [5000],
    volumes: ["/var/lib/registry"],
    entrypoint: ["/entrypoint.sh"],
  }),
  base(["minio/minio", "quay.io/minio/minio"], always("none"), {
    exposes: [9000],
    volumes: ["/data"],
    entrypoint: ["/usr/bin/docker-entrypoint.sh"],
    cmd: ["minio"],
  }),
  base("jenkins/jenkins", byTag("debian"), {
    users: own("jenkins", 1000),
    user: { name: "jenkins", uid: 1000 },
    exposes: [8080, 50000],
    volumes: ["/var/jenkins_home"],
    entrypoint: ["/usr/bin/tini", "--", "/usr/local/bin/jenkins.sh"],
  }),
  base("quay.io/keycloak/keycloak", always("none"), {
    users: [...own("root", 0), ...inRootGroup("keycloak", 1000)],
    user: { uid: 1000 },
    exposes: [8080, 8443],
    entrypoint: ["/opt/keycloak/bin/kc.sh"],
  }),
  base("kong", byTag("debian"), {
    tags: /^(3|latest)/,
    users: [{ name: "kong" }],
    user: { name: "kong" },
    exposes: [8000, 8001, 8443, 8444],
    cmd: ["kong", "docker-start"],
  }),
  base("ghost", byTag("debian"), {
    users: own("node", 1000),
    exposes: [2368],
    volumes: ["/var/lib/ghost/content"],
    workdir: "/var/lib/ghost",
    entrypoint: ENTRYPOINT,
    cmd: ["node", "current/index.js"],
    stepsDown: { node: "node" },
  }),
  base("redmine", byTag("debian"), {
    users: own("redmine", 999),
    exposes: [3000],
    volumes: ["/usr/src/redmine/files"],
    workdir: "/usr/src/redmine",
    entrypoint: ["/docker-entrypoint.sh"],
    cmd: ["rails", "server", "-b", "0.0.0.0"],
    stepsDown: { rails: "redmine", rake: "redmine" },
  }),
  base("sonarqube", always("debian"), {
    tags: /^(9\.9|[12]\d|latest|community|developer|enterprise)(?!.*datacenter)/,
    users: [{ name: "sonarqube", uid: 1000 }],
    user: { name: "sonarqube", uid: 1000 },
    exposes: [9000],
    workdir: "/opt/sonarqube",
    entrypoint: ["/opt/sonarqube/docker/entrypoint.sh"],
  }),
  base(
    ["chrome", "chromium", "edge", "firefox"].map((browser) => `selenium/standalone-${browser}`),
    always("debian"),
    {
      tags: /^(4\.[1-9]\d|latest)/,
      users: [{ name: "seluser", uid: 1200, gid: 1201 }],
      user: { uid: 1200 },
      exposes: [4444, 5900],
      cmd: ["/opt/bin/entry_point.sh"],
    },
  ),
  base("odoo", always("debian"), {
    users: [{ name: "odoo" }],
    user: { name: "odoo" },
    exposes: [8069, 8071, 8072],
    volumes: ["/var/lib/odoo", "/mnt/extra-addons"],
    entrypoint: ["/entrypoint.sh"],
    cmd: ["odoo"],
  }),
  // github.com/laradock/php-fpm: each of its Dockerfiles adds libraries to php's own image for FPM.
  base("laradock/php-fpm", always("debian"), {
    exposes: [9000],
    workdir: "/var/www/html",
    environment: { PHP_INI_DIR: "/usr/local/etc/php" },
    entrypoint: ["docker-php-entrypoint"],
    cmd: ["php-fpm"],
    stepsDown: { "php-fpm": "www-data" },
  }),
  base("adminer", always("alpine"), {
    tags: /^(?!.*fastcgi)/,
    users: [{ name: "adminer" }],
    user: { name: "adminer" },
    exposes: [8080],
    workdir: "/var/www/html",
    entrypoint: ["entrypoint.sh"],
    cmd: ["php", "-S", "[::]:8080", "-t", "/var/www/html"],
  }),

  // Bitnami's own Dockerfiles: uid 1001 without an entry in /etc/passwd, started by run.sh.
  ...[
    { name: "postgresql", folder: "postgresql", exposes: [5432] },
    { name: "redis", folder: "redis", exposes: [6379] },
    { name: "mysql", folder: "mysql", exposes: [3306] },
    { name: "mariadb", folder: "mariadb", exposes: [3306] },
    { name: "mongodb", folder: "mongodb", exposes: [27017] },
    { name: "memcached", folder: "memcached", exposes: [11211] },
  ].map(({ name, folder, exposes }) =>
    base([`bitnami/${name}`, `bitnamilegacy/${name}`], always("debian"), {
      user: { uid: 1001 },
      exposes,
      entrypoint: [`/opt/bitnami/scripts/${folder}/entrypoint.sh`],
      cmd: [`/opt/bitnami/scripts/${folder}/run.sh`],
    }),
  ),
];
