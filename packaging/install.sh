#!/bin/sh
# Installe ou met à jour Tikêr sur une machine Debian : sudo sh packaging/install.sh CHEMIN/DE/tiker
# Ne touche ni à la base, ni à la clé, ni aux réglages qui sont déjà là.
# DESTDIR=DOSSIER range les fichiers dans ce dossier, sans rien lancer.
set -eu
program=${1:?"donnez le chemin du programme : sh packaging/install.sh target/dist/tiker"}
from=$(dirname "$0")
to=${DESTDIR-}
place() { # MODE FILE FOLDER NAME
	mkdir -p "$to$3"
	# beside, then in place: a program that runs is not written into
	cp "$2" "$to$3/.$4.new"
	chmod "$1" "$to$3/.$4.new"
	mv -f "$to$3/.$4.new" "$to$3/$4"
}
place 755 "$program" /usr/local/bin tiker
place 755 "$from/tikerctl" /usr/local/bin tikerctl
for unit in tiker.service tiker-backup.service tiker-backup.timer; do
	place 644 "$from/$unit" /etc/systemd/system "$unit"
done
place 644 "$from/tiker.sysusers" /etc/sysusers.d tiker.conf
place 644 "$from/tiker.tmpfiles" /etc/tmpfiles.d tiker.conf
if [ ! -e "$to/etc/tiker/tiker.env" ]; then
	# the secret of the mail server stands in it
	place 600 "$from/tiker.env" /etc/tiker tiker.env
fi
if [ -n "$to" ]; then exit 0; fi
systemd-sysusers
systemd-tmpfiles --create tiker.conf
systemctl daemon-reload
systemctl enable --quiet tiker.service tiker-backup.timer
systemctl start tiker-backup.timer
systemctl restart tiker.service
echo "Tikêr est installé. La suite est dans son journal : journalctl -u tiker -n 20"
