/** Daemons as people start them in a container, with the package of Debian 12 that each is from. */
export interface DaemonCase {
  readonly package: string;
  /** The words, as ENTRYPOINT would have them. */
  readonly command: string;
  /** What has to be there before it, as a text of the shell. */
  readonly before?: string;
  /** What its configuration says, in place of the package's. */
  readonly files?: Readonly<Record<string, string>>;
}

const STUNNEL = "[a]\naccept = 127.0.0.1:7001\nconnect = 127.0.0.1:7002\ncert = /etc/stunnel/stunnel.pem\n";
const HAPROXY =
  "defaults\n  mode http\n  timeout client 1s\n  timeout server 1s\n  timeout connect 1s\nfrontend a\n  bind 127.0.0.1:7003\n";
const LIGHTTPD = 'server.document-root = "/tmp"\nserver.port = 7004\n';
const CERTIFICATE =
  "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=a -keyout /tmp/k -out /tmp/c 2>/dev/null; cat /tmp/k /tmp/c > /etc/stunnel/stunnel.pem";

export const daemonCases: readonly DaemonCase[] = [
  { package: "openssh-server", command: "/usr/sbin/sshd -D", before: "mkdir -p /run/sshd" },
  { package: "openssh-server", command: "/usr/sbin/sshd", before: "mkdir -p /run/sshd" },
  { package: "vsftpd", command: "vsftpd /etc/vsftpd.conf", before: "mkdir -p /var/run/vsftpd/empty" },
  {
    package: "vsftpd",
    command: "vsftpd -obackground=YES /etc/vsftpd.conf",
    before: "mkdir -p /var/run/vsftpd/empty",
  },
  { package: "proftpd-core", command: "proftpd -n" },
  { package: "proftpd-core", command: "proftpd" },
  { package: "dovecot-imapd", command: "dovecot -F" },
  { package: "dovecot-imapd", command: "dovecot" },
  {
    package: "postfix",
    command: "postfix start-fg",
    before: "postconf -e inet_interfaces=127.0.0.1 maillog_file=/var/log/m",
  },
  {
    package: "postfix",
    command: "postfix start",
    before: "postconf -e inet_interfaces=127.0.0.1 maillog_file=/var/log/m",
  },
  { package: "squid", command: "squid -N" },
  { package: "squid", command: "squid --foreground" },
  { package: "squid", command: "squid" },
  { package: "slapd", command: "slapd -d 0 -h ldap://127.0.0.1:7005/" },
  { package: "slapd", command: "slapd -u openldap -g openldap -d 0 -h ldap://127.0.0.1:7005/" },
  { package: "slapd", command: "slapd -u openldap -h ldap://127.0.0.1:7005/" },
  { package: "bind9", command: "named -g" },
  { package: "bind9", command: "named -f -u bind" },
  { package: "bind9", command: "named -u bind" },
  { package: "memcached", command: "memcached" },
  { package: "memcached", command: "memcached -u memcache" },
  { package: "memcached", command: "memcached -u root" },
  { package: "memcached", command: "memcached -d -u memcache" },
  { package: "varnish", command: "varnishd -F -a 127.0.0.1:7006 -b 127.0.0.1:7007" },
  { package: "varnish", command: "varnishd -j none -F -a 127.0.0.1:7006 -b 127.0.0.1:7007" },
  { package: "varnish", command: "varnishd -a 127.0.0.1:7006 -b 127.0.0.1:7007" },
  {
    package: "avahi-daemon",
    command: "avahi-daemon",
    before: "sed -i s/#enable-dbus=yes/enable-dbus=no/ /etc/avahi/avahi-daemon.conf",
  },
  {
    package: "avahi-daemon",
    command: "avahi-daemon --no-drop-root",
    before: "sed -i s/#enable-dbus=yes/enable-dbus=no/ /etc/avahi/avahi-daemon.conf",
  },
  {
    package: "avahi-daemon",
    command: "avahi-daemon -D",
    before: "sed -i s/#enable-dbus=yes/enable-dbus=no/ /etc/avahi/avahi-daemon.conf",
  },
  { package: "dnsmasq-base", command: "dnsmasq -k" },
  { package: "dnsmasq-base", command: "dnsmasq -d" },
  { package: "dnsmasq-base", command: "dnsmasq" },
  { package: "dnsmasq-base", command: "dnsmasq -k --user=root" },
  { package: "mosquitto", command: "mosquitto -p 7008" },
  { package: "mosquitto", command: "mosquitto -c /etc/mosquitto/mosquitto.conf" },
  { package: "mosquitto", command: "mosquitto -d" },
  { package: "mosquitto", command: "mosquitto -c /tmp/m", files: { "/tmp/m": "user root\n" } },
  { package: "unbound", command: "unbound -d" },
  { package: "unbound", command: "unbound" },
  {
    package: "unbound",
    command: "unbound -d -c /tmp/u",
    files: { "/tmp/u": 'server:\n  username: ""\n  chroot: ""\n' },
  },
  { package: "chrony", command: "chronyd -d -x" },
  { package: "chrony", command: "chronyd -x" },
  { package: "chrony", command: "chronyd -n -x -u root" },
  { package: "lighttpd", command: "lighttpd -D -f /etc/lighttpd/lighttpd.conf" },
  { package: "lighttpd", command: "lighttpd -f /etc/lighttpd/lighttpd.conf" },
  { package: "lighttpd", command: "lighttpd -D -f /tmp/l", files: { "/tmp/l": LIGHTTPD } },
  {
    package: "lighttpd",
    command: "lighttpd -D -f /tmp/l",
    files: { "/tmp/l": `${LIGHTTPD}server.username = "www-data"\n` },
  },
  { package: "haproxy", command: "haproxy -f /etc/haproxy/haproxy.cfg" },
  { package: "haproxy", command: "haproxy -db -f /etc/haproxy/haproxy.cfg" },
  {
    package: "haproxy",
    command: "haproxy -W -f /tmp/h",
    files: { "/tmp/h": `global\n  user haproxy\n${HAPROXY}` },
  },
  { package: "haproxy", command: "haproxy -f /tmp/h", files: { "/tmp/h": HAPROXY } },
  { package: "haproxy", command: "haproxy -D -f /tmp/h", files: { "/tmp/h": HAPROXY } },
  { package: "tinyproxy-bin", command: "tinyproxy -d" },
  { package: "tinyproxy-bin", command: "tinyproxy" },
  { package: "tinyproxy-bin", command: "tinyproxy -d -c /tmp/t", files: { "/tmp/t": "Port 7009\n" } },
  {
    package: "stunnel4",
    command: "stunnel /tmp/s",
    before: CERTIFICATE,
    files: { "/tmp/s": `foreground = yes\n${STUNNEL}` },
  },
  {
    package: "stunnel4",
    command: "stunnel4 /tmp/s",
    before: CERTIFICATE,
    files: { "/tmp/s": `setuid = stunnel4\nforeground = yes\n${STUNNEL}` },
  },
  { package: "stunnel4", command: "stunnel4 /tmp/s", before: CERTIFICATE, files: { "/tmp/s": STUNNEL } },
  { package: "privoxy", command: "privoxy --no-daemon /etc/privoxy/config" },
  { package: "privoxy", command: "privoxy --no-daemon --user privoxy /etc/privoxy/config" },
  { package: "privoxy", command: "privoxy /etc/privoxy/config" },
  { package: "opendkim", command: "opendkim -f" },
  { package: "opendkim", command: "opendkim" },
  { package: "uwsgi-core", command: "uwsgi --socket 127.0.0.1:7010" },
  { package: "uwsgi-core", command: "uwsgi --socket 127.0.0.1:7010 --uid www-data" },
  { package: "tor", command: "tor" },
  { package: "tor", command: "tor --User debian-tor" },
  { package: "redis-server", command: "redis-server" },
  { package: "redis-server", command: "redis-server --daemonize yes" },
  { package: "rsyslog", command: "rsyslogd -n" },
  { package: "rsyslog", command: "rsyslogd" },
  { package: "cron", command: "cron -f" },
  { package: "cron", command: "cron" },
  { package: "php-fpm", command: "php-fpm8.2 -F", before: "mkdir -p /run/php" },
  { package: "php-fpm", command: "php-fpm8.2", before: "mkdir -p /run/php" },
  { package: "mariadb-server", command: "mariadbd" },
  {
    package: "mariadb-server",
    command: "mariadbd --user=mysql",
    before: "mkdir -p /run/mysqld && chown mysql /run/mysqld",
  },
  { package: "ntpsec", command: "ntpd -n" },
  { package: "ntpsec", command: "ntpd -n -u ntpsec:ntpsec" },
];
