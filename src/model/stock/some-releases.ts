// Users and groups that some releases of a distribution have and others have not.
const OF_SOME_RELEASES =
  /^(ubuntu|gnats|messagebus|dbus|postmaster|svn|xfs|smmsp|dhcp|toor|vpopmail|cyrus|squid|at|uuidd|polkitd|tss|sshd|ssh|_ssh|ssh_keys|tcpdump|netdev|crontab|cron|ssl-cert|utmp|utempter|wheel|nogroup|nobody|input|sgx|kvm|render|rdma|_?systemd-.*|_.*|users|man|syslog|landscape|mlocate|plocate|docker|www-data|http|lxd|admin|ftp|games|mail|tape|lp)$/;

/** Whether an account of this name may come with a release of the system that is not looked at so closely. */
export function mayComeWithSystem(name: string): boolean {
  return OF_SOME_RELEASES.test(name);
}
